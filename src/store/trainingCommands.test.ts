import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineInfo } from '../run/events'
import type { TrainingConfig, TrainingEvent, TrainingResult } from '../run/training'
import { useTrained } from './trained'
import type { TrainingCheckpoint } from './trainingClient'
import {
  dismissTraining,
  dropTraining,
  readCurves,
  readInterrupted,
  resumeInterrupted,
  startTraining,
} from './trainingCommands'
import { useTraining } from './trainingState'

/** The worker, as far as the page sees it. */
const worker = vi.hoisted(() => ({
  trainings: [] as {
    readonly hear: (event: TrainingEvent) => void
    readonly resumeFrom: TrainingCheckpoint | undefined
    readonly resolve: (result: TrainingResult) => void
    readonly reject: (error: Error) => void
    ended: boolean
  }[],
  checkpoint: null as TrainingCheckpoint | null,
}))

vi.mock('./trainingClient', () => ({
  TrainingClient: class {
    train(
      _: TrainingConfig,
      hear: (event: TrainingEvent) => void,
      resumeFrom?: TrainingCheckpoint,
    ) {
      return new Promise<TrainingResult>((resolve, reject) => {
        worker.trainings.push({ hear, resumeFrom, resolve, reject, ended: false })
      })
    }
    checkpoint = () => Promise.resolve(worker.checkpoint)
    terminate = () => {
      worker.trainings.at(-1)!.ended = true
    }
  },
}))
vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))

const config = { version: 1, seed: 1 } as TrainingConfig
const result = { config, steps: 3 } as TrainingResult
const started: TrainingEvent = {
  type: 'started',
  engine: {} as EngineInfo,
  steps: 3,
  stepsPerEpoch: 3,
  parameters: 1,
  macs: 1,
}
const points: TrainingEvent = {
  type: 'points',
  points: [1, 2, 3].map((step) => ({
    step,
    loss: 1 / step,
    accuracy: 0.25 * step,
    learningRate: 0.1,
    elapsedMs: 10 * step,
  })),
}
const present = () => useTraining.getState().present
const latest = () => worker.trainings.at(-1)!
const names = () => useTrained.getState().results.map(({ name }) => name)
const interrupted = () => useTraining.getState().interrupted ?? []

async function begin(name = 'cells') {
  const count = worker.trainings.length
  void startTraining(config, name)
  await vi.waitFor(() => expect(worker.trainings).toHaveLength(count + 1))
  latest().hear(started)
  latest().hear(points)
}

beforeEach(async () => {
  dropTraining()
  worker.checkpoint = null
  await readInterrupted()
  useTrained.setState({ results: [], chosen: null })
  useTraining.setState({ curves: new Map() })
})

describe('training from the page', () => {
  it('keeps what it left, and how that came to be', async () => {
    await begin()
    expect(present()).toMatchObject({ name: 'cells', step: 3 })
    latest().resolve(result)
    await vi.waitFor(() => expect(names()).toEqual(['cells']))
    expect(present()).toBeNull()
    expect(latest().ended).toBe(true)
    const { chosen } = useTrained.getState()
    const curves = useTraining.getState().curves.get(chosen!)
    expect(curves).toMatchObject({ totalSteps: 3 })
    // The same from storage, when the page was left meanwhile.
    useTraining.setState({ curves: new Map() })
    await readCurves(chosen!)
    expect(useTraining.getState().curves.get(chosen!)).toEqual(curves)
  })

  it('begins no other while one is open', async () => {
    await begin('first')
    await startTraining(config, 'second')
    expect(present()?.name).toBe('first')
    expect(latest().ended).toBe(false)
  })

  it('keeps where one that fails can go on, and goes on from there', async () => {
    await begin()
    worker.checkpoint = { version: 1, config, step: 2 } as TrainingCheckpoint
    latest().reject(new Error('The device was lost'))
    await vi.waitFor(() => expect(interrupted()).toHaveLength(1))
    expect(present()).toMatchObject({ phase: 'failed', problem: 'The device was lost' })
    dismissTraining()
    expect(present()).toBeNull()
    const [kept] = interrupted()
    const count = worker.trainings.length
    void resumeInterrupted(kept!)
    await vi.waitFor(() => expect(worker.trainings).toHaveLength(count + 1))
    expect(latest().resumeFrom).toMatchObject({ step: 2 })
    expect(present()).toMatchObject({ name: 'cells', step: 2 })
    expect(present()?.points.map(({ step }) => step)).toEqual([1, 2])
    expect(interrupted()).toEqual([])
    latest().resolve(result)
    await vi.waitFor(() => expect(names()).toEqual(['cells']))
    await readInterrupted()
    expect(interrupted()).toEqual([])
  })

  it('hears no more of one that was dropped, and forgets it', async () => {
    await begin()
    const dropped = latest()
    dropTraining()
    expect(dropped.ended).toBe(true)
    dropped.hear(points)
    dropped.resolve(result)
    await Promise.resolve()
    expect(present()).toBeNull()
    expect(names()).toEqual([])
  })
})
