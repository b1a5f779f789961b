import type { DBSchema, IDBPDatabase } from 'idb'
import { openDB } from 'idb'
import type { TrainingPoint, ValidationPoint } from '../run/training'
import type { TrainingCheckpoint } from './trainingClient'

/** A training that has not come to its end, as this browser keeps it. */
export interface KeptCheckpoint {
  readonly id: string
  readonly name: string
  readonly checkpoint: TrainingCheckpoint
  readonly points: readonly TrainingPoint[]
  readonly validations: readonly ValidationPoint[]
  /** ISO 8601. */
  readonly keptAt: string
}

/** Points in columns: there may be hundreds of thousands, and they are written again and again. */
interface StoredCheckpoint extends Omit<KeptCheckpoint, 'points'> {
  readonly columns: Float64Array
}

/** How a training that came to its end went. */
export interface KeptCurves {
  readonly points: readonly TrainingPoint[]
  readonly validations: readonly ValidationPoint[]
  /** That it was to take. */
  readonly totalSteps: number
}

interface StoredCurves extends Omit<KeptCurves, 'points'> {
  /** Of the trained network. */
  readonly id: string
  readonly columns: Float64Array
}

interface Trainings extends DBSchema {
  open: { key: string; value: StoredCheckpoint }
  curves: { key: string; value: StoredCurves }
}

/** Numbers of a point. */
const COLUMNS = 5

let database: Promise<IDBPDatabase<Trainings>> | null = null

function open(): Promise<IDBPDatabase<Trainings>> {
  database ??= openDB<Trainings>('nas-playground-training', 1, {
    upgrade: (upgraded) => {
      upgraded.createObjectStore('open', { keyPath: 'id' })
      upgraded.createObjectStore('curves', { keyPath: 'id' })
    },
  })
  return database
}

/** Keeps where a training can go on, in place of where it could before. @throws when storage is refused */
export async function keepCheckpoint({ points, ...kept }: KeptCheckpoint): Promise<void> {
  await (await open()).put('open', { ...kept, columns: columnsOf(points) })
}

export async function dropCheckpoint(id: string): Promise<void> {
  await (await open()).delete('open', id)
}

/** Trainings that have not come to their end, newest first. */
export async function keptCheckpoints(): Promise<KeptCheckpoint[]> {
  const stored = await (await open()).getAll('open')
  return stored
    .filter(({ checkpoint }) => (checkpoint.version as number) === 1)
    .map(({ columns, ...kept }) => ({ ...kept, points: pointsOf(columns) }))
    .sort((a, b) => b.keptAt.localeCompare(a.keptAt))
}

/** Keeps how a trained network came to be, beside what is kept of it. @throws when storage is refused */
export async function keepCurves(id: string, { points, ...curves }: KeptCurves): Promise<void> {
  await (await open()).put('curves', { id, ...curves, columns: columnsOf(points) })
}

/** How a trained network came to be; null where that was not kept, as for one from a file. */
export async function keptCurves(id: string): Promise<KeptCurves | null> {
  const stored = await (await open()).get('curves', id)
  if (!stored) return null
  const { columns, validations, totalSteps } = stored
  return { points: pointsOf(columns), validations, totalSteps }
}

function columnsOf(points: readonly TrainingPoint[]): Float64Array {
  const columns = new Float64Array(COLUMNS * points.length)
  points.forEach(({ step, loss, accuracy, learningRate, elapsedMs }, index) => {
    columns.set([step, loss, accuracy, learningRate, elapsedMs], COLUMNS * index)
  })
  return columns
}

function pointsOf(columns: Float64Array): TrainingPoint[] {
  return Array.from({ length: columns.length / COLUMNS }, (_, index) => {
    const [step = 0, loss = 0, accuracy = 0, learningRate = 0, elapsedMs = 0] = columns.subarray(
      COLUMNS * index,
      COLUMNS * (index + 1),
    )
    return { step, loss, accuracy, learningRate, elapsedMs }
  })
}
