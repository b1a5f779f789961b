import type { CellSpace } from './cellSpace'
import { validateChain } from './chainSpace'
import { cellRuleProblems, nasBench201RuleProblems } from './edgeRuleProblems'
import { validateEnasCell } from './enasCellSpace'
import { validateEnasMacro } from './enasMacroSpace'
import { validateNasBench201 } from './nasBench201Space'
import { OPERATIONS } from './operations'
import type { SearchSpace } from './searchSpace'
import type { SpaceProblem } from './spaceProblem'
import { boundsProblems, operationProblems } from './spaceProblem'

export type { Bound, SpaceProblem } from './spaceProblem'

/** What a cell space may be: enough for the published ones, small enough to draw and to compile. */
export const CELL_SPACE_BOUNDS = {
  nodes: { min: 1, max: 5 },
  cells: { min: 1, max: 20 },
  channels: { min: 1, max: 64 },
} as const

/** What keeps a space from being searched; empty when nothing does. */
export function validateSpace(space: SearchSpace): SpaceProblem[] {
  const problems = problemsOfFields(space)
  // What edges may be is judged once there are sound edges.
  return problems.length > 0 ? problems : problemsOfEdges(space)
}

function problemsOfFields(space: SearchSpace): SpaceProblem[] {
  switch (space.kind) {
    case 'cell':
      return validateCell(space)
    case 'enas-cell':
      return validateEnasCell(space)
    case 'enas-macro':
      return validateEnasMacro(space)
    case 'nas-bench-201':
      return validateNasBench201(space)
    case 'chain':
      return validateChain(space)
  }
}

function validateCell(space: CellSpace): SpaceProblem[] {
  return [
    ...boundsProblems(space, CELL_SPACE_BOUNDS),
    ...operationProblems(space.operations, OPERATIONS),
  ]
}

function problemsOfEdges(space: SearchSpace): SpaceProblem[] {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
      return cellRuleProblems(space)
    case 'nas-bench-201':
      return nasBench201RuleProblems(space)
    case 'enas-macro':
    case 'chain':
      return []
  }
}
