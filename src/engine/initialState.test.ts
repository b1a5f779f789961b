import { describe, expect, it } from 'vitest'
import { gateCount, parameterCount } from '../network/network'
import { buildSupernet } from '../network/supernet'
import { DARTS_OPERATIONS } from '../space/operations'
import { copyEngineState, initialEngineState } from './initialState'

const NETWORK = buildSupernet(
  { kind: 'cell', nodes: 1, operations: DARTS_OPERATIONS, cells: 2, channels: 2 },
  { height: 8, width: 8, channels: 1 },
  3,
)

describe('the initial state', () => {
  it('is the same for one seed and another for the next', () => {
    const state = initialEngineState(NETWORK, 1)
    expect(initialEngineState(NETWORK, 1)).toEqual(state)
    const other = initialEngineState(NETWORK, 2)
    expect(other.weights).not.toEqual(state.weights)
    expect(other.alphas).not.toEqual(state.alphas)
  })

  it('fits the network, with alphas near 0 and running variances of 1', () => {
    const state = initialEngineState(NETWORK, 1)
    expect(state.weights.length).toBe(parameterCount(NETWORK))
    expect(state.alphas.length).toBe(gateCount(NETWORK))
    expect(Math.max(...state.alphas.map(Math.abs))).toBeLessThan(0.01)
    const half = state.runningStatistics.length / 2
    expect(new Set(state.runningStatistics.subarray(0, half))).toEqual(new Set([0]))
    expect(new Set(state.runningStatistics.subarray(half))).toEqual(new Set([1]))
  })

  it('is copied deeply, and only if it fits', () => {
    const state = initialEngineState(NETWORK, 1)
    const copy = copyEngineState(NETWORK, state)
    expect(copy).toEqual(state)
    copy.weights[0] = 42
    expect(state.weights[0]).not.toBe(42)
    const wrong = { ...state, alphas: new Float32Array(1) }
    expect(() => copyEngineState(NETWORK, wrong)).toThrow('alphas')
  })

  it('is copied with the running mean that is kept, begun where there is none yet', () => {
    const state = initialEngineState(NETWORK, 1)
    const begun = copyEngineState(NETWORK, state, true)
    expect(begun.averageWeights).toEqual(state.weights)
    expect(begun.averageStatistics).toEqual(state.runningStatistics)
    begun.averageWeights![0] = 42
    expect(begun.weights[0]).not.toBe(42)
    expect(copyEngineState(NETWORK, begun, true)).toEqual(begun)
    expect(copyEngineState(NETWORK, begun)).toEqual(state)
    const wrong = { ...state, averageWeights: new Float32Array(1) }
    expect(() => copyEngineState(NETWORK, wrong, true)).toThrow('averageWeights')
  })
})
