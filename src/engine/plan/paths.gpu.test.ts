import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as tf from '@tensorflow/tfjs-core'
import type { GatePath, Layer, Network } from '../../network/network'
import { liveLayers } from '../../network/paths'
import { buildSupernet } from '../../network/supernet'
import { randomInteger, randomKey } from '../../random/random'
import { DARTS_OPERATIONS } from '../../space/operations'
import { createEagerEngine } from '../eager/eagerEngine'
import type { EngineState, TrainingEngine } from '../engine'
import { runningStatisticsSpans } from '../../network/runningStatistics'
import { createPlanEngine, type PlanEngine } from './planEngine'
import { livelyState, randomImages, relativeDifference, TEST_OPTIONS, testGpu } from './testing'

const SHAPE = { height: 10, width: 10, channels: 2 }
const CLASSES = 5
const OPTIONS = { ...TEST_OPTIONS, batch: 4, execution: 'path' as const }
const SPACE = {
  kind: 'cell' as const,
  nodes: 2,
  operations: DARTS_OPERATIONS,
  cells: 3,
  channels: 4,
}

/** One branch of every edge; `none` among them, so that some edges stay empty. */
function randomPath(network: Network, seed: number): GatePath {
  const key = randomKey(seed)
  const path = new Uint8Array(network.gateTables.reduce((sum, t) => sum + t.rows * t.columns, 0))
  network.gateTables.forEach(({ offset, rows, columns }, table) => {
    for (let row = 0; row < rows; row++) {
      path[offset + row * columns + randomInteger(key, 100 * table + row, columns)] = 1
    }
  })
  return path
}

function batchOf(step: number): Uint32Array {
  return Uint32Array.from({ length: OPTIONS.batch }, (_, i) => (step * 3 + i) % 24)
}

/** Flags over the weights: whether the path uses them. */
function usedWeights(network: Network, path: GatePath): boolean[] {
  const live = liveLayers(network, path)
  const used = new Set(
    network.layers.flatMap((layer, id) => {
      if (!live[id]) return []
      const { weight, bias, scale, shift } = layer as Layer & Partial<Record<string, number | null>>
      return [weight, bias, scale, shift].filter((parameter) => typeof parameter === 'number')
    }),
  )
  return network.parameters.flatMap(({ size }, id) => new Array<boolean>(size).fill(used.has(id)))
}

