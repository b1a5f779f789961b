import { describe, expect, it } from 'vitest'
import { METHODS, withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { STRATEGIES } from '../strategies/strategies'
import { searchSchedule } from './searchSchedule'

const TINY = presetConfig('tiny')

describe('searchSchedule', () => {
  it('trains a batch in each step of a budget, whatever the method', () => {
    for (const method of METHODS) {
      expect(searchSchedule(withMethod(TINY, method)).trainingSteps).toBe(
        method.startsWith('darts') ? 60 : 480,
      )
    }
  })

  it('knows as many steps as the method takes', () => {
    const spos = withMethod(TINY, 'spos')
    // 4 generations of 8: 32 architectures, each recalibrated on 4 batches of 12 and judged on 10.
    expect(STRATEGIES.spos.steps(spos)).toBe(480 + 32)
    expect(searchSchedule(spos).judging).toEqual({ trained: 0, statistics: 128, evaluated: 320 })
  })

  it('judges every reward of a controller on one batch, and every derivation on ten', () => {
    const enas = withMethod(TINY, 'enas')
    if (enas.strategy.name !== 'enas') throw new Error('Not ENAS')
    // 16 turns of 4 updates of 3 architectures.
    const derived = 10 * enas.strategy.derivationSamples
    expect(searchSchedule(enas).judging.statistics).toBe(16 * 4 * 3 + derived)
  })

  it('tests DARTS at each quarter on a quarter of the images, and on all in the end', () => {
    // 400 test images in batches of 12: 9 batches for 100 of them, 34 for all.
    expect(searchSchedule(TINY).testing.evaluated).toBe(3 * 9 + 34)
  })

  it('trains what children were found once more', () => {
    const { judging, testing } = searchSchedule(withMethod(TINY, 'evolution'))
    expect(judging).toEqual({ trained: 0, statistics: 24 * 10, evaluated: 24 * 10 })
    expect(testing).toEqual({ trained: 20, statistics: 10, evaluated: 34 })
  })
})
