import * as v from 'valibot'
import { DatasetSchema } from '../run/datasetSchema'
import { integer, real } from '../run/schemaParts'
import { SpaceSchema } from '../run/spaceSchema'
import { REFERENCE_NAMES } from '../run/training'
import type { TrainingEntry } from './libraryEntries'
import { ArchitectureText, EngineSchema, IdSchema, Line, readLabels, Time } from './librarySchema'

/** Wider than anything that can be trained here. */
const MOST = { count: 1e12, ms: 1e12, classes: 1_000, mistakes: 1_000, weights: 2 ** 28 } as const

const Count = integer({ min: 0, max: MOST.count })
const Share = real(0, 1)
const Number = real(-1e12, 1e12)
const Channels = integer({ min: 1, max: 4_096 })

const Subject = v.variant('kind', [
  v.strictObject({
    kind: v.literal('architecture'),
    space: SpaceSchema,
    text: ArchitectureText,
  }),
  v.strictObject({
    kind: v.literal('cells'),
    text: ArchitectureText,
    cells: integer({ min: 1, max: 200 }),
    channels: Channels,
  }),
  v.strictObject({
    kind: v.literal('reference'),
    name: v.picklist(REFERENCE_NAMES),
    channels: Channels,
  }),
])

const Recipe = v.object({
  batch: Count,
  learningRate: Number,
  learningRateMin: Number,
  momentum: Number,
  weightDecay: Number,
  gradientClip: Number,
  epochs: Number,
  validationImages: Count,
  validateEvery: Number,
  patience: Number,
  cutout: Count,
  labelSmoothing: Share,
  dropPath: Share,
  auxiliaryWeight: Number,
  averageDecay: Share,
})

const Mistake = v.object({
  image: Count,
  label: Count,
  taken: Count,
  confidence: Share,
  labelConfidence: Share,
})

const Test = v.object({
  images: integer({ min: 1, max: MOST.count }),
  correct: Count,
  loss: Number,
  interval: v.tuple([Share, Share]),
  confusion: v.pipe(v.array(Count), v.maxLength(MOST.classes ** 2)),
  mistakes: v.pipe(v.array(Mistake), v.maxLength(MOST.mistakes)),
})

const PerChannel = v.pipe(v.array(Number), v.minLength(1), v.maxLength(4))

const Summary = v.pipe(
  v.object({
    config: v.object({
      version: v.literal(1),
      subject: Subject,
      dataset: DatasetSchema,
      recipe: Recipe,
      seed: Count,
    }),
    engine: EngineSchema,
    parameters: Count,
    macs: Count,
    classNames: v.pipe(v.array(Line(200)), v.minLength(2), v.maxLength(MOST.classes)),
    mean: PerChannel,
    deviation: PerChannel,
    best: v.nullable(
      v.object({
        step: Count,
        epoch: Number,
        loss: Number,
        accuracy: Share,
        best: v.boolean(),
      }),
    ),
    test: Test,
    steps: Count,
    endedEarly: v.boolean(),
    elapsedMs: real(0, MOST.ms),
  }),
  v.check(
    ({ classNames, test }) => test.confusion.length === classNames.length ** 2,
    'The confusion matrix does not fit the classes',
  ),
  v.check(
    ({ classNames, test }) =>
      test.mistakes.every(({ label, taken }) => Math.max(label, taken) < classNames.length),
    'A mistake is of no class',
  ),
)

/** A training as files tell it, and as it is kept. */
export const TrainingSchema = v.object({
  id: IdSchema,
  trainedAt: Time,
  summary: Summary,
})

const Floats = (most: number) => v.pipe(v.instance(Float32Array), v.maxLength(most))

/** What is large of a training. */
export const TrainedBulkSchema = v.object({
  weights: Floats(MOST.weights),
  runningStatistics: Floats(MOST.weights),
  mistakes: v.pipe(
    v.array(v.pipe(v.instance(Uint8Array), v.maxLength(2 ** 20))),
    v.maxLength(MOST.mistakes),
  ),
})

/** A training as this browser keeps it; null where this version cannot read it. */
export function readTrainingEntry(value: unknown): TrainingEntry | null {
  const read = v.safeParse(v.looseObject({ ...TrainingSchema.entries, bytes: v.number() }), value)
  if (!read.success) return null
  const { id, trainedAt, summary, bytes } = read.output
  const labels = readLabels(value, trainedAt)
  return { kind: 'training', id, trainedAt, summary, bytes, labels }
}
