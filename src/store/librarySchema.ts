import * as v from 'valibot'
import type { ComparedRun } from '../run/comparison'
import { DatasetSchema } from '../run/datasetSchema'
import { METHODS } from '../run/methods'
import { SearchConfigSchema } from '../run/schema'
import { integer, real } from '../run/schemaParts'
import { SpaceSchema } from '../run/spaceSchema'
import type { Genotype } from '../space/cellSpace'
import { spaceModel } from '../space/spaceModels'
import { MeasurementSchema } from './latencySchema'
import {
  blankLabels,
  LABEL_BOUNDS,
  tidyName,
  tidyTags,
  type ArchitectureEntry,
  type RunEntry,
} from './libraryEntries'

/** Wider than anything that is kept, and narrow enough for no page to hang on what a file says. */
const MOST = { id: 80, text: 16_384, points: 200_000, count: 1e15, ms: 1e12 } as const

const Count = integer({ min: 0, max: MOST.count })
const Milliseconds = real(0, MOST.ms)
const Share = real(0, 1)
export const Line = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^\P{Cc}*$/u))
export const ArchitectureText = v.pipe(v.string(), v.minLength(1), v.maxLength(MOST.text))
/** In one form, so that they can be compared as text. */
export const Time = v.pipe(
  v.string(),
  v.maxLength(40),
  v.isoTimestamp(),
  v.transform((time) => new Date(time).toISOString()),
)
export const IdSchema = v.pipe(Line(MOST.id), v.minLength(1))

export const LabelsSchema = v.object({
  name: v.nullable(
    v.pipe(
      Line(4 * LABEL_BOUNDS.name),
      v.transform((name) => tidyName(name)),
    ),
  ),
  tags: v.pipe(
    v.array(Line(4 * LABEL_BOUNDS.tag)),
    v.maxLength(200),
    v.transform((tags) => tidyTags(tags)),
  ),
  changedAt: Time,
})

export const EngineSchema = v.object({
  engine: v.picklist(['plan', 'eager']),
  backend: v.picklist(['webgpu', 'webgl', 'cpu']),
  adapter: Line(400),
  software: v.boolean(),
  gpuBytes: Count,
  dispatchesPerStep: Count,
})

const Spent = { imagesTrained: Count, imagesJudged: Count, elapsedMs: Milliseconds }
const Usage = v.object({ imagesTrained: Count, imagesJudged: Count, gpuMs: Milliseconds })
const Subject = v.picklist(['supernet', 'shared-weights', 'own-weights'])

const Cost = v.object({
  macs: Count,
  parameters: Count,
  latencyMs: v.nullable(Milliseconds),
  memoryBytes: v.exactOptional(Count),
})

const Record = v.object({
  choices: v.pipe(v.array(Count), v.maxLength(2_000)),
  text: ArchitectureText,
  accuracy: v.nullable(Share),
  subject: Subject,
  cost: Cost,
  latency: v.exactOptional(v.nullable(MeasurementSchema)),
  usage: v.nullable(Usage),
})

/** A run without its recording, as files tell it. The cells are read from the text. */
export const ComparedRunSchema = v.pipe(
  v.object({
    config: SearchConfigSchema,
    recordedAt: v.nullable(Time),
    engine: v.nullable(EngineSchema),
    spent: v.object({ ...Spent, gpuMs: v.nullable(Milliseconds) }),
    ownBest: v.pipe(v.array(v.object({ ...Spent, accuracy: Share })), v.maxLength(MOST.points)),
    answers: v.pipe(
      v.array(v.object({ ...Spent, share: Share, text: v.nullable(ArchitectureText) })),
      v.maxLength(100),
    ),
    record: v.nullable(Record),
  }),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }): ComparedRun => {
    const { config, record } = value
    if (!record) return { ...value, record: null }
    try {
      const model = spaceModel(config.space)
      const choices = model.parse(record.text)
      const genotype: Genotype | null = model.genotype(choices)
      return { ...value, record: { ...record, choices, genotype } }
    } catch (error) {
      addIssue({ message: error instanceof Error ? error.message : String(error) })
      return NEVER
    }
  }),
)

/** An architecture as files tell it, and as it is kept. */
export const ArchitectureSchema = v.object({
  id: IdSchema,
  text: ArchitectureText,
  space: v.nullable(SpaceSchema),
  origin: v.picklist(['run', 'candidate', 'link', 'text', 'published']),
  title: v.nullable(Line(LABEL_BOUNDS.name)),
  method: v.nullable(v.picklist(METHODS)),
  dataset: DatasetSchema,
  cost: v.nullable(v.object({ parameters: Count, macs: Count })),
  accuracy: v.nullable(
    v.object({
      value: Share,
      subject: v.picklist(['supernet', 'shared-weights', 'own-weights', 'judged', 'link']),
      images: v.nullable(integer({ min: 1, max: MOST.count })),
    }),
  ),
  latency: v.nullable(
    v.object({
      medianMs: Milliseconds,
      lowMs: Milliseconds,
      highMs: Milliseconds,
      device: Line(400),
    }),
  ),
  keptAt: Time,
})

const StoredRun = v.looseObject({
  id: v.string(),
  bytes: v.number(),
  run: v.looseObject({
    config: SearchConfigSchema,
    recordedAt: v.nullable(v.string()),
    ownBest: v.array(v.unknown()),
    answers: v.array(v.unknown()),
  }),
})

/** A run as this browser keeps it, by any version; null where this one cannot read it. */
export function readRunEntry(value: unknown): RunEntry | null {
  const read = v.safeParse(StoredRun, value)
  if (!read.success) return null
  const { run } = read.output
  return {
    ...(read.output as unknown as RunEntry),
    kind: 'run',
    labels: readLabels(value, run.recordedAt),
  }
}

/** An architecture as this browser keeps it; null where this version cannot read it. */
export function readArchitectureEntry(value: unknown): ArchitectureEntry | null {
  const read = v.safeParse(ArchitectureSchema, value)
  if (!read.success) return null
  return { ...read.output, kind: 'architecture', labels: readLabels(value, read.output.keptAt) }
}

/** Labels that cannot be read are none. */
export function readLabels(value: unknown, since: string | null) {
  const read = v.safeParse(v.object({ labels: LabelsSchema }), value)
  return read.success ? read.output.labels : blankLabels(since)
}
