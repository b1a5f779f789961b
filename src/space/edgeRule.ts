/**
 * What may stand on one edge of a cell, where that is not every candidate of the space. States are
 * numbered as in genotypes: the cell's inputs first, then its nodes.
 */
export interface EdgeRule<Operation extends string> {
  readonly from: number
  readonly to: number
  /** Candidates here, in the space's order; none of them: the edge is forbidden. Absent: all. */
  readonly operations?: readonly Operation[]
  /** Every architecture has this edge. */
  readonly forced?: true
}
