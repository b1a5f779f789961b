import { describe, expect, it } from 'vitest'
import { measureSteadily } from './steadily'

/** Measures parts whose references take these times, one after another. */
async function measured(parts: string, references: readonly number[]) {
  const order: string[] = []
  const disturbed = await measureSteadily([...parts], (part) => {
    return Promise.resolve(references[order.push(part) - 1] ?? NaN)
  })
  return { order: order.join(''), disturbed: disturbed.join('') }
}

describe('measureSteadily', () => {
  it('measures every part once where the reference keeps its pace', async () => {
    expect(await measured('abcd', [10, 11, 10, 9])).toEqual({ order: 'abcd', disturbed: '' })
  })

  it('measures again what was disturbed, and tells what was so twice', async () => {
    const found = await measured('abcdef', [10, 14, 10, 13, 10, 10, /* b, d again: */ 10, 12])
    expect(found).toEqual({ order: 'abcdefbd', disturbed: 'd' })
  })

  it('measures nothing where there is nothing', async () => {
    expect(await measured('', [])).toEqual({ order: '', disturbed: '' })
  })
})
