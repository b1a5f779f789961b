import type { CellType } from './cellSpace'

export interface Bound {
  readonly min: number
  readonly max: number
}

/** The edge that a rule is about; `cell` is null where a space has one kind of cell. */
interface RuledEdge {
  readonly cell: CellType | null
  readonly from: number
  readonly to: number
}

/** Why a space cannot be searched. */
export type SpaceProblem =
  /** `field` is a path: `nodes`, `stages.2.channels`. */
  | {
      readonly code: 'out-of-bounds'
      readonly field: string
      readonly value: number
      readonly bound: Bound
    }
  /** There must be an operation besides `none`; in a chain, one that every block can be. */
  | { readonly code: 'no-operation' }
  /** Its rule leaves a layer or block, `layers.3` or `stages.2/block.0`, nothing to be. */
  | { readonly code: 'nothing-left'; readonly field: string }
  | { readonly code: 'repeated-operation'; readonly operation: string }
  /** Known from published cells, but not searched in this space. */
  | { readonly code: 'not-searchable'; readonly operation: string }
  /** Factorised reduction and channel split work on halves. */
  | { readonly code: 'odd-channels'; readonly field: string; readonly value: number }
  /** A shuffle block that changes shape joins its input to new channels, so it has to widen. */
  | { readonly code: 'no-widening'; readonly field: string; readonly value: number }
  | { readonly code: 'repeated-width'; readonly value: number }
  /**
   * A rule of a layer, skip or block that is not as spaces hold them. `field` is the path of the rule,
   * `rules.skips.3`, or of its list. It is about what is not there, out of order (or the second for its
   * place), names candidates that the space has not or has in another order, or leaves all as it is.
   */
  | {
      readonly code: 'bad-rule'
      readonly field: string
      readonly reason: 'misplaced' | 'unsorted' | 'candidates' | 'idle'
    }
  /** A rule for an edge that the cell does not have. */
  | ({ readonly code: 'no-edge' } & RuledEdge)
  /** An edge has one rule, and rules stand in the order of the edges. */
  | ({ readonly code: 'unsorted-rule' } & RuledEdge)
  /** A rule that leaves its edge free. */
  | ({ readonly code: 'idle-rule' } & RuledEdge)
  /** No candidate of the space, named twice, or out of the space's order. */
  | ({ readonly code: 'edge-operation'; readonly operation: string } & RuledEdge)
  /** In every architecture, yet without a candidate besides `none`. */
  | ({ readonly code: 'forced-forbidden' } & RuledEdge)
  /** Where every edge has one operation, `none` alone forbids it, and to leave it out forces it. */
  | ({ readonly code: 'none-decides' } & RuledEdge)
  /** More edges are forced than a node keeps. */
  | {
      readonly code: 'crowded-node'
      readonly cell: CellType
      readonly node: number
      readonly forced: number
    }
  /** All the edges that enter a node are forbidden. */
  | { readonly code: 'cut-node'; readonly cell: CellType; readonly node: number }
  /** Forbidden edges keep the cell's input from its output. */
  | { readonly code: 'cut-output' }

export function integerProblem(field: string, value: number, bound: Bound): SpaceProblem[] {
  if (Number.isInteger(value) && value >= bound.min && value <= bound.max) return []
  return [{ code: 'out-of-bounds', field, value, bound }]
}

/** Fields that are not whole numbers within their bounds, in the order of the bounds. */
export function boundsProblems<Bounds extends Readonly<Record<string, Bound>>>(
  space: Readonly<Record<keyof Bounds, number>>,
  bounds: Bounds,
): SpaceProblem[] {
  return Object.entries(bounds).flatMap(([field, bound]) =>
    integerProblem(field, space[field as keyof Bounds], bound),
  )
}

/** A list of operations names each once, none unknown, and one besides `none`. */
export function operationProblems(
  operations: readonly string[],
  searchable: readonly string[],
): SpaceProblem[] {
  const problems: SpaceProblem[] = []
  if (operations.every((operation) => operation === 'none')) problems.push({ code: 'no-operation' })
  operations.forEach((operation, index) => {
    if (operations.indexOf(operation) < index) {
      problems.push({ code: 'repeated-operation', operation })
    }
    if (!searchable.includes(operation)) problems.push({ code: 'not-searchable', operation })
  })
  return problems
}
