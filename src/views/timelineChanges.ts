import {
  CELL_INPUTS,
  CELL_TYPES,
  type CellGenotype,
  type CellType,
  type Genotype,
} from '../space/cellSpace'
import type { OperationName } from '../space/operations'

/** An edge that a cell has come to keep. */
export interface EdgeChange {
  readonly cell: CellType
  /** States; the cell's inputs are 0 and 1. */
  readonly from: number
  readonly to: number
  readonly operation: OperationName
  /** What it stands in for: the same edge with another operation, or one that was dropped. */
  readonly replaced: { readonly from: number; readonly operation: OperationName } | null
}

/** A step at which the run stood for another architecture than before. */
export interface TimelineChange {
  readonly step: number
  /** Kept edges that are new or carry another operation, in both cells; 1 where there are no edges. */
  readonly count: number
  readonly edges: readonly EdgeChange[]
  /** The candidate that took the lead, for methods that judge such; null for others. */
  readonly leader: { readonly id: number; readonly accuracy: number } | null
}

/** Compares each snapshot's derived architecture with the one before it. */
export function timelineChanges(
  derived: readonly { readonly step: number; readonly genotype: Genotype }[],
): TimelineChange[] {
  return derived.flatMap(({ step, genotype }, index) => {
    const before = derived[index - 1]
    if (!before || before.genotype === genotype) return []
    const edges = CELL_TYPES.flatMap((cell) =>
      edgeChanges(cell, before.genotype[cell], genotype[cell]),
    )
    return edges.length > 0 ? [{ step, count: edges.length, edges, leader: null }] : []
  })
}

/** Changes that would be drawn closer than `gap` pixels, as one mark with their largest count. */
export function mergedMarks(
  changes: readonly Pick<TimelineChange, 'step' | 'count'>[],
  x: (step: number) => number,
  gap: number,
): Pick<TimelineChange, 'step' | 'count'>[] {
  const marks: Pick<TimelineChange, 'step' | 'count'>[] = []
  for (const { step, count } of changes) {
    const last = marks.at(-1)
    if (!last || x(step) - x(last.step) >= gap) marks.push({ step, count })
    else if (count > last.count) marks[marks.length - 1] = { ...last, count }
  }
  return marks
}

/** The nearest change after `step`, or before it; null when there is none. */
export function changeBeside(
  changes: readonly TimelineChange[],
  step: number,
  direction: 1 | -1,
): TimelineChange | null {
  const found =
    direction === 1
      ? changes.find((change) => change.step > step)
      : changes.findLast((change) => change.step < step)
  return found ?? null
}

function edgeChanges(cell: CellType, before: CellGenotype, after: CellGenotype): EdgeChange[] {
  return after.nodes.flatMap((kept, node) => {
    const old = before.nodes[node] ?? []
    const stays = (edges: typeof kept, { input, operation }: (typeof kept)[number]) =>
      edges.some((each) => each.input === input && each.operation === operation)
    const dropped = old.filter((edge) => !stays(kept, edge))
    const added = kept.filter((edge) => !stays(old, edge))
    // Its own former operation first: what is left over was dropped for another edge.
    const take = (input?: number) => {
      const place = dropped.findIndex((edge) => input === undefined || edge.input === input)
      return place < 0 ? undefined : dropped.splice(place, 1)[0]
    }
    const former = new Map(added.map((edge) => [edge, take(edge.input)]))
    return added.map((edge) => {
      const replaced = former.get(edge) ?? take()
      return {
        cell,
        from: edge.input,
        to: CELL_INPUTS + node,
        operation: edge.operation,
        replaced: replaced ? { from: replaced.input, operation: replaced.operation } : null,
      }
    })
  })
}
