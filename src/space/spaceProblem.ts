export interface Bound {
  readonly min: number
  readonly max: number
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
  | { readonly code: 'repeated-operation'; readonly operation: string }
  /** Known from published cells, but not searched in this space. */
  | { readonly code: 'not-searchable'; readonly operation: string }
  /** Factorised reduction and channel split work on halves. */
  | { readonly code: 'odd-channels'; readonly field: string; readonly value: number }
  /** A shuffle block that changes shape joins its input to new channels, so it has to widen. */
  | { readonly code: 'no-widening'; readonly field: string; readonly value: number }
  | { readonly code: 'repeated-width'; readonly value: number }

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
