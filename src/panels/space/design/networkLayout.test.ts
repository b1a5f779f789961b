import { describe, expect, it } from 'vitest'
import { validateSpace } from '../../../space/bounds'
import { SPACE_NAMES, SPACE_PRESETS } from '../../../space/spacePresets'
import { networkStages } from '../networkStages'
import { nearestChoice, networkHandles, steppedChoice } from './networkHandles'
import { barHeight, channelsOfHeight, handleBox, layoutNetwork } from './networkLayout'

const SIDE = 28
const cases = SPACE_NAMES.flatMap((name) =>
  (['published', 'small'] as const).flatMap((size) =>
    [328, 676, 1240].map((width) => ({ name, size, width, space: SPACE_PRESETS[name][size] })),
  ),
)

describe('layoutNetwork', () => {
  it.each(cases)('$name, $size, at $width px: stays inside, in order', ({ space, width }) => {
    const layout = layoutNetwork(space, networkStages(space, SIDE), SIDE, width)
    const bars = layout.stages.flatMap(({ parts }) => parts.map(({ box }) => box))
    const boxes = [layout.stem.box, ...bars, layout.head.box]
    boxes.forEach((box, index) => {
      const next = boxes[index + 1]
      if (next) expect(box.x + box.width).toBeLessThanOrEqual(next.x)
      expect(box.y).toBeGreaterThanOrEqual(0)
      expect(box.y + box.height).toBeCloseTo(layout.base)
    })
    const last = boxes.at(-1)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeLessThanOrEqual(width)
  })

  it('reads channels back from the height that shows them', () => {
    for (const channels of [1, 3, 16, 100, 2048]) {
      expect(channelsOfHeight(barHeight(channels))).toBeCloseTo(channels)
    }
  })
})

describe('networkHandles', () => {
  it.each(cases)('$name, $size: every choice of every handle can be searched', ({ space }) => {
    const layout = layoutNetwork(space, networkStages(space, SIDE), SIDE, 676)
    for (const { place, choices, value, apply, name } of networkHandles(space)) {
      expect(handleBox(place, layout).x).toBeGreaterThanOrEqual(0)
      expect(apply(value)).toEqual(space)
      for (const choice of choices) {
        // Shuffle blocks of a chain have to widen where they change shape, and the problem says so.
        const codes = validateSpace(apply(choice)).map(({ code }) => code)
        expect(
          codes.filter((code) => code !== 'no-widening'),
          `${name} ${choice}`,
        ).toEqual([])
      }
    }
  })

  it('steps from values between the choices, and stops at the ends', () => {
    const choices = [1, 2, 4, 8]
    expect(steppedChoice('ArrowUp', 3, choices)).toBe(4)
    expect(steppedChoice('ArrowDown', 3, choices)).toBe(2)
    expect(steppedChoice('PageUp', 1, choices)).toBe(8)
    expect(steppedChoice('Home', 8, choices)).toBe(1)
    expect(steppedChoice('End', 8, choices)).toBe(8)
    expect(steppedChoice('x', 8, choices)).toBeNull()
    expect(nearestChoice(5, choices)).toBe(4)
  })
})
