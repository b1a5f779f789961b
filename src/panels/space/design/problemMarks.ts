import type { SpaceProblem } from '../../../space/bounds'
import type { CellType } from '../../../space/cellSpace'
import { edgeKey } from './edgeStates'

/** Parts of a drawing that keep the space from being searched. */
export interface ProblemMarks {
  /** Edges by `from-to`. */
  readonly edges: ReadonlySet<string>
  /** Nodes by their state. */
  readonly nodes: ReadonlySet<number>
  /** Layers and blocks by their path, `layers.3` or `stages.2/block.0`. */
  readonly fields: ReadonlySet<string>
}

/** @param output state of the cell's output, which has no number of its own in problems */
export function problemMarks(
  problems: readonly SpaceProblem[],
  types: readonly CellType[],
  output: number,
): ProblemMarks {
  const edges = new Set<string>()
  const nodes = new Set<number>()
  const fields = new Set<string>()
  for (const problem of problems) {
    const shown = !('cell' in problem) || problem.cell === null || types.includes(problem.cell)
    if (!shown) continue
    if ('from' in problem) edges.add(edgeKey(problem))
    else if ('node' in problem) nodes.add(problem.node)
    else if (problem.code === 'cut-output') nodes.add(output)
    else if ('field' in problem) fields.add(problem.field)
  }
  return { edges, nodes, fields }
}
