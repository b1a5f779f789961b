import { CELL_TYPES, type CellGenotype, type Genotype } from '../space/cellSpace'

/** A step at which the derived architecture was not what it was before. */
export interface TimelineChange {
  readonly step: number
  /** Kept edges that are new or carry another operation, in both cells. */
  readonly count: number
}

/** Compares each snapshot's derived architecture with the one before it. */
export function timelineChanges(
  derived: readonly { readonly step: number; readonly genotype: Genotype }[],
): TimelineChange[] {
  const changes: TimelineChange[] = []
  derived.forEach(({ step, genotype }, index) => {
    const before = derived[index - 1]
    if (!before || before.genotype === genotype) return
    const count = CELL_TYPES.reduce(
      (sum, type) => sum + newEdges(before.genotype[type], genotype[type]),
      0,
    )
    if (count > 0) changes.push({ step, count })
  })
  return changes
}

/** Changes that would be drawn closer than `gap` pixels, as one mark with their largest count. */
export function mergedMarks(
  changes: readonly TimelineChange[],
  x: (step: number) => number,
  gap: number,
): TimelineChange[] {
  const marks: TimelineChange[] = []
  for (const change of changes) {
    const last = marks.at(-1)
    if (!last || x(change.step) - x(last.step) >= gap) marks.push(change)
    else if (change.count > last.count) marks[marks.length - 1] = { ...last, count: change.count }
  }
  return marks
}

function newEdges(before: CellGenotype, after: CellGenotype): number {
  const known = edgeKeys(before)
  return [...edgeKeys(after)].filter((key) => !known.has(key)).length
}

function edgeKeys(cell: CellGenotype): Set<string> {
  return new Set(
    cell.nodes.flatMap((kept, node) =>
      kept.map(({ operation, input }) => `${node} ${input} ${operation}`),
    ),
  )
}
