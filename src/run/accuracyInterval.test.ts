import { describe, expect, it } from 'vitest'
import { accuracyInterval } from './accuracyInterval'

describe('the interval of an accuracy', () => {
  // Newcombe (1998), Statistics in Medicine 17, table I, method 3: score without continuity correction.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is published', (correct, images, low, high) => {
    const [lower, upper] = accuracyInterval(correct / images, images)
    expect(lower).toBeCloseTo(low, 4)
    expect(upper).toBeCloseTo(high, 4)
  })
})
