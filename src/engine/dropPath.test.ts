import { describe, expect, it } from 'vitest'
import { NetworkBuilder } from '../network/builder'
import { droppedPaths, pathDrops, pathFactors } from './dropPath'

const IMAGES = 2_000

describe('dropped paths', () => {
  it('multiply what is kept by 1 / (1 − p), and keep 1 − p of it', () => {
    for (const probability of [0.1, 0.5, 0.9]) {
      const factors = pathFactors(pathDrops(1, 7, 'weight', probability), 3, IMAGES)
      const kept = factors.filter((factor) => factor > 0)
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / Math.fround(1 - probability))]))
      const deviation = Math.sqrt((probability * (1 - probability)) / IMAGES)
      expect(Math.abs(kept.length / IMAGES - (1 - probability))).toBeLessThan(4 * deviation)
    }
  })

  it('are all kept as they are at 0, which is what is said by saying nothing, and none at 1', () => {
    expect(pathDrops(1, 7, 'weight')).toEqual(pathDrops(1, 7, 'weight', 0))
    expect([...pathFactors(pathDrops(1, 7, 'weight', 0), 0, 5)]).toEqual([1, 1, 1, 1, 1])
    expect([...pathFactors(pathDrops(1, 7, 'weight', 1), 0, 5)]).toEqual([0, 0, 0, 0, 0])
  })

  it('are other ones for every path, step, side and seed, and the same again', () => {
    const drawn = (seed: number, step: number, side: 'gate' | 'weight', path: number) =>
      pathFactors(pathDrops(seed, step, side, 0.5), path, 64).join()
    const all = [
      drawn(1, 7, 'weight', 3),
      drawn(2, 7, 'weight', 3),
      drawn(1, 8, 'weight', 3),
      drawn(1, 7, 'gate', 3),
      drawn(1, 7, 'weight', 4),
    ]
    expect(new Set(all).size).toBe(all.length)
    expect(drawn(1, 7, 'weight', 3)).toBe(all[0])
  })

  it('cannot be dropped with what is no probability', () => {
    for (const probability of [-0.1, 1.1, NaN]) {
      expect(() => pathDrops(1, 7, 'weight', probability)).toThrow(RangeError)
    }
  })

  it('are numbered in the order of their layers', () => {
    const builder = new NetworkBuilder({ dropPath: true })
    const image = builder.input({ height: 4, width: 4, channels: 1 })
    const [a, b] = [builder.droppable('a', image), builder.droppable('b', image)]
    const network = builder.build(builder.classifier(b, 2))
    expect([...droppedPaths(network)]).toEqual([
      [a, 0],
      [b, 1],
    ])
  })
})
