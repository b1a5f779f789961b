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

async function add(request: ClassifierRequest, tell: Listener): Promise<void> {
  const { name, dataset, normalisation } = request
  try {
    const normalised = normalisation ?? (await loadDataset(dataset)).data
    await inTurn(() => classifiers.add(request, normalised, tell))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    tell({ type: 'problem', name, message })
  }
}

/** Breaks off the timing under way. */
let timing = new AbortController()
/** Counts what was asked to be opened; only the latest counts. */
let turn = 0
/** What is being made ready. */
let adding: Promise<void> = Promise.resolve()

const api: ClassifierWorkerApi = {
  open: async (requests, onNews) => {
    const mine = ++turn
    hear = onNews
    timing.abort()
    await adding
    classifiers.close()
    for (const request of requests) {
      if (mine !== turn) return
      await (adding = add(request, onNews))
    }
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
