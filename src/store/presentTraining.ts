import type {
  TrainingConfig,
  TrainingEvent,
  TrainingPhase,
  TrainingPoint,
  ValidationPoint,
} from '../run/training'

export type TrainingStarted = Omit<Extract<TrainingEvent, { type: 'started' }>, 'type'>
export type TrainingTask = Omit<Extract<TrainingEvent, { type: 'progress' }>, 'type'>

/** A training as the page knows it. */
export interface PresentTraining {
  readonly id: string
  /** What is trained, as people know it. */
  readonly name: string
  readonly config: TrainingConfig
  readonly phase: TrainingPhase
  /** Beside the steps themselves: loading, waiting, compiling, judging. */
  readonly task: TrainingTask | null
  /** Null until the network stands on the device. */
  readonly started: TrainingStarted | null
  /** Grows in place: `step` tells how far. */
  readonly points: readonly TrainingPoint[]
  /** Steps done. */
  readonly step: number
  readonly validations: readonly ValidationPoint[]
  /** Why it ended before its end. */
  readonly problem: string | null
}

/** What a training had shown when it was kept. */
export type TrainingCurvesSoFar = Pick<PresentTraining, 'points' | 'validations'>

/** Phases in which it takes the device, or waits for it. */
const UNDER_WAY: ReadonlySet<TrainingPhase> = new Set([
  'loading',
  'compiling',
  'training',
  'testing',
])

export const isUnderWay = ({ phase }: Pick<PresentTraining, 'phase'>) => UNDER_WAY.has(phase)

/** Not over: under way, or paused. */
export const isOpen = (training: Pick<PresentTraining, 'phase'>) =>
  isUnderWay(training) || training.phase === 'paused'

export function beginTraining(
  id: string,
  name: string,
  config: TrainingConfig,
  before: TrainingCurvesSoFar & { readonly step: number } = {
    points: [],
    validations: [],
    step: 0,
  },
): PresentTraining {
  const { step } = before
  const known = <Point extends { readonly step: number }>(points: readonly Point[]) =>
    points.filter((point) => point.step <= step)
  return {
    id,
    name,
    config,
    phase: 'loading',
    task: null,
    started: null,
    points: known(before.points),
    step,
    validations: known(before.validations),
    problem: null,
  }
}

/** The training after what it tells of itself; a result changes nothing here. */
export function afterEvent(training: PresentTraining, event: TrainingEvent): PresentTraining {
  switch (event.type) {
    case 'phase':
      return { ...training, phase: event.phase, task: null }
    case 'progress': {
      const { task, fraction } = event
      return { ...training, task: { task, fraction } }
    }
    case 'started': {
      const { engine, steps, stepsPerEpoch, parameters, macs } = event
      return { ...training, started: { engine, steps, stepsPerEpoch, parameters, macs } }
    }
    case 'points': {
      const points = training.points as TrainingPoint[]
      points.push(...event.points)
      return { ...training, task: null, step: points.at(-1)?.step ?? training.step }
    }
    case 'validation':
      return { ...training, task: null, validations: [...training.validations, event.validation] }
    case 'error':
      return { ...training, phase: 'failed', task: null, problem: event.message }
    case 'result':
      return training
  }
}

/** Share of its steps that are done; 0 before they are counted. */
export function trainedShare({ step, started }: Pick<PresentTraining, 'step' | 'started'>): number {
  return started ? Math.min(1, step / started.steps) : 0
}

/** Points that tell how fast it trains now. */
const RECENT = 50
const LEAST = 4

/**
 * Milliseconds until the last step, by the latest steps: validations and tests come on top. Null while
 * too few steps were measured.
 */
export function timeLeft({
  points,
  step,
  started,
}: Pick<PresentTraining, 'points' | 'step' | 'started'>): number | null {
  const last = points.at(-1)
  const first = points[Math.max(0, points.length - RECENT)]
  if (!started || !last || !first || last.step - first.step < LEAST) return null
  const msPerStep = (last.elapsedMs - first.elapsedMs) / (last.step - first.step)
  return msPerStep * (started.steps - step)
}
