import { expose, releaseProxy, transfer, type Remote } from 'comlink'
import { holdGpu } from '../src/engine/gpuHolder'
import type { TrainingEvent } from '../src/run/training'
import { DatasetLoader } from '../src/search/datasetLoader'
import { DeviceEngines } from '../src/search/deviceEngines'
import { Training } from '../src/search/training'
import type { TrainingWorkerApi } from './protocol'

type Listener = Parameters<TrainingWorkerApi['train']>[1]

const engines = new DeviceEngines()
const datasets = new DatasetLoader(
  new URL(`${import.meta.env.BASE_URL}data/`, self.location.href).href,
)
let active: Training | null = null

/** The weights of a result move to the page: nobody here needs them any more. */
function buffersOf(event: TrainingEvent): Transferable[] {
  if (event.type !== 'result') return []
  const { weights, runningStatistics } = event.result
  return [weights.buffer, runningStatistics.buffer]
}

const api: TrainingWorkerApi = {
  train: async (config, listener, resumeFrom = null) => {
    active?.drop()
    active = null
    // A proxied function's answer is a promise. Events have a channel of their own: the last of them
    // must have arrived before this call's answer does.
    let told: unknown = null
    const hear = (event: TrainingEvent) => {
      told = listener(transfer([event], buffersOf(event)))
    }
    const host = {
      loadDataset: datasets.load.bind(datasets),
      openEngine: engines.open.bind(engines),
      holdGpu,
      now: () => performance.now(),
      emit: hear,
    }
    try {
      active = new Training(config, host, resumeFrom)
    } catch (error) {
      hear({ type: 'error', message: error instanceof Error ? error.message : String(error) })
      hear({ type: 'phase', phase: 'failed' })
    }
    try {
      await active?.run()
    } catch {
      // Whoever listens has been told.
    } finally {
      await told
      // What arrives through Comlink is a remote function; the protocol's type does not show that.
      const remote = listener as unknown as Remote<Listener>
      remote[releaseProxy]()
    }
  },
  pause: async () => active?.pause(),
  resume: async () => active?.resume(),
  finish: async () => active?.finish(),
  drop: async () => active?.drop(),
  checkpoint: () => Promise.resolve(active?.checkpoint ?? null),
}

expose(api)
