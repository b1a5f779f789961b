import { describe, expect, it } from 'vitest'
import { gateCount } from '../../network/network'
import { buildSupernet } from '../../network/supernet'
import { DARTS_OPERATIONS } from '../../space/operations'
import type { EngineOptions } from '../engine'
import { createPlanEngine } from './planEngine'
import { livelyState, randomImages, TEST_OPTIONS, testGpu } from './testing'

const SHAPE = { height: 12, width: 12, channels: 2 }

describe('activations computed a second time', () => {
  const network = buildSupernet(
    { kind: 'cell', nodes: 3, operations: DARTS_OPERATIONS, cells: 4, channels: 4 },
    SHAPE,
    5,
  )

  async function train(options: EngineOptions) {
    const engine = await createPlanEngine(await testGpu(), network, options)
    engine.load(randomImages(SHAPE, 5, 12))
    engine.importState(livelyState(network, 2))
    const losses: number[] = []
    for (let step = 0; step < 3; step++) {
      const [gateBatch, weightBatch] = [0, 1].map((half) =>
        Uint32Array.from({ length: options.batch }, (_, i) => (step + 6 * half + i) % 12),
      )
      const { gateStep, weightStep } = await engine.train({
        gateBatch: gateBatch!,
        weightBatch: weightBatch!,
        learningRate: 0.05,
      })
      losses.push(gateStep!.loss, weightStep!.loss)
    }
    const state = await engine.exportState()
    const { arenaBytes, recomputes } = engine.plan
    engine.destroy()
    return { losses, state, arenaBytes, recomputes }
  }

  it.each(['first', 'second'] as const)(
    'give the same bits in less memory, %s order',
    async (order) => {
      const kept = await train({ ...TEST_OPTIONS, order })
      const again = await train({ ...TEST_OPTIONS, order, recompute: true })
      expect(again.recomputes && !kept.recomputes).toBe(true)
      expect(again.arenaBytes).toBeLessThan(0.7 * kept.arenaBytes)
      expect(again.losses).toEqual(kept.losses)
      expect(again.state).toEqual(kept.state)
    },
  )

  it('give the same bits along a path', async () => {
    const path = (seed: number) =>
      Uint8Array.from({ length: gateCount(network) }, (_, gate) =>
        gate % DARTS_OPERATIONS.length === 1 + (seed % (DARTS_OPERATIONS.length - 1)) ? 1 : 0,
      )
    const trained = await Promise.all(
      [false, true].map(async (recompute) => {
        const options = { ...TEST_OPTIONS, execution: 'path' as const, recompute }
        const engine = await createPlanEngine(await testGpu(), network, options)
        engine.load(randomImages(SHAPE, 5, 12))
        engine.importState(livelyState(network, 2))
        for (let step = 0; step < 4; step++) {
          const weightBatch = Uint32Array.from({ length: options.batch }, (_, i) => step + i)
          const request = { gateBatch: null, weightBatch, learningRate: 0.05 }
          await engine.train({ ...request, path: path(step + 2) })
        }
        const state = await engine.exportState()
        engine.destroy()
        return state
      }),
    )
    expect(trained[1]).toEqual(trained[0])
    expect(trained[0]!.weights).not.toEqual(livelyState(network, 2).weights)
  })
})
