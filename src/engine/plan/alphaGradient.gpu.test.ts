import '@tensorflow/tfjs-backend-cpu'
import { describe, expect, it } from 'vitest'
import type { Network } from '../../network/network'
import {
  ALPHA_OPTIONS,
  alphaProblem,
  COST_FORMS,
  gateCostFor,
  smoothSupernet,
  UNROLLED_OPTIONS,
} from '../alphaGradient.fixture'
import { followTheSlopes } from '../alphaGradientTests.fixture'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineOptions } from '../engine'
import { createPlanEngine } from './planEngine'
import { relativeDifference, testGpu } from './testing'

async function open(network: Network, options: EngineOptions) {
  const engine = await createPlanEngine(await testGpu(), network, options)
  engine.load(alphaProblem(network).data)
  return engine
}

describe('alpha gradients of the compiled engine', () => {
  followTheSlopes(open)

  const network = smoothSupernet()
  const gateCost = gateCostFor(network, COST_FORMS[0]!)
  it.each([
    ['in first order', ALPHA_OPTIONS],
    ['in second order', UNROLLED_OPTIONS],
    ['with an expected cost', { ...UNROLLED_OPTIONS, gateCost }],
  ])('are told as the eager engine tells them, %s', async (_, options) => {
    const { data, state, ...batches } = alphaProblem(network)
    const told = async (engine: Awaited<ReturnType<typeof createEagerEngine>>) => {
      engine.load(data)
      engine.importState(state)
      const { alphaGradients } = await engine.train({ ...batches, learningRate: 0.1 })
      engine.destroy()
      return alphaGradients!
    }
    const expected = await told(await createEagerEngine(network, options, 'cpu'))
    const compiled = await told(await open(network, options))
    expect(relativeDifference(compiled, expected)).toBeLessThan(2e-3)
  })
})
