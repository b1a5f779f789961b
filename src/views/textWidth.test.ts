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
