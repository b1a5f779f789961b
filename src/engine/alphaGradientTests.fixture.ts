import { expect, it } from 'vitest'
import type { Network } from '../network/network'
import {
  ALPHA_OPTIONS,
  alphaGradient,
  alphaProblem,
  COST_FORMS,
  firstOrder,
  gateCostFor,
  secondOrder,
  smoothSupernet,
  tinySupernet,
  UNROLLED_OPTIONS,
} from './alphaGradient.fixture'
import type { EngineOptions, TrainingEngine } from './engine'
import { relativeDifference } from './plan/testing'

/** What holds of the alpha gradients of any engine, opened with its images loaded. */
export function followTheSlopes(
  open: (network: Network, options: EngineOptions) => Promise<TrainingEngine>,
): void {
  it('are the slopes of the loss', async () => {
    const { gradient, expected } = await firstOrder(await open(tinySupernet(), ALPHA_OPTIONS))
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.01)
  })

  it('are, unrolled, the slopes of the loss after a weight step', async () => {
    const engine = await open(smoothSupernet(), UNROLLED_OPTIONS)
    const { gradient, expected } = await secondOrder(engine, 0.1)
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.005)
    const atPresent = await firstOrder(engine)
    expect(relativeDifference(atPresent.gradient, expected)).toBeGreaterThan(0.05)
  })

  it.each(COST_FORMS)('are the slopes of loss and expected cost together, $kind', async (form) => {
    const network = tinySupernet()
    const gateCost = gateCostFor(network, form)
    const engine = await open(network, { ...ALPHA_OPTIONS, gateCost })
    const { gradient, expected } = await firstOrder(engine, gateCost)
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.01)
    const without = await firstOrder(engine)
    expect(relativeDifference(without.expected, expected)).toBeGreaterThan(0.05)
  })

  it('are told with the step that follows them, and only then', async () => {
    const engine = await open(tinySupernet(), ALPHA_OPTIONS)
    const { state, gateBatch, weightBatch } = alphaProblem(engine.network)
    const { gradient } = await alphaGradient(engine, state, gateBatch)
    engine.importState(state)
    const step = { weightBatch, learningRate: 0.1 }
    const { alphaGradients } = await engine.train({ gateBatch, ...step })
    expect(relativeDifference(alphaGradients!, gradient)).toBeLessThan(1e-4)
    const without = await engine.train({ gateBatch: null, ...step })
    expect(without).not.toHaveProperty('alphaGradients')
  })

  it.each(COST_FORMS)('are so unrolled too, $kind', async (form) => {
    const network = smoothSupernet()
    const gateCost = gateCostFor(network, form)
    const engine = await open(network, { ...UNROLLED_OPTIONS, gateCost })
    const { gradient, expected } = await secondOrder(engine, 0.1, gateCost)
    expect(relativeDifference(gradient, expected)).toBeLessThan(0.005)
  })
}
