import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import {
  firstOrder,
  secondOrder,
  tinyAlphaProblem,
  UNROLLED_OPTIMISERS,
} from '../alphaGradient.fixture'
import type { EngineOptions } from '../engine'
import { relativeDifference } from '../plan/testing'
import { createEagerEngine } from './eagerEngine'

async function open(given: Partial<EngineOptions> = {}) {
  const { network, data, options } = tinyAlphaProblem()
  const engine = await createEagerEngine(network, { ...options, ...given }, 'cpu')
  engine.load(data)
  return engine
}

describe('alpha gradients of the eager engine', { timeout: 60_000 }, () => {
  it('are the slopes of the loss', async () => {
    const { gradient, expected } = await firstOrder(await open())
    console.log(gradient, expected, relativeDifference(gradient, expected))
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.01)
  })

  it('are, unrolled, the slopes of the loss after a weight step', async () => {
    const engine = await open({ ...UNROLLED_OPTIMISERS, order: 'second' })
    const { gradient, expected } = await secondOrder(engine, 0.1)
    console.log(gradient, expected, relativeDifference(gradient, expected))
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.03)
  })
})
