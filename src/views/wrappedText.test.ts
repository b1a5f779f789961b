import { describe, expect, it } from 'vitest'
import { smallTextWidth } from './textWidth'
import { wrappedText } from './wrappedText'

describe('wrapped text', () => {
  it('breaks between words, and loses none', () => {
    const text = 'after step 60 · the mixture of all branches · ringed: what it is'
    const lines = wrappedText(text, 160)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join(' ')).toBe(text)
    for (const line of lines) expect(smallTextWidth(line)).toBeLessThanOrEqual(160)
  })

  it('breaks anywhere in Chinese', () => {
    const lines = wrappedText('所有分支的混合', 40)
    expect(lines).toEqual(['所有分', '支的混', '合'])
  })

  it('leaves alone what fits, and words that are too long', () => {
    expect(wrappedText('short', 100)).toEqual(['short'])
    expect(wrappedText('incomprehensibilities', 20)).toEqual(['incomprehensibilities'])
    expect(wrappedText('', 20)).toEqual([])
  })
})
