import type { GatePath } from '../../network/network'
import type { Execution } from '../engine'
import type { Plan, ProgramName } from './compile'
import type { Dispatch } from './link'
import { checkPath } from '../../network/paths'
import type { PlanMemory } from './planMemory'
import { ProgramSelector } from './selection'

interface SelectedProgram {
  readonly path: GatePath
  readonly dispatches: readonly Dispatch[]
}

/** A plan's programs as they run along a path. The last selection of each stays until another is asked for. */
export class PathPrograms {
  private readonly selectors = new Map<ProgramName, ProgramSelector>()
  private readonly selected = new Map<ProgramName, SelectedProgram>()

  constructor(
    private readonly plan: Plan,
    private readonly execution: Execution,
    private readonly memory: PlanMemory,
  ) {}

  /**
   * The programs to submit next, in the order of their names; whole ones in a mixture.
   * @throws Error when a path is missing, does not fit the gates, or is given to a mixture
   */
  along(path: GatePath | undefined, ...names: readonly ProgramName[]): (readonly Dispatch[])[] {
    if (this.execution === 'mixture') {
      if (path) throw new Error('This engine runs the mixture of all branches, not a path')
      return names.map((name) => this.plan.programs[name])
    }
    if (!path) throw new Error('This engine runs one path at a time, and none was given')
    checkPath(this.plan.network, path)
    return names.map((name) => this.select(name, path))
  }

  private select(name: ProgramName, path: GatePath): readonly Dispatch[] {
    const known = this.selected.get(name)
    if (known && samePath(known.path, path)) return known.dispatches
    const { dispatches, words, firstWord } = this.selectorOf(name).select(path)
    this.memory.writeWords(firstWord, words)
    this.selected.set(name, { path: path.slice(), dispatches })
    return dispatches
  }

  private selectorOf(name: ProgramName): ProgramSelector {
    const known = this.selectors.get(name)
    if (known) return known
    const { network, programs, words, wordRanges } = this.plan
    const { start, end } = wordRanges[name]
    const made = new ProgramSelector(network, programs[name], words.subarray(start, end), start)
    this.selectors.set(name, made)
    return made
  }
}

function samePath(a: GatePath, b: GatePath): boolean {
  return a.every((gate, index) => gate === b[index])
}
