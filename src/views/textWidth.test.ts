import { describe, expect, it } from 'vitest'
import { fittedText, smallTextWidth } from './textWidth'

describe('estimated text width', () => {
  // Measured with a canvas in Chromium: Source Sans 3 at 12 px, weight 550.
  it.each([
    ['sep 3×3', 38.65],
    ['dil 3×3', 33.77],
    ['max 3×3', 42.62],
    ['avg 3×3', 38.93],
    ['skip', 21.16],
    ['none', 25.96],
    ['7×1 1×7', 39.05],
  ])('of %s covers the text without much to spare', (text, measured) => {
    expect(smallTextWidth(text)).toBeGreaterThanOrEqual(measured - 0.1)
    expect(smallTextWidth(text)).toBeLessThan(measured + 4)
  })
})

it('leaves out the end of a text that does not fit, and says so', () => {
  expect(fittedText('batch norm', 200)).toBe('batch norm')
  const fitted = fittedText('depthwise input gradient', 80)
  expect(fitted).toMatch(/^depthwise .*…$/)
  expect(smallTextWidth(fitted)).toBeLessThanOrEqual(80)
})

it('keeps as much as a cut one character at a time would', () => {
  const text = 'mutated: node 1 op 2 max 3×3 → sep 3×3, node 2 取代 skip'
  for (let room = 10; room < 400; room += 7) {
    let kept = text
    while (kept.length > 1 && smallTextWidth(`${kept}…`) > room) kept = kept.slice(0, -1)
    const expected = smallTextWidth(text) <= room ? text : `${kept.trimEnd()}…`
    expect(fittedText(text, room)).toBe(expected)
  }
})
