import type { EdgeRule } from './edgeRule'
import type { SpaceProblem } from './spaceProblem'
import { boundsProblems, operationProblems } from './spaceProblem'

/** Operations in the order of NAS-Bench-201 (AutoDL-Projects). */
export const NAS_BENCH_201_OPERATIONS = [
  'none',
  'skip_connect',
  'nor_conv_1x1',
  'nor_conv_3x3',
  'avg_pool_3x3',
] as const

export type NasBench201Operation = (typeof NAS_BENCH_201_OPERATIONS)[number]

/** A cell's input, two nodes and its output. */
export const NAS_BENCH_201_NODES = 4

/** The cell of NAS-Bench-201 (Dong & Yang 2020): one operation on each edge between four nodes. */
export interface NasBench201Space {
  readonly kind: 'nas-bench-201'
  readonly operations: readonly NasBench201Operation[]
  /** Cells in each of the three stages; 5 as published. */
  readonly cells: number
  /** Channels of the first stage, doubled in each of the next; 16 as published. */
  readonly channels: number
  /**
   * Edges that are not free; absent: all are. Here `none` alone forbids an edge, and without it the
   * edge is forced.
   */
  readonly rules?: readonly EdgeRule<NasBench201Operation>[]
}

export const NAS_BENCH_201_BOUNDS = {
  cells: { min: 1, max: 5 },
  channels: { min: 1, max: 64 },
} as const

/** An edge from an earlier node of the cell to a later one; node 0 is the cell's input. */
export interface NasBench201Edge {
  readonly from: number
  readonly to: number
}

/** The six edges in the order of arch strings. */
export const NAS_BENCH_201_EDGES: readonly NasBench201Edge[] = Array.from(
  { length: NAS_BENCH_201_NODES },
  (_, to) => Array.from({ length: to }, (__, from) => ({ from, to })),
).flat()

export function validateNasBench201(space: NasBench201Space): SpaceProblem[] {
  return [
    ...boundsProblems(space, NAS_BENCH_201_BOUNDS),
    ...operationProblems(space.operations, NAS_BENCH_201_OPERATIONS),
  ]
}
