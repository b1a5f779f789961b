import type { CellSpace } from './cellSpace'
import type { OperationName } from './operations'
import { DARTS_OPERATIONS } from './operations'

export interface Bound {
  readonly min: number
  readonly max: number
}

/** What a cell space may be: enough for the published ones, small enough to draw and to compile. */
export const CELL_SPACE_BOUNDS = {
  nodes: { min: 1, max: 5 },
  cells: { min: 1, max: 20 },
  channels: { min: 1, max: 64 },
} as const satisfies Record<string, Bound>

export type BoundedField = keyof typeof CELL_SPACE_BOUNDS

export type SpaceProblem =
  | {
      readonly code: 'out-of-bounds'
      readonly field: BoundedField
      readonly value: number
      readonly bound: Bound
    }
  /** Every edge needs at least one operation besides `none`. */
  | { readonly code: 'no-operation' }
  | { readonly code: 'repeated-operation'; readonly operation: OperationName }
  /** Known from published cells, but not searched. */
  | { readonly code: 'not-searchable'; readonly operation: OperationName }

const SEARCHABLE: ReadonlySet<string> = new Set(DARTS_OPERATIONS)

/** What keeps a space from being searched; empty when nothing does. */
export function validateSpace(space: CellSpace): SpaceProblem[] {
  const { operations } = space
  const problems: SpaceProblem[] = []
  for (const field of Object.keys(CELL_SPACE_BOUNDS) as BoundedField[]) {
    const [value, bound] = [space[field], CELL_SPACE_BOUNDS[field]]
    if (!Number.isInteger(value) || value < bound.min || value > bound.max) {
      problems.push({ code: 'out-of-bounds', field, value, bound })
    }
  }
  if (operations.every((operation) => operation === 'none')) problems.push({ code: 'no-operation' })
  operations.forEach((operation, index) => {
    if (operations.indexOf(operation) < index) {
      problems.push({ code: 'repeated-operation', operation })
    }
    if (!SEARCHABLE.has(operation)) problems.push({ code: 'not-searchable', operation })
  })
  return problems
}
