import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import type { SearchSpace } from './searchSpace'
import { spaceModel } from './spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from './spacePresets'

describe('published spaces', () => {
  it.each(SPACE_NAMES)('%s can be searched, in full and small', (name) => {
    const { published, small } = SPACE_PRESETS[name]
    expect(validateSpace(published)).toEqual([])
    expect(validateSpace(small)).toEqual([])
    expect(small.kind).toBe(published.kind)
    expect(spaceModel(small).size).toBeLessThanOrEqual(spaceModel(published).size)
  })

  it('are as large as their papers say', () => {
    const size = (name: keyof typeof SPACE_PRESETS) =>
      spaceModel(SPACE_PRESETS[name].published).size
    expect(size('darts')).toBe(1_076_746_950_455_072_400n)
    // Of ∏ (k + 1) k / 2 · 13² over k = 1 … 5, twice.
    expect(size('nasnet')).toBe((1n * 3n * 6n * 10n * 15n * 13n ** 10n) ** 2n)
    expect(size('enas-macro')).toBe(6n ** 12n * 2n ** 66n)
    expect(size('nas-bench-201')).toBe(15_625n)
    expect(size('spos')).toBe(4n ** 20n)
    expect(size('spos-widths')).toBe(40n ** 20n)
    // Of 21 blocks, six change shape and cannot be left out.
    expect(size('mobile')).toBe(6n ** 6n * 7n ** 15n)
  })
})

describe('validateSpace on every kind', () => {
  const problems = (space: SearchSpace) =>
    validateSpace(space).map((problem) =>
      'field' in problem ? `${problem.code} ${problem.field}` : problem.code,
    )
  const small = (name: keyof typeof SPACE_PRESETS) => SPACE_PRESETS[name].small

  it('keeps numbers within bounds', () => {
    const wide = { cells: 99, channels: 0.5 }
    expect(problems({ ...small('darts'), ...wide })).toEqual([
      'out-of-bounds cells',
      'out-of-bounds channels',
    ])
    expect(problems({ ...small('enas-micro'), ...wide, nodes: 8 } as SearchSpace)).toEqual([
      'out-of-bounds nodes',
      'out-of-bounds cells',
      'out-of-bounds channels',
    ])
    expect(problems({ ...small('nas-bench-201'), cells: 6 } as SearchSpace)).toEqual([
      'out-of-bounds cells',
    ])
    expect(problems({ ...small('enas-macro'), layers: 0, channels: 7 } as SearchSpace)).toEqual([
      'out-of-bounds layers',
      'odd-channels channels',
    ])
  })

  it.each(['darts', 'enas-micro', 'enas-macro', 'nas-bench-201'] as const)(
    'wants operations of its own, each once: %s',
    (name) => {
      const withOperations = (operations: readonly string[]) =>
        problems({ ...small(name), operations } as SearchSpace)
      expect(withOperations([])).toEqual(['no-operation'])
      expect(withOperations(['avg_pool_3x3', 'avg_pool_3x3'])).toEqual(['repeated-operation'])
      expect(withOperations(['avg_pool_3x3', 'shuffle_3x3'])).toEqual(['not-searchable'])
    },
  )
})
