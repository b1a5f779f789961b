import '@tensorflow/tfjs-backend-cpu'
import { describe } from 'vitest'
import type { Network } from '../../network/network'
import { alphaProblem } from '../alphaGradient.fixture'
import { followTheSlopes } from '../alphaGradientTests.fixture'
import type { EngineOptions } from '../engine'
import { createEagerEngine } from './eagerEngine'

async function open(network: Network, options: EngineOptions) {
  const engine = await createEagerEngine(network, options, 'cpu')
  engine.load(alphaProblem(network).data)
  return engine
}

describe('alpha gradients of the eager engine', { timeout: 60_000 }, () => {
  followTheSlopes(open)
})
