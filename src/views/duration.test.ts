import { describe, expect, it } from 'vitest'
import { formatElapsed } from './duration'

describe('elapsed time', () => {
  it.each([
    [0, '0:00'],
    [7_900, '0:07'],
    [754_000, '12:34'],
    [3_723_000, '1:02:03'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text)
  })
})
