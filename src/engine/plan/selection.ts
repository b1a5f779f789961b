/**
 * Selective execution: from a program that holds every branch, the part that one path needs. Nothing
 * is compiled or placed anew; only the words of the jobs that run are written, closed up.
 */
import type { GateId, GatePath, LayerId, Network } from '../../network/network'
import { entryWords, fieldWords, type Dispatch } from './link'
import type { Membership, Word } from './operations'
import { liveLayers } from '../../network/paths'

export interface Selection {
  readonly dispatches: readonly Dispatch[]
  /** What the jobs' words become, and where they begin. */
  readonly words: Uint32Array
  readonly firstWord: number
}

/** The entries that a job of a layer takes in along a path; null where the job does not run. */
export type TakenEntries = <Entry extends { readonly of: Membership }>(
  layer: LayerId | null,
  entries: readonly Entry[],
) => readonly Entry[] | null

export function takenAlong(network: Network, path: GatePath): TakenEntries {
  const live = liveLayers(network, path)
  const runs = (layer: LayerId | null) => layer === null || live[layer]!
  const open = (gate: GateId | null) => gate === null || path[gate] !== 0
  return (layer, entries) => {
    if (!runs(layer)) return null
    const taken = entries.filter(({ of }) => runs(of.layer) && open(of.gate))
    // A gradient gathered from readers of which none runs; a sum of no branches is zero instead.
    const idle = taken.length === 0 && entries.some(({ of }) => of.layer !== layer)
    return idle ? null : taken
  }
}

interface SelectableJob {
  readonly layer: LayerId | null
  readonly fields: readonly number[]
  /** Which field says whether to add to what is there, and to which gradient; or null. */
  readonly landing: {
    readonly field: number
    readonly gradient: Word
    readonly fresh: boolean
  } | null
  readonly entries: readonly { readonly of: Membership; readonly words: readonly number[] }[]
  readonly listWord: number
}

interface SelectableDispatch {
  readonly dispatch: Dispatch
  readonly jobs: readonly SelectableJob[]
}

export class ProgramSelector {
  private readonly dispatches: readonly SelectableDispatch[]

  constructor(
    private readonly network: Network,
    program: readonly Dispatch[],
    /** Job words of the program, and where they begin in those of the plan. */
    private readonly words: Uint32Array,
    private readonly firstWord: number,
  ) {
    const fresh = new Map<Word, boolean>()
    this.dispatches = program.map((dispatch) => ({
      dispatch,
      jobs: dispatch.group.map((operation, job) => {
        const field = Object.keys(operation.kernel.job).indexOf('accumulate')
        const { dst: gradient = null, accumulate } = operation.job
        if (field >= 0 && !fresh.has(gradient)) fresh.set(gradient, accumulate === 0)
        const landing = field < 0 ? null : { field, gradient, fresh: fresh.get(gradient)! }
        const linked = entryWords(operation)
        const entries = operation.list.map(({ of }, index) => ({ of, words: linked[index]! }))
        const listWord = dispatch.listWords[job]!
        return { layer: operation.layer, fields: fieldWords(operation), landing, entries, listWord }
      }),
    }))
  }

  select(path: GatePath): Selection {
    const takes = takenAlong(this.network, path)
    const words = this.words.slice()
    const written = new Set<Word>()
    const dispatches: Dispatch[] = []
    for (const { dispatch, jobs } of this.dispatches) {
      let at = dispatch.firstWord - this.firstWord
      let count = 0
      for (const { layer, fields, landing, entries, listWord } of jobs) {
        const taken = takes(layer, entries)
        if (!taken) continue
        words.set(fields, at)
        if (landing?.fresh) {
          words[at + landing.field] = written.has(landing.gradient) ? 1 : 0
          written.add(landing.gradient)
        }
        at += fields.length
        if (dispatch.kernel.list) {
          words.set(
            taken.flatMap((entry) => entry.words),
            listWord - this.firstWord,
          )
          words[at] = listWord
          words[at + 1] = taken.length
          at += 2
        }
        count++
      }
      if (count > 0) dispatches.push({ ...dispatch, workgroups: [dispatch.workgroups[0], count] })
    }
    return { dispatches, words, firstWord: this.firstWord }
  }
}
