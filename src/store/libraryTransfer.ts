import * as v from 'valibot'
import { parseSearchConfig, problemOf } from '../run/schema'
import { spaceModel } from '../space/spaceModels'
import { parseGenotype } from '../space/genotype'
import { packBinaryJson, unpackBinaryJson } from './binaryJson'
import { keepWhole, libraryEntries, wholeEntry, type WholeEntry } from './libraryArchive'
import type { LibraryEntry } from './libraryEntries'
import {
  LibraryFileWriter,
  readLibraryFile,
  type FiledEntry,
  type FiledPart,
  type LibraryFile,
} from './libraryFile'
import { architectureId, comparisonId } from './libraryIds'
import { checkpointBytes, runEntry } from './libraryRuns'
import { ArchitectureSchema, ComparedRunSchema, IdSchema, LabelsSchema } from './librarySchema'
import { decodeRecording } from './recordingFormat'
import type { RunCheckpoint } from './runSlice'
import { trainedBytes } from './trainedArchive'
import { TrainedBulkSchema, TrainingSchema } from './trainingSchema'

/** Weights, momentum and more of the largest supernet, with room. */
const MOST_BINARY_BYTES = 2 ** 29

/** Tells how far it is, 0–1. */
export type ProgressTeller = (fraction: number) => void

/** Everything in the library as one file. @throws when storage is refused */
export async function exportLibrary(tell: ProgressTeller = () => undefined): Promise<Blob> {
  const entries = await libraryEntries()
  const writer = new LibraryFileWriter()
  for (const [index, entry] of entries.entries()) {
    const whole = await wholeEntry(entry)
    if (whole) {
      const { filed, parts } = await filedEntry(whole)
      writer.add(filed, parts)
    }
    tell((index + 1) / entries.length)
  }
  return writer.end()
}

interface Filed {
  readonly filed: { readonly kind: string }
  readonly parts: readonly FiledPart[]
}

async function filedEntry({ entry, recording, checkpoint, trained }: WholeEntry): Promise<Filed> {
  const { kind, id, labels } = entry
  const name = id.replace(/[^\w-]/g, '_')
  if (kind === 'training') {
    const { trainedAt, summary } = entry
    const path = `trained/${name}.bin`
    const parts = trained ? [{ path, bytes: await packBinaryJson(trained) }] : []
    return {
      filed: { kind, id, labels, trainedAt, summary, weights: path } as Filed['filed'],
      parts,
    }
  }
  if (kind === 'architecture') return { filed: entry, parts: [] }
  const parts: FiledPart[] = []
  if (recording) parts.push({ path: `runs/${name}.run`, bytes: recording })
  if (checkpoint) {
    parts.push({ path: `runs/${name}.checkpoint.bin`, bytes: await packBinaryJson(checkpoint) })
  }
  const filed = {
    kind,
    id,
    labels,
    ...(recording ? { recording: `runs/${name}.run` } : { run: entry.run }),
    ...(checkpoint && { checkpoint: `runs/${name}.checkpoint.bin` }),
  }
  return { filed, parts }
}

export interface ImportOutcome {
  readonly added: number
  /** Kept before, and now with newer names and tags. */
  readonly updated: number
  /** Kept before. */
  readonly known: number
  /** What could not be read, in English, each with the place in the file. */
  readonly problems: readonly string[]
}

/**
 * Joins the entries of a file to those kept: what is kept stays, only names and tags that were given
 * later replace others. Entries that cannot be read are left out, and told.
 * @throws LibraryFileError when it is no library file; then nothing changes
 * @throws when storage is refused or full; what was joined before stays
 */
export async function importLibrary(
  file: Blob,
  tell: ProgressTeller = () => undefined,
): Promise<ImportOutcome> {
  const content = await readLibraryFile(file)
  const kept = new Map((await libraryEntries()).map((entry) => [keyOf(entry), entry]))
  const outcome = { added: 0, updated: 0, known: 0, problems: [] as string[] }
  for (const [index, filed] of content.entries.entries()) {
    const whole = await readEntry(filed, content).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error)
      outcome.problems.push(`${index + 1} (${filed.kind.slice(0, 20)}): ${reason}`)
      return null
    })
    if (whole) outcome[await join(whole, kept)]++
    tell((index + 1) / content.entries.length)
  }
  return outcome
}

async function join(
  whole: WholeEntry,
  kept: Map<string, LibraryEntry>,
): Promise<'added' | 'updated' | 'known'> {
  const key = keyOf(whole.entry)
  const before = kept.get(key)
  if (!before) {
    await keepWhole([whole])
    kept.set(key, whole.entry)
    return 'added'
  }
  const newer = whole.entry.labels.changedAt > before.labels.changedAt
  const further = isFurther(whole.entry, before)
  if (!newer && !further) return 'known'
  const labels = newer ? whole.entry.labels : before.labels
  const joined = { ...(further ? whole.entry : before), labels }
  await keepWhole([further ? { ...whole, entry: joined } : { entry: joined }])
  kept.set(key, joined)
  return 'updated'
}

