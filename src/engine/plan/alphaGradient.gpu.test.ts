import { describe } from 'vitest'
import type { Network } from '../../network/network'
import { alphaProblem } from '../alphaGradient.fixture'
import { followTheSlopes } from '../alphaGradientTests.fixture'
import type { EngineOptions } from '../engine'
import { createPlanEngine } from './planEngine'
import { testGpu } from './testing'

async function open(network: Network, options: EngineOptions) {
  const engine = await createPlanEngine(await testGpu(), network, options)
  engine.load(alphaProblem(network).data)
  return engine
}

describe('alpha gradients of the compiled engine', () => {
  followTheSlopes(open)
})
