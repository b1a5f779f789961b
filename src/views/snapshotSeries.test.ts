import { describe, expect, it, vi } from 'vitest'
import type { Snapshot } from '../run/events'
import { snapshotSeries } from './snapshotSeries'
import { snapshots as recorded } from './views.fixture'

describe('a series of a run', () => {
  const source = {}
  const measured = () => {
    const measure = vi.fn(({ step }: Snapshot) => 2 * step)
    return { measure, series: snapshotSeries(measure) }
  }

  it('measures each snapshot once while the run grows in place', () => {
    const { measure, series } = measured()
    const snapshots: Snapshot[] = recorded.slice(0, 5)
    const first = series(snapshots, source)
    expect(series(snapshots, source)).toBe(first)
    snapshots.push(...recorded.slice(5, 8))
    expect(series(snapshots, source)).toEqual([0, 2, 4, 6, 8, 10, 12, 14])
    expect(measure).toHaveBeenCalledTimes(8)
  })

  it('sees a last snapshot that was replaced, and keeps what it knows when the run is thinned', () => {
    const { measure, series } = measured()
    const snapshots: Snapshot[] = recorded.slice(0, 4)
    series(snapshots, source)
    snapshots[3] = recorded[7] as Snapshot
    expect(series(snapshots, source)).toEqual([0, 2, 4, 14])
    expect(series(snapshots.slice(1), source)).toEqual([2, 4, 14])
    expect(measure).toHaveBeenCalledTimes(5)
  })

  it('keeps what is seen in two ways apart', () => {
    const series = snapshotSeries(
      (snapshot, { factor }: { factor: number }) => factor * snapshot.step,
    )
    const snapshots = recorded.slice(0, 3)
    expect(series(snapshots, { factor: 1 })).toEqual([0, 1, 2])
    expect(series(snapshots, { factor: 3 })).toEqual([0, 3, 6])
  })
})
