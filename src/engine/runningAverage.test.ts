import { describe, expect, it } from 'vitest'
import type { EngineState } from './engine'
import { averagedState, averageShare, keepsAverage, movedAverage } from './runningAverage'

const none = new Float32Array()
const state: EngineState = {
  ...{ step: 4, gateSteps: 0, momentum: none, alphas: none },
  ...{ gateFirstMoment: none, gateSecondMoment: none },
  weights: Float32Array.of(1, 2),
  runningStatistics: Float32Array.of(3),
}

describe('the running mean of weights', () => {
  it('forgets fast at first, then as its decay says', () => {
    // TensorFlow: min(0.99, (1 + 1) / (10 + 1)) at the first update, (1 + 890) / (10 + 890) at this one.
    expect(averageShare({ averageDecay: 0.99 }, 1)).toBeCloseTo(9 / 11, 12)
    expect(averageShare({ averageDecay: 0.99 }, 890)).toBeCloseTo(0.01, 12)
    expect(averageShare({ averageDecay: 0.99 }, 10_000)).toBeCloseTo(0.01, 12)
    expect(averageShare({ averageDecay: 0.5 }, 8)).toBe(0.5)
  })

  it('is kept where there is a decay', () => {
    expect([{}, { averageDecay: 0 }, { averageDecay: 0.9 }].map(keepsAverage)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('moves its share of the way, statistics included, and takes the place of what it follows', () => {
    const kept = { averageWeights: Float32Array.of(5, -2), averageStatistics: Float32Array.of(7) }
    const moved = movedAverage({ ...state, ...kept }, 0.25)
    expect([...moved.averageWeights!, ...moved.averageStatistics!]).toEqual([4, -1, 6])
    expect(moved.weights).toEqual(state.weights)
    const { weights, runningStatistics } = averagedState(moved)
    expect([...weights, ...runningStatistics]).toEqual([4, -1, 6])
  })

  it('does not come to be by itself', () => {
    expect(movedAverage(state, 0.25)).toEqual(state)
  })
})
