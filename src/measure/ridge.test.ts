import { describe, expect, it } from 'vitest'
import { normal, randomKey, splitKey } from '../random/random'
import { fitRidge } from './ridge'

const table = (rows: number, columns: number, seed: number) => {
  const key = randomKey(seed)
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => 3 + normal(splitKey(key, row), column)),
  )
}

const line = ([a = 0, b = 0]: readonly number[]) => 5 + 2 * a - 0.5 * b

describe('fitRidge', () => {
  it('finds a line through examples without noise', () => {
    const features = table(30, 2, 1)
    const predict = fitRidge(features, features.map(line))
    for (const row of table(5, 2, 2)) expect(predict(row)).toBeCloseTo(line(row), 1)
  })

  it('does better than the mean with more features than examples', () => {
    const features = table(20, 40, 3)
    const noisy = (row: readonly number[], i: number) => line(row) + 0.2 * normal(4, i)
    const targets = features.map(noisy)
    const predict = fitRidge(features, targets)
    const centre = targets.reduce((sum, target) => sum + target, 0) / targets.length
    const unseen = table(200, 40, 5)
    const error = (guess: (row: readonly number[]) => number) =>
      unseen.reduce((sum, row) => sum + (guess(row) - line(row)) ** 2, 0)
    expect(error(predict)).toBeLessThan(0.9 * error(() => centre))
  })

  it('falls back on the mean where features tell nothing', () => {
    const predict = fitRidge([[4], [4], [4]], [1, 2, 6])
    expect(predict([4])).toBeCloseTo(3, 10)
    expect(predict([9])).toBeCloseTo(3, 10)
    expect(fitRidge([[], []], [2, 4])([])).toBe(3)
  })

  it('hardly follows a feature that is chance', () => {
    const features = table(20, 1, 7)
    const targets = features.map((_, i) => 10 + normal(8, i))
    const predict = fitRidge(features, targets)
    expect(Math.abs(predict([4]) - predict([3]))).toBeLessThan(0.35)
  })
})
