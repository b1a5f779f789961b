import { describe, expect, it } from 'vitest'
import { splitDataset } from './split'

describe('splitDataset', () => {
  it('cuts the training images into two disjoint halves and keeps the test images apart', () => {
    const { weights, alphas, test } = splitDataset(101, 7, 3)
    expect([weights.length, alphas.length]).toEqual([50, 51])
    expect([...weights, ...alphas].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 101 }, (_, i) => i),
    )
    expect([...test]).toEqual([101, 102, 103, 104, 105, 106, 107])
  })

  it('depends on the seed', () => {
    expect(splitDataset(100, 1, 1)).toEqual(splitDataset(100, 1, 1))
    expect(splitDataset(100, 1, 1).weights).not.toEqual(splitDataset(100, 1, 2).weights)
  })
})
