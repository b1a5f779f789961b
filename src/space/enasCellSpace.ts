import type { CellRules } from './cellSpace'
import type { OperationName } from './operations'
import type { SpaceProblem } from './spaceProblem'
import { boundsProblems, operationProblems } from './spaceProblem'

/** The five operations of the ENAS cell in the order that arcs number them (enas/src/cifar10). */
export const ENAS_CELL_OPERATIONS = [
  'sep_conv_3x3',
  'sep_conv_5x5',
  'avg_pool_3x3',
  'max_pool_3x3',
  'skip_connect',
] as const satisfies readonly OperationName[]

export type EnasCellOperation = (typeof ENAS_CELL_OPERATIONS)[number]

/** The micro space of ENAS (Pham et al. 2018, section 2.4): nodes add two operations each. */
export interface EnasCellSpace {
  readonly kind: 'enas-cell'
  /** Nodes B of a cell besides its two inputs. */
  readonly nodes: number
  /** Candidates, as arcs number them. */
  readonly operations: readonly EnasCellOperation[]
  /** Cells in the supernet; those at ⌊L/3⌋ and ⌊2L/3⌋ reduce. */
  readonly cells: number
  /** Channels of the first cell; the stem has three times as many, reduction cells double. */
  readonly channels: number
  /** Edges that are not free, as in a cell space; absent: all are. */
  readonly rules?: CellRules<EnasCellOperation>
}

export const ENAS_CELL_BOUNDS = {
  nodes: { min: 1, max: 7 },
  cells: { min: 1, max: 20 },
  channels: { min: 1, max: 64 },
} as const

export function validateEnasCell(space: EnasCellSpace): SpaceProblem[] {
  return [
    ...boundsProblems(space, ENAS_CELL_BOUNDS),
    ...operationProblems(space.operations, ENAS_CELL_OPERATIONS),
  ]
}
