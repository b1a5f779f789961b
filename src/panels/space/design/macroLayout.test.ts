import { describe, expect, it } from 'vitest'
import { layoutMacro, moveInMacro, layerKey, skipKey } from './macroLayout'

const SHAPES = [1, 2, 6, 12, 24].flatMap((layers) =>
  [328, 676, 1240].map((width) => ({ layers, width })),
)

describe('layoutMacro', () => {
  it.each(SHAPES)('$layers layers at $width px: every arc has a top of its own', (shape) => {
    const { skips, reach, pitch } = layoutMacro(shape.layers, 6, shape.width)
    expect(skips).toHaveLength((shape.layers * (shape.layers - 1)) / 2)
    const nearest = Math.min(
      ...skips.flatMap(({ top }, index) =>
        skips.slice(index + 1).map(({ top: { x, y } }) => Math.hypot(top.x - x, top.y - y)),
      ),
    )
    expect(nearest).toBeGreaterThan(Math.min(reach, pitch / 2) - 0.01)
  })

  it.each(SHAPES)('$layers layers at $width px: stays inside, arcs above layers', (shape) => {
    const layout = layoutMacro(shape.layers, 6, shape.width)
    for (const { top } of layout.skips) {
      expect(top.y).toBeGreaterThan(0)
      expect(top.y).toBeLessThan(layout.layers[0]?.y ?? 0)
    }
    const last = layout.layers.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThan(layout.next.x)
    expect(layout.next.x).toBeLessThan(layout.width)
    expect(layout.glyph.pitch).toBeGreaterThanOrEqual(8)
  })
})

describe('moveInMacro', () => {
  it.each([1, 2, 6])('reaches every layer and skip of %i', (layers) => {
    const all = Array.from({ length: layers }, (_, to) => [
      layerKey(to),
      ...Array.from({ length: to }, (__, from) => skipKey({ from, to })),
    ]).flat()
    const reached = new Set<string>()
    const follow = (at: string) => {
      if (reached.has(at)) return
      reached.add(at)
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
        const next = moveInMacro(key, at, { layers, grows: true })
        if (next !== null) follow(next)
      }
    }
    follow(layerKey(0))
    expect([...reached].sort()).toEqual([...all, 'next'].sort())
  })

  it('leads from a layer up through its skips, and back', () => {
    const size = { layers: 6, grows: false }
    expect(moveInMacro('ArrowUp', 'layer-3', size)).toBe('skip-2-3')
    expect(moveInMacro('ArrowUp', 'skip-2-3', size)).toBe('skip-1-3')
    expect(moveInMacro('ArrowDown', 'skip-2-3', size)).toBe('layer-3')
    expect(moveInMacro('ArrowRight', 'layer-5', size)).toBeNull()
  })
})
