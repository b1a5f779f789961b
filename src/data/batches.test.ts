import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKey } from '../random/random'
import { BatchSequence } from './batches'

const indices = Uint32Array.from({ length: 103 }, (_, i) => 1000 + 7 * i)

const epoch = (batches: BatchSequence, number: number) =>
  Array.from({ length: batches.batchesPerEpoch }, (_, i) => [
    ...batches.at(number * batches.batchesPerEpoch + i),
  ]).flat()

describe('BatchSequence', () => {
  it('shows every image at most once an epoch and leaves out only the remainder', () => {
    const batches = new BatchSequence(indices, 10, randomKey(1))
    expect(batches.batchesPerEpoch).toBe(10)
    for (const number of [0, 1, 5]) {
      const seen = epoch(batches, number)
      expect(seen).toHaveLength(100)
      expect(new Set(seen).size).toBe(100)
      expect(seen.every((index) => indices.includes(index))).toBe(true)
    }
  })

  it('orders every epoch anew, and leaves out other images', () => {
    const batches = new BatchSequence(indices, 10, randomKey(1))
    expect(epoch(batches, 0)).not.toEqual(epoch(batches, 1))
    expect(new Set(epoch(batches, 0))).not.toEqual(new Set(epoch(batches, 1)))
  })

  it('gives a batch that depends on key and number alone, whatever was asked before', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(60), { minLength: 1 }), fc.integer(), (numbers, seed) => {
        const used = new BatchSequence(indices, 10, randomKey(seed))
        for (const number of numbers) {
          const fresh = new BatchSequence(indices, 10, randomKey(seed))
          expect(used.at(number)).toEqual(fresh.at(number))
        }
      }),
    )
  })

  it('refuses a batch larger than the set', () => {
    expect(() => new BatchSequence(indices, 104, randomKey(1))).toThrow(RangeError)
  })
})
