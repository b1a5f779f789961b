import { expose, transfer } from 'comlink'
import { holdGpu } from '../src/engine/gpuHolder'
import { DatasetLoader } from '../src/search/datasetLoader'
import { DeviceEngines } from '../src/search/deviceEngines'
import { makeArchive } from '../src/search/exportMaking'
import type { ExportWorkerApi } from './protocol'

const engines = new DeviceEngines()
const datasets = new DatasetLoader(
  new URL(`${import.meta.env.BASE_URL}data/`, self.location.href).href,
)
const host = {
  loadDataset: datasets.load.bind(datasets),
  openEngine: engines.open.bind(engines),
  holdGpu,
}

const api: ExportWorkerApi = {
  make: async (order) => {
    const archive = await makeArchive(order, host)
    return transfer(archive, [archive.bytes.buffer])
  },
  measure: async (order, onNews) => {
    const { measurePrecisions } = await import('../src/search/precisionMeasuring')
    return measurePrecisions(order, host, onNews)
  },
}

expose(api)