/** Whether a copy of an unfinished run got further than the one that is kept. */
function isFurther(entry: LibraryEntry, before: LibraryEntry): boolean {
  const stepOf = (each: LibraryEntry) => (each.kind === 'run' ? (each.unfinished?.step ?? 0) : 0)
  return stepOf(entry) > stepOf(before)
}

const keyOf = ({ kind, id }: LibraryEntry) => `${kind} ${id}`

/** @throws Error when it says what it must not, or a part of it is missing or damaged */
async function readEntry(filed: FiledEntry, { parts }: LibraryFile): Promise<WholeEntry> {
  switch (filed.kind) {
    case 'run':
      return readRun(filed, parts)
    case 'architecture':
      return readArchitecture(filed)
    case 'training':
      return readTraining(filed, parts)
    default:
      throw new Error('It is of no kind that is known')
  }
}

const FiledRun = v.object({
  id: IdSchema,
  labels: LabelsSchema,
  recording: v.exactOptional(v.string()),
  checkpoint: v.exactOptional(v.string()),
  run: v.exactOptional(ComparedRunSchema),
})

const CheckpointSchema = v.looseObject({
  version: v.literal(1),
  step: v.number(),
  elapsedMs: v.number(),
  engine: v.record(v.string(), v.instance(Float32Array)),
})

/** What a run says of itself is read from its recording: the two cannot contradict each other. */
async function readRun(value: FiledEntry, parts: LibraryFile['parts']): Promise<WholeEntry> {
  const { id, labels, recording: path, checkpoint: state, run } = checked(FiledRun, value)
  if (path === undefined) {
    if (!run) throw new Error('It has neither a recording nor a summary')
    const own = run.record ? comparisonId(run) : id
    return { entry: { kind: 'run', id: own, labels, run, bytes: 0 } }
  }
  const recording = partOf(parts, path)
  const decoded = await decodeRecording(recording)
  const checkpoint =
    state === undefined || decoded.record ? null : await readCheckpoint(partOf(parts, state))
  const bytes = recording.byteLength + checkpointBytes(checkpoint)
  const entry = { ...runEntry(decoded, bytes), labels }
  return { entry, recording, ...(checkpoint && { checkpoint }) }
}

async function readCheckpoint(bytes: Uint8Array): Promise<RunCheckpoint> {
  const value = await unpackBinaryJson(bytes, MOST_BINARY_BYTES)
  const checkpoint = checked(CheckpointSchema, value)
  const config = parseSearchConfig(checkpoint['config'])
  if (!config.ok) throw new Error(`The checkpoint's config: ${config.problem.message}`)
  // Whether it fits its network is seen when it is taken up.
  return { ...(checkpoint as unknown as RunCheckpoint), config: config.value }
}

const FiledArchitecture = v.object({ ...ArchitectureSchema.entries, labels: LabelsSchema })

function readArchitecture(value: FiledEntry): WholeEntry {
  const entry = checked(FiledArchitecture, value)
  checkText(entry.text, entry.space)
  return { entry: { kind: 'architecture', ...entry, id: architectureId(entry) } }
}

const FiledTraining = v.object({
  ...TrainingSchema.entries,
  labels: LabelsSchema,
  weights: v.string(),
})

async function readTraining(value: FiledEntry, parts: LibraryFile['parts']): Promise<WholeEntry> {
  const { weights: path, ...entry } = checked(FiledTraining, value)
  const { subject } = entry.summary.config
  if (subject.kind === 'architecture') checkText(subject.text, subject.space)
  if (subject.kind === 'cells') checkText(subject.text, null)
  const packed = partOf(parts, path)
  const trained = checked(TrainedBulkSchema, await unpackBinaryJson(packed, MOST_BINARY_BYTES))
  const { parameters } = entry.summary
  if (trained.weights.length !== parameters) {
    throw new Error(`It has ${trained.weights.length} weights instead of ${parameters}`)
  }
  return { entry: { kind: 'training', ...entry, bytes: trainedBytes(trained) }, trained }
}

/** @throws GenotypeError when the text is none of the space's architectures */
function checkText(text: string, space: Parameters<typeof spaceModel>[0] | null): void {
  if (space) spaceModel(space).parse(text)
  else parseGenotype(text)
}

function partOf(parts: LibraryFile['parts'], path: string): Uint8Array {
  const part = parts.get(path)
  if (!part) throw new Error(`The file has no ${path.slice(0, 80)}`)
  return part
}

function checked<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value, { abortEarly: true })
  if (result.success) return result.output
  const { path, message } = problemOf(result.issues[0])
  throw new Error(path ? `${path}: ${message}` : message)
}
