import { afterEach, describe, expect, it } from 'vitest'
import type { Answer, ClassifierNews, ClassifierRequest } from '../run/classification'
import { presetConfig } from '../run/presets'
import { TryingSession, useTrying } from './trying'

const REQUEST: ClassifierRequest = {
  name: 'untrained',
  source: {
    kind: 'untrained',
    subject: { kind: 'reference', name: 'plain-cnn', channels: 4 },
    seed: 1,
  },
  dataset: presetConfig('tiny').dataset,
  normalisation: null,
}

/** A worker that answers when it is told to. */
class FakeWorker {
  readonly asked: number[] = []
  readonly heard: ((news: ClassifierNews) => void)[] = []
  terminated = 0
  timed = 0
  private readonly answers: ((answers: readonly Answer[]) => void)[] = []
  private readonly openings: (() => void)[] = []

  open(_: readonly ClassifierRequest[], onNews: (news: ClassifierNews) => void) {
    this.heard.push(onNews)
    return new Promise<void>((resolve) => this.openings.push(resolve))
  }
  time() {
    this.timed++
    return Promise.resolve()
  }
  classify(image: Uint8Array) {
    this.asked.push(image[0] ?? -1)
    return new Promise<readonly Answer[]>((resolve) => this.answers.push(resolve))
  }
  examples() {
    return Promise.reject(new Error('not asked for here'))
  }
  terminate() {
    this.terminated++
  }
  async answer(...probabilities: number[]) {
    this.answers.shift()?.([{ name: 'untrained', probabilities: Float32Array.from(probabilities) }])
    await settled()
  }
  async stand() {
    this.openings.shift()?.()
    await settled()
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))
const untrained = () => useTrying.getState().networks.untrained
const image = (first: number) => Uint8Array.of(first)

let sessions: TryingSession[] = []
afterEach(() => {
  for (const session of sessions) session.close()
  sessions = []
})

function start() {
  const workers: FakeWorker[] = []
  const deaths: ((reason: string) => void)[] = []
  const session = new TryingSession((onEnd) => {
    deaths.push(onEnd)
    const worker = new FakeWorker()
    workers.push(worker)
    return worker
  })
  sessions.push(session)
  void session.open([REQUEST])
  return { session, workers, worker: workers[0]!, die: (reason: string) => deaths[0]?.(reason) }
}

describe('what is tried', () => {
  it('is answered again when a network stands, and timed when all do', async () => {
    const { session, worker } = start()
    session.show(image(7))
    await worker.answer(1)
    worker.heard[0]?.({
      type: 'opened',
      name: 'untrained',
      backend: 'plan',
      device: { adapter: 'Test', software: true },
    })
    expect(worker.asked).toEqual([7, 7])
    await worker.answer(0.25, 0.75)
    expect(untrained().probabilities).toEqual(Float32Array.of(0.25, 0.75))
    expect(worker.timed).toBe(0)
    await worker.stand()
    expect(worker.timed).toBe(1)
  })

  it('is only the latest image where strokes come faster than answers', async () => {
    const { session, worker } = start()
    for (const first of [1, 2, 3, 4]) session.show(image(first))
    expect(worker.asked).toEqual([1])
    await worker.answer(1, 0)
    expect(worker.asked).toEqual([1, 4])
  })

  it('is forgotten when nothing is drawn any more, even where an answer is on its way', async () => {
    const { session, worker } = start()
    session.show(image(1))
    session.show(null)
    await worker.answer(1, 0)
    expect(untrained().probabilities).toBeNull()
    session.show(image(2))
    expect(worker.asked).toEqual([1, 2])
  })

  it('says that somebody else has the GPU until it goes on', () => {
    const { worker } = start()
    worker.heard[0]?.({ type: 'waiting' })
    expect(useTrying.getState().waiting).toBe(true)
    worker.heard[0]?.({ type: 'compiling', name: 'untrained', fraction: 0.5 })
    expect(useTrying.getState().waiting).toBe(false)
    expect(untrained().compiling).toBe(0.5)
  })

  it('hears nothing of networks that others have taken the place of', () => {
    const { session, worker } = start()
    void session.open([REQUEST])
    worker.heard[0]?.({ type: 'problem', name: 'untrained', message: 'late' })
    expect(untrained().problem).toBeNull()
    worker.heard[1]?.({ type: 'problem', name: 'untrained', message: 'too large' })
    expect(untrained().problem).toBe('too large')
  })

  it('goes on in a new worker when one has died', async () => {
    const { session, workers, worker, die } = start()
    session.show(image(1))
    die('out of memory')
    expect(useTrying.getState().failure).toBe('out of memory')
    session.close()
    expect(worker.terminated).toBe(1)
    void session.open([REQUEST])
    session.show(image(5))
    expect(workers).toHaveLength(2)
    expect(workers[1]?.asked).toEqual([5])
    expect(useTrying.getState().failure).toBeNull()
    await workers[1]?.answer(1)
    expect(untrained().probabilities).toEqual(Float32Array.of(1))
  })
})
