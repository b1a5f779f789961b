import type { LatencyMeasurement, LatencyRow } from '../run/latency'

/** A row that has been measured. */
export type MeasuredRow = LatencyRow & { readonly latency: LatencyMeasurement }

/** A row whose rank by latency is far from its rank by MACs. */
export interface RankDisagreement {
  readonly row: MeasuredRow
  /** Whether it takes longer than its MACs say, or less long. */
  readonly than: 'slower' | 'faster'
  /** Of all ranks there are, how many lie between the two; 0–1. */
  readonly gap: number
  /** The row that shows it best: on the other side by MACs and by latency, spreads apart. */
  readonly against: MeasuredRow
}

/** Ranks that are this share of all apart differ by much. */
const MUCH = 0.25
/** Fewer rows have no ranks worth comparing. */
const FEWEST = 4

export function isMeasured(row: LatencyRow): row is MeasuredRow {
  return row.latency !== null
}

/**
 * Rows, among those that a search chooses from, that MACs put in the wrong place, the worst first. A
 * difference within the spread of the measurements is none.
 */
export function rankDisagreements(rows: readonly LatencyRow[]): RankDisagreement[] {
  const measured = rows.filter((row) => row.chosen).filter(isMeasured)
  if (measured.length < FEWEST) return []
  const byMacs = averageRanks(measured.map(({ macs }) => macs))
  const byLatency = averageRanks(measured.map(({ latency }) => latency.medianMs))
  const gapAt = (index: number) =>
    ((byLatency[index] ?? 0) - (byMacs[index] ?? 0)) / (measured.length - 1)
  return measured
    .flatMap((row, index): RankDisagreement[] => {
      const gap = gapAt(index)
      if (Math.abs(gap) < MUCH) return []
      const slower = gap > 0
      const witnesses = measured
        .map((other, at) => ({ other, gap: gapAt(at) }))
        .filter(({ other }) => (slower ? contradicts(row, other) : contradicts(other, row)))
        .sort((a, b) => (slower ? a.gap - b.gap : b.gap - a.gap))
      const [witness] = witnesses
      if (!witness) return []
      return [
        { row, than: slower ? 'slower' : 'faster', gap: Math.abs(gap), against: witness.other },
      ]
    })
    .sort((a, b) => b.gap - a.gap)
}

/** Whether `row` takes longer than `other` beyond the spread of both, and yet has fewer MACs. */
function contradicts(row: MeasuredRow, other: MeasuredRow): boolean {
  return row.macs < other.macs && row.latency.lowMs > other.latency.highMs
}

/** Ranks from 0; equal values share the mean of theirs. */
function averageRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length
    const equal = values.filter((other) => other === value).length
    return below + (equal - 1) / 2
  })
}
