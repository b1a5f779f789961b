import { describe, expect, it } from 'vitest'
import { layoutStack, type StackedPart } from './stackLayout'

const part = (side: number, channels: number, unfolded: StackedPart['unfolded'] = null) => ({
  side,
  channels,
  unfolded,
})
const NETWORK = [part(28, 12), part(28, 16), part(14, 32), part(7, 64), part(1, 10)]
const PUBLISHED = [
  part(32, 48),
  ...Array.from({ length: 20 }, (_, cell) =>
    part(32 >> Math.floor(cell / 7), 64 * (1 + (cell >> 2))),
  ),
]

describe('the layout of a whole network', () => {
  it.each([328, 676, 1600])('keeps parts in order, within %i pixels, without overlap', (width) => {
    for (const parts of [NETWORK, PUBLISHED]) {
      const layout = layoutStack(parts, { side: 32, width })
      layout.parts.slice(1).forEach(({ x }, index) => {
        const before = layout.parts[index]
        if (!before) throw new Error('A part is missing')
        expect(x).toBeGreaterThan(before.x + before.width)
      })
      expect(layout.parts.at(-1)!.x + layout.parts.at(-1)!.width).toBeLessThanOrEqual(width + 0.001)
      expect(layout.width).toBeCloseTo(width)
    }
  })

  it('makes blocks as high as their feature maps, and wider for more channels', () => {
    const { parts, axis } = layoutStack(NETWORK, { side: 28, width: 676 })
    const [stem, cell, reduction, last, head] = parts.map(({ width, height }) => ({
      width,
      height,
    }))
    expect(stem!.height).toBe(2 * reduction!.height)
    expect(reduction!.height).toBe(2 * last!.height)
    expect(stem!.width).toBeLessThan(cell!.width)
    expect(reduction!.width).toBeLessThan(last!.width)
    expect(head!.height).toBeGreaterThan(0)
    for (const { y, height } of parts) expect(y + height / 2).toBeCloseTo(axis)
  })

  it('grows to the right for what is unfolded', () => {
    const open = { width: 400, height: 300 }
    const unfolded = NETWORK.map((each, index) =>
      index === 1 || index === 2 ? { ...each, unfolded: open } : each,
    )
    const layout = layoutStack(unfolded, { side: 28, width: 676 })
    expect(layout.width).toBeGreaterThan(800)
    expect(layout.height).toBe(300)
    expect(layout.parts.slice(1, 3).map(({ width, y }) => [width, y])).toEqual([
      [400, 0],
      [400, 0],
    ])
  })

  it('names equal feature maps once, and never one name over another', () => {
    const labels = layoutStack(PUBLISHED, { side: 32, width: 328 }).labels
    labels.slice(1).forEach(({ x }, index) => {
      expect(x - (labels[index]?.x ?? 0)).toBeGreaterThanOrEqual(36)
    })
    const same = [part(28, 16), part(28, 16), part(28, 16), part(14, 32)]
    const named = layoutStack(same, { side: 28, width: 676 }).labels.map((label) => label.part)
    expect(named).toEqual([0, 3])
  })
})
