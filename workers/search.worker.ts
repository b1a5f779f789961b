import { expose, releaseProxy, transfer, type Remote } from 'comlink'
import { whileHolding } from '../src/engine/gpuHolder'
import type { SearchConfig } from '../src/run/config'
import { DatasetLoader } from '../src/search/datasetLoader'
import { DeviceEngines } from '../src/search/deviceEngines'
import { EventBatcher } from '../src/search/eventBatcher'
import { measuringHost } from '../src/search/measuringHost'
import type { SearchHost } from '../src/search/searchHost'
import { SearchRun, type SearchRunOptions } from '../src/search/searchRun'
import type { Yardstick } from '../src/search/yardstick'
import type { SearchWorkerApi } from './protocol'

type Listener = Parameters<SearchWorkerApi['start']>[1]

interface ActiveRun {
  readonly run: SearchRun
  /** Drops the run and silences it. Resolves when the device's memory is free. */
  retire(): Promise<void>
}

/** Enough for medians that hold still; a step may take seconds. */
const PROFILE_REPEATS = 7

const engines = new DeviceEngines()
const datasets = new DatasetLoader(
  new URL(`${import.meta.env.BASE_URL}data/`, self.location.href).href,
)
const host: Omit<SearchHost, 'emit'> = {
  loadDataset: (settings, onFraction) => datasets.load(settings, onFraction),
  openEngine: (network, options) => engines.open(network, options),
  ...measuringHost(engines),
  now: () => performance.now(),
}
let active: ActiveRun | null = null
let yardstick: Yardstick | null = null

function activate(config: SearchConfig, listener: Listener, options: SearchRunOptions): ActiveRun {
  const batcher = new EventBatcher((events, buffers) => listener(transfer(events, buffers)))
  const run = new SearchRun(config, { ...host, emit: (event) => batcher.push(event) }, options)
  return {
    run,
    retire: async () => {
      batcher.close()
      await run.reset()
      // What arrives through Comlink is a remote function; the protocol's type does not show that.
      const remote = listener as unknown as Remote<Listener>
      remote[releaseProxy]()
    },
  }
}

const api: SearchWorkerApi = {
  probe: () => engines.probe(),
  start: async (config, listener, resumeFrom = null, latencyModel = null) => {
    const earlier = active
    const present = (active = activate(config, listener, { resumeFrom, latencyModel }))
    await earlier?.retire()
    await present.run.start()
  },
  pause: async () => active?.run.pause(),
  resume: async () => active?.run.resume(),
  step: async () => active?.run.step(),
  stop: async () => active?.run.stop(),
  changeObjective: async (objective) => (await active?.run.changeObjective(objective)) ?? null,
  reset: async () => active?.run.reset(),
  checkpoint: () => Promise.resolve(active?.run.checkpoint ?? null),
  benchKernels: async (options) => {
    const { benchKernels } = await import('../src/search/kernelBench')
    return whileHolding(() => benchKernels(options))
  },
  profileStep: async (config, onNews) => {
    const { profileStep } = await import('../src/search/stepProfiler')
    await whileHolding(() => profileStep(config, { repeats: PROFILE_REPEATS, onNews }))
  },
  measureYardstick: async (request, onNews) => {
    const { Yardstick } = await import('../src/search/yardstick')
    yardstick ??= new Yardstick(host)
    const present = yardstick
    return whileHolding(() => present.measure(request, onNews))
  },
  judgeWithSharedWeights: async (config, texts, left, onNews) => {
    const { judgeWithSharedWeights } = await import('../src/search/sharedWeights')
    return judgeWithSharedWeights(config, texts, left, host, onNews)
  },
  profileDevice: async (onNews) => {
    const { profileThisDevice } = await import('../src/search/latencyMeasuring')
    return profileThisDevice(onNews)
  },
  measureLatency: async (request, onNews) => {
    const { measureSpaceLatency } = await import('../src/search/latencyMeasuring')
    return measureSpaceLatency(request, onNews)
  },
  measureArchitecture: async (request, onNews) => {
    const { measureArchitectureLatency } = await import('../src/search/latencyMeasuring')
    return measureArchitectureLatency(request, onNews)
  },
  benchPaths: async (options, onProgress) => {
    const { benchPaths } = await import('../src/search/pathBench')
    return whileHolding(() => benchPaths(options, onProgress))
  },
  benchSteps: async (options, onProgress) => {
    const { benchSteps } = await import('../src/search/stepBench')
    return whileHolding(() => benchSteps(options, onProgress))
  },
}

expose(api)
