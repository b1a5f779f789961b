import { expose, transfer } from 'comlink'
import { holdGpu, type LetGo } from '../src/engine/gpuHolder'
import type { ClassifierNews, ClassifierRequest } from '../src/run/classification'
import { Classifiers } from '../src/search/classifier'
import { DatasetLoader } from '../src/search/datasetLoader'
import { DeviceEngines } from '../src/search/deviceEngines'
import { testExamples } from '../src/search/testExamples'
import type { ClassifierWorkerApi } from './protocol'

type Listener = (news: ClassifierNews) => void

const engines = new DeviceEngines()
const classifiers = new Classifiers(engines)
const datasets = new DatasetLoader(
  new URL(`${import.meta.env.BASE_URL}data/`, self.location.href).href,
)
const loadDataset = (dataset: ClassifierRequest['dataset']) =>
  datasets.load(dataset, () => undefined)

let hear: Listener = () => undefined
let users = 0
let held: Promise<LetGo> | null = null

/**
 * With the GPU to this worker alone, however long others have it: a search or training lets go of it
 * when it is paused. What is answered while others are timed has it already.
 */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  users++
  held ??= holdGpu({ ifHeld: 'wait', onWait: () => hear({ type: 'waiting' }) })
  const mine = held
  try {
    await mine
    return await work()
  } finally {
    users--
    if (users === 0) {
      held = null
      void (await mine)()
    }
  }
}

async function add(request: ClassifierRequest): Promise<void> {
  const { name, dataset, normalisation } = request
  try {
    const normalised = normalisation ?? (await loadDataset(dataset)).data
    await inTurn(() => classifiers.add(request, normalised, hear))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    hear({ type: 'problem', name, message })
  }
}

/** Breaks off the timing under way. */
let timing = new AbortController()

const api: ClassifierWorkerApi = {
  open: async (requests, onNews) => {
    hear = onNews
    timing.abort()
    classifiers.close()
    for (const request of requests) await add(request)
  },
  time: async () => {
    timing = new AbortController()
    const { signal } = timing
    try {
      await inTurn(() => classifiers.time(hear, signal))
    } catch (error) {
      if (!signal.aborted) throw error
    }
  },
  classify: (image) => inTurn(() => classifiers.classify(image)),
  examples: async (dataset, first, count) => {
    const examples = testExamples(await loadDataset(dataset), first, count)
    return transfer(examples, [examples.pixels.buffer, examples.labels.buffer])
  },
}

expose(api)
