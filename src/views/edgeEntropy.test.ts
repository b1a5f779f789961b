import { describe, expect, it } from 'vitest'
import type { GateTable } from '../network/network'
import type { Snapshot } from '../run/events'
import { edgeEntropies, entropyLines, meanLine } from './edgeEntropy'
import { snapshots as recorded } from './views.fixture'

const at = (step: number, gates: readonly number[]): Snapshot => ({
  ...(recorded[0] as Snapshot),
  step,
  gates: Float32Array.from(gates),
})

const table: GateTable = { name: 'normal', rows: 2, columns: 4, offset: 0 }

describe('the entropy of an edge', () => {
  it('is ln of its branches while nothing is preferred, and 0 when one has everything', () => {
    const snapshots = [at(1, [0.25, 0.25, 0.25, 0.25, 1, 0, 0, 0])]
    const [first] = edgeEntropies(snapshots, table)
    expect(first?.[0]).toBeCloseTo(Math.log(4), 6)
    expect(first?.[1]).toBe(0)
  })

  it('is shared out of what the open branches allow; an edge without a choice has no line', () => {
    const rows = 3
    const ruled: GateTable = {
      name: 'normal',
      rows,
      columns: 4,
      offset: 0,
      allowed: [true, true, true, true, true, true, false, false, false, true, false, false],
    }
    const gates = [0.25, 0.25, 0.25, 0.25, 0.5, 0.5, 0, 0, 0, 1, 0, 0]
    const snapshots = [at(1, gates), at(2, [0.5, 0.5, 0, 0, 0.9, 0.1, 0, 0, 0, 1, 0, 0])]
    const lines = entropyLines(snapshots, edgeEntropies(snapshots, ruled), ruled)
    expect(lines.map(({ row }) => row)).toEqual([0, 1])
    for (const { points } of lines) expect(points[0]?.value).toBeCloseTo(1, 6)
    expect(lines[0]?.points[1]?.value).toBeCloseTo(0.5, 6)
    // −0.9 log2 0.9 − 0.1 log2 0.1
    expect(lines[1]?.points[1]?.value).toBeCloseTo(0.468996, 5)
    expect(meanLine(lines)).toEqual([
      { step: 1, value: expect.closeTo(1, 6) as number },
      { step: 2, value: expect.closeTo(0.484498, 5) as number },
    ])
  })
})
