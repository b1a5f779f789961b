import { expect, it } from 'vitest'
import { requestGpu } from '../engine/device'
import { buildArchitecture } from '../network/spaceNetworks'
import type { LatencyNews, LatencyRequest } from '../run/latency'
import type { ChainSpace } from '../space/chainSpace'
import { spaceModel } from '../space/spaceModels'
import { measureLatencyModel } from './latencyModel'
import { LatencyPredictor } from './predictor'

const SPACE: ChainSpace = {
  kind: 'chain',
  stem: { channels: 4, stride: 2 },
  stages: [{ blocks: 1, channels: 8, stride: 2 }],
  choices: ['shuffle_3x3', 'shuffle_5x5'],
  head: 8,
  widths: [1],
}

const REQUEST: LatencyRequest = {
  space: SPACE,
  input: { height: 8, width: 8, channels: 1 },
  classes: 4,
  networks: 0,
  seed: 1,
  known: null,
}

it('measures every operation, takes over what is known, and predicts networks', async () => {
  const gpu = await requestGpu()
  const news: LatencyNews[] = []
  const model = await measureLatencyModel(gpu, REQUEST, { onNews: (one) => news.push(one) })
  for (const { latency } of model.table.rows) {
    expect(latency?.medianMs).toBeGreaterThan(0)
    expect(latency?.lowMs).toBeLessThanOrEqual(latency?.medianMs ?? NaN)
  }
  expect(model.fit).toEqual({ offsetMs: 0, slope: 1, perDispatchMs: 0 })
  expect(model.validation).toBeNull()
  const tables = news.flatMap((one) => (one.type === 'table' ? [one.table] : []))
  expect(tables[0]?.rows.every(({ latency }) => latency === null)).toBe(true)
  expect(tables.at(-1)?.rows).toEqual(model.table.rows)
  expect(news.at(-1)).toEqual({ type: 'model', model })

  const fitted = await measureLatencyModel(gpu, { ...REQUEST, networks: 2, known: model.table })
  gpu.device.destroy()
  // Fits may be poor on a busy machine: frequent rows are then measured again, the others never.
  const kept = model.table.rows.filter(({ frequency }) => frequency < 0.4)
  for (const row of kept) expect(fitted.table.rows).toContainEqual(row)
  const { trials } = fitted.validation!
  expect(new Set(trials.map(({ text }) => text)).size).toBe(2)
  const choices = spaceModel(SPACE).parse(trials[0]!.text)
  const network = buildArchitecture(SPACE, choices, REQUEST.input, REQUEST.classes)
  expect(new LatencyPredictor(fitted).predict(network)?.ms).toBeGreaterThan(0)
})

it('ends when told to, and leaves a device that works', async () => {
  const gpu = await requestGpu()
  const stop = new AbortController()
  const broken = measureLatencyModel(gpu, REQUEST, {
    signal: stop.signal,
    onNews: (one) => {
      if (one.type === 'table' && one.table.rows.some(({ latency }) => latency)) stop.abort()
    },
  })
  await expect(broken).rejects.toThrow(/abort/i)
  const again = await measureLatencyModel(gpu, REQUEST)
  expect(again.table.rows.every(({ latency }) => latency)).toBe(true)
  gpu.device.destroy()
})