describe('a path through the supernet', () => {
  const network = buildSupernet(SPACE, SHAPE, CLASSES)
  const data = randomImages(SHAPE, CLASSES, 24)
  let plan: PlanEngine
  let eager: TrainingEngine

  beforeAll(async () => {
    plan = await createPlanEngine(await testGpu(), network, OPTIONS)
    await tf.setBackend('cpu')
    eager = await createEagerEngine(network, OPTIONS, 'cpu')
    for (const engine of [plan, eager]) engine.load(data)
  })

  beforeEach(() => {
    for (const engine of [plan, eager]) engine.importState(livelyState(network, 3))
  })

  it('trains as the same branches do by themselves, path after path', async () => {
    for (let step = 0; step < 4; step++) {
      const path = randomPath(network, step)
      const request = { gateBatch: null, weightBatch: batchOf(step), learningRate: 0.1, path }
      const [mine, expected] = [await plan.train(request), await eager.train(request)]
      expect(mine.weightStep!.loss).toBeCloseTo(expected.weightStep!.loss, 3)
      expect(mine.weightStep!.correct).toBe(expected.weightStep!.correct)
      expect(mine.weightStep!.gradientNorm).toBeCloseTo(expected.weightStep!.gradientNorm, 2)
    }
    const [mine, expected] = [await plan.exportState(), await eager.exportState()]
    expect(relativeDifference(mine.weights, expected.weights)).toBeLessThan(1e-3)
    expect(relativeDifference(mine.momentum, expected.momentum)).toBeLessThan(5e-3)
    expect(relativeDifference(mine.runningStatistics, expected.runningStatistics)).toBeLessThan(
      1e-3,
    )
  })

  it('leaves weights, momentum and statistics of other branches alone, to the bit', async () => {
    const before = await plan.exportState()
    const path = randomPath(network, 11)
    await plan.train({ gateBatch: null, weightBatch: batchOf(9), learningRate: 0.1, path })
    const after = await plan.exportState()
    const used = usedWeights(network, path)
    expect(used.some(Boolean) && !used.every(Boolean)).toBe(true)
    const moved = (vector: 'weights' | 'momentum') =>
      [...after[vector]].map((value, i) => value !== before[vector][i])
    for (const vector of ['weights', 'momentum'] as const) {
      expect(
        moved(vector).some((changed, i) => changed && !used[i]),
        vector,
      ).toBe(false)
      expect(moved(vector).filter(Boolean).length).toBeGreaterThan(
        0.9 * used.filter(Boolean).length,
      )
    }
    const live = liveLayers(network, path)
    expect(statisticsMoved(before, after)).toEqual(
      runningStatisticsSpans(network).map(({ layer }) => live[layer]),
    )
  })

  function statisticsMoved(before: EngineState, after: EngineState): boolean[] {
    return runningStatisticsSpans(network).map(({ mean, channels }) => {
      const range = [mean, mean + channels] as const
      const [old, fresh] = [before, after].map(({ runningStatistics }) =>
        runningStatistics.subarray(...range),
      )
      return fresh!.some((value, i) => value !== old![i])
    })
  }

  it('is judged with running statistics, or those of the batch', async () => {
    const indices = Uint32Array.from({ length: 12 }, (_, i) => i)
    const path = randomPath(network, 5)
    for (const statistics of ['running', 'batch'] as const) {
      const mine = await plan.evaluate(indices, { path, statistics })
      const expected = await eager.evaluate(indices, { path, statistics })
      expect(mine.loss, statistics).toBeCloseTo(expected.loss, 2)
      expect(mine.correct, statistics).toBe(expected.correct)
    }
  })

  it('takes its running statistics anew: the mean over the batches, whatever they were', async () => {
    const indices = Uint32Array.from({ length: 12 }, (_, i) => 23 - i)
    const path = randomPath(network, 6)
    const before = await plan.exportState()
    await plan.recalibrate(indices, path)
    await eager.recalibrate(indices, path)
    const [mine, expected] = [await plan.exportState(), await eager.exportState()]
    const live = liveLayers(network, path)
    for (const { layer, mean, variance, channels } of runningStatisticsSpans(network)) {
      for (const at of [mean, variance]) {
        const part = ({ runningStatistics }: EngineState) =>
          runningStatistics.subarray(at, at + channels)
        if (live[layer]) expect(relativeDifference(part(mine), part(expected))).toBeLessThan(2e-3)
        else expect(part(mine)).toEqual(part(before))
      }
    }
    expect(mine.weights).toEqual(before.weights)
  })

  it('asks for a path, and for one that opens a single branch of each row', async () => {
    const step = { gateBatch: null, weightBatch: batchOf(0), learningRate: 0.1 }
    await expect(plan.train(step)).rejects.toThrow('none was given')
    const path = randomPath(network, 1).fill(1)
    await expect(plan.train({ ...step, path })).rejects.toThrow('opens 8 branches')
    await expect(plan.train({ ...step, path, gateBatch: batchOf(1) })).rejects.toThrow(
      'no alpha step',
    )
  })

  it('needs less memory and fewer dispatches than the mixture', async () => {
    const mixture = await createPlanEngine(await testGpu(), network, {
      ...OPTIONS,
      execution: 'mixture',
    })
    expect(plan.plan.arenaBytes).toBeLessThan(0.5 * mixture.plan.arenaBytes)
    const path = randomPath(network, 2)
    await plan.train({ gateBatch: null, weightBatch: batchOf(0), learningRate: 0, path })
    expect(plan.dispatchesPerStep).toBeLessThan(mixture.dispatchesPerStep / 2)
    mixture.destroy()
  })
})
