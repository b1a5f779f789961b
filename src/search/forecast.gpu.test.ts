import { expect, it } from 'vitest'
import type { SearchConfig } from '../run/config'
import { datasetFormat } from '../run/datasets'
import { withMethod, withNamedSpace } from '../run/methods'
import { presetConfig } from '../run/presets'
import { DeviceEngines } from './deviceEngines'
import { forecastSearch } from './forecast'
import { layGround } from './groundwork'
import { noiseImages } from './noiseImages'

const TINY = presetConfig('tiny')
const SEARCHES: Readonly<Record<string, SearchConfig>> = {
  'DARTS of second order': withMethod(TINY, 'darts2'),
  'DARTS after few MACs': {
    ...TINY,
    objective: { kind: 'additive', measure: 'macs', target: 1e6, weight: 0.1 },
  },
  'paths through cells': withMethod(TINY, 'spos'),
  'paths through layers': withNamedSpace(withMethod(TINY, 'enas'), 'enas-macro'),
  'paths through edges': withNamedSpace(withMethod(TINY, 'evolution'), 'nas-bench-201'),
  'paths through blocks': withNamedSpace(withMethod(TINY, 'spos'), 'spos'),
}

const engines = new DeviceEngines()

it.each(Object.entries(SEARCHES))('%s: holds what was forecast, to the byte', async (_, config) => {
  const { info, limits } = await engines.probe()
  const forecast = forecastSearch(config, { software: info.software, limits: limits! })
  if (forecast.kind !== 'planned') throw new Error(forecast.reason)
  const { trainImages, testImages } = config.dataset
  const format = datasetFormat(config.dataset)
  const ground = { format: { ...format.input, classes: format.classes }, trainImages, testImages }
  const { network, engineOptions } = layGround(config, ground, null)
  const { engine } = await engines.open(network, engineOptions)
  engine.load(noiseImages(format, trainImages + testImages))
  expect(engine.gpuBytes).toBe(forecast.gpuBytes)
  if (engineOptions.execution !== 'path') {
    expect(engine.dispatchesPerStep).toBe(forecast.work.step.dispatches)
  }
  engine.destroy()
})
