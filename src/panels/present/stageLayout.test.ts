import { describe, expect, it } from 'vitest'
import { scaleIn, stageLayout } from './stageLayout'

const wide = { width: 620, height: 320 }
const half = { width: 420, height: 190 }
const projector = { width: 1280, height: 616 }
const GAP = 24

const counts = (...given: Parameters<typeof stageLayout>) =>
  stageLayout(...given).map(({ views }) => views.length)

describe('the stage of a presentation', () => {
  it('gives one view all of it', () => {
    expect(stageLayout([wide], projector, GAP)).toEqual([{ views: [wide], room: projector }])
  })

  it('puts views side by side on a broad screen, and one below the other on a phone', () => {
    expect(counts([half, half, half, half], projector, GAP)).toEqual([2, 2])
    expect(counts([half, half, half, half, half, half], projector, GAP)).toEqual([3, 3])
    expect(counts([half, half], { width: 340, height: 600 }, GAP)).toEqual([1, 1])
  })

  it('gives higher views higher rows', () => {
    const [above, below] = stageLayout([wide, wide, half, half], projector, GAP)
    expect((above?.room.height ?? 0) / (below?.room.height ?? 1)).toBeCloseTo(320 / 190)
  })

  it('lets what is left over share the last row', () => {
    const rows = stageLayout([half, half, half, half, half], projector, GAP)
    expect(rows.map(({ views }) => views.length)).toEqual([3, 2])
    expect(rows[1]?.room.width).toBe((1280 - GAP) / 2)
  })

  it('never lets a view out of its room', () => {
    for (const count of [1, 2, 3, 4, 5, 6]) {
      for (const stage of [
        projector,
        { width: 3840, height: 2056 },
        { width: 820, height: 1100 },
      ]) {
        const rows = stageLayout(
          Array.from({ length: count }, () => half),
          stage,
          GAP,
        )
        const heights = rows.reduce((sum, { room }) => sum + room.height, GAP * (rows.length - 1))
        expect(heights).toBeLessThanOrEqual(stage.height + 1e-9)
        for (const { room } of rows) {
          expect(scaleIn(room, half) * half.height).toBeLessThanOrEqual(room.height + 1e-9)
        }
      }
    }
  })

  it('is longer than a phone where views would be too small to read', () => {
    const rows = stageLayout([wide, wide, half, half], { width: 340, height: 560 }, GAP)
    expect(rows.map(({ room }) => room.height)).toEqual([320, 320, 190, 190])
  })

  it('draws views narrower rather than with small type', () => {
    expect(scaleIn({ width: 600, height: 900 }, wide)).toBe(1.5)
    expect(scaleIn({ width: 1240, height: 900 }, wide)).toBe(2)
  })
})
