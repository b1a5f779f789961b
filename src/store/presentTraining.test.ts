import { describe, expect, it } from 'vitest'
import type { EngineInfo } from '../run/events'
import type { TrainingConfig, TrainingEvent, TrainingPoint } from '../run/training'
import {
  afterEvent,
  beginTraining,
  isOpen,
  isUnderWay,
  timeLeft,
  trainedShare,
  type PresentTraining,
} from './presentTraining'

const config = {} as TrainingConfig
const point = (step: number, elapsedMs = 100 * step): TrainingPoint => ({
  step,
  loss: 1,
  accuracy: 0.5,
  learningRate: 0.1,
  elapsedMs,
})
const points = (count: number) => Array.from({ length: count }, (_, index) => point(index + 1))
const started: TrainingEvent = {
  type: 'started',
  engine: {} as EngineInfo,
  steps: 100,
  stepsPerEpoch: 50,
  parameters: 1,
  macs: 1,
}
const validation = (step: number, best: boolean): TrainingEvent => ({
  type: 'validation',
  validation: { step, epoch: 1, loss: 1, accuracy: 0.5, best },
})
const after = (...events: TrainingEvent[]): PresentTraining =>
  events.reduce(afterEvent, beginTraining('id', 'name', config))

describe('a training', () => {
  it('counts its steps by what it tells', () => {
    const training = after(started, { type: 'points', points: points(25) })
    expect(training.step).toBe(25)
    expect(trainedShare(training)).toBe(0.25)
    expect(trainedShare(after())).toBe(0)
  })

  it('tells the time left by its latest steps', () => {
    expect(timeLeft(after(started, { type: 'points', points: points(3) }))).toBeNull()
    expect(timeLeft(after({ type: 'points', points: points(30) }))).toBeNull()
    expect(timeLeft(after(started, { type: 'points', points: points(30) }))).toBe(7_000)
    const slower = Array.from({ length: 50 }, (_, index) => point(31 + index, 3_000 + 500 * index))
    const training = after(started, { type: 'points', points: [...points(30), ...slower] })
    expect(timeLeft(training)).toBe(500 * 20)
  })

  it('is under way while it has the device or waits for it, and open while paused', () => {
    const paused = after({ type: 'phase', phase: 'paused' })
    expect([isUnderWay(paused), isOpen(paused)]).toEqual([false, true])
    const failed = after({ type: 'error', message: 'no' }, { type: 'phase', phase: 'failed' })
    expect([isUnderWay(failed), isOpen(failed)]).toEqual([false, false])
    expect(failed.problem).toBe('no')
  })

  it('forgets what it was at when it goes on', () => {
    const waiting: TrainingEvent = { type: 'progress', task: 'waiting', fraction: null }
    expect(after(waiting).task).toEqual({ task: 'waiting', fraction: null })
    expect(after(waiting, { type: 'phase', phase: 'compiling' }).task).toBeNull()
    expect(after(waiting, { type: 'points', points: points(1) }).task).toBeNull()
  })

  it('goes on from a checkpoint without what came after it', () => {
    const { validations } = after(validation(10, true), validation(30, true))
    const before = { points: points(40), validations, step: 20 }
    const resumed = beginTraining('id', 'name', config, before)
    expect(resumed.step).toBe(20)
    expect(resumed.points).toHaveLength(20)
    expect(resumed.validations.map(({ step }) => step)).toEqual([10])
  })
})
