import { describe, expect, it } from 'vitest'
import { clockTick, kernelTimes } from './kernelTimes'

const timed = (id: string, ms: number, macs = 0, bytes = 0) => ({
  ms,
  dispatch: { kernel: { id }, macs, bytes },
})

describe('kernelTimes', () => {
  it('adds up dispatches, takes medians of repeats, and shares out the whole', () => {
    const repeat = (slow: number) => [
      timed('conv', 1.001, 3e6, 2e6),
      timed('relu', 0.503, 0, 5e6),
      timed('conv', 1.001 + slow, 3e6, 2e6),
    ]
    const kernels = kernelTimes([repeat(0), repeat(70), repeat(0.0002)])
    expect(kernels.map(({ kernel, dispatches }) => [kernel, dispatches])).toEqual([
      ['conv', 2],
      ['relu', 1],
    ])
    const [conv, relu] = kernels
    expect(conv!.ms).toBeCloseTo(2.0022, 9)
    expect(conv!.gflops).toBeCloseTo((2 * 6e6) / 2.0022e-3 / 1e9, 9)
    expect(relu!.gflops).toBe(0)
    expect(relu!.gigabytes).toBeCloseTo(5e6 / 0.503e-3 / 1e9, 9)
    expect(conv!.share + relu!.share).toBeCloseTo(1, 12)
    expect(conv!.share).toBeCloseTo(2.0022 / 2.5052, 9)
  })

  it('takes means where the clock is coarse: a median of rounded times would often be nothing', () => {
    const tick = 0.065536
    const repeats = [0, 0, 0, tick].map((ms) => [timed('short', ms), timed('long', 20 * tick)])
    const short = kernelTimes(repeats).find(({ kernel }) => kernel === 'short')
    expect(short!.ms).toBeCloseTo(tick / 4, 9)
  })

  it('counts a kernel that only some steps use at what it takes on average', () => {
    const kernels = kernelTimes([[timed('a', 1.1)], [timed('a', 1.3), timed('b', 1)]])
    expect(kernels.map(({ kernel }) => kernel)).toEqual(['a', 'b'])
    expect(kernels[1]!.ms).toBeCloseTo(0.5, 9)
  })

  it('shares out nothing where nothing took time', () => {
    expect(kernelTimes([[timed('a', 0)]])[0]).toMatchObject({ ms: 0, share: 0, gflops: 0 })
  })
})

describe('clockTick', () => {
  it('finds the tick of rounded times, and none of fine ones', () => {
    expect(clockTick([0, 0.1, 0.3, 12.7])).toBe(0.1)
    expect(clockTick([0.065536, 0.131072])).toBe(0.065536)
    expect(clockTick([0.1, 0.25, 0.3])).toBeNull()
    expect(clockTick([0.001, 0.002])).toBeNull()
    expect(clockTick([0, 0])).toBeNull()
  })
})
