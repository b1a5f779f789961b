import type { GateTable } from '../network/network'
import type { ArchitectureRecord, Snapshot, Timeline } from '../run/events'
import { parseSearchConfig } from '../run/schema'

/** A run as it can be stored, published and replayed. */
export interface Recording {
  /** ISO 8601 date of the run. */
  readonly recordedAt: string
  readonly timeline: Timeline
  readonly record: ArchitectureRecord | null
  /** Hash of the final alphas, as batch mode prints it. */
  readonly alphaHash: string | null
}

const FORMAT = 'nas-playground-recording'
const VERSION = 1
/** Largest recording accepted, unpacked; a recording is a few hundred kilobytes. */
const MAX_BYTES = 64 * 2 ** 20
/** Alphas are kept to one part in this of their largest magnitude: finer than any drawing. */
const QUANTA = 32767

/** Columns of the scalar block, in order. */
const SCALARS = [
  'step',
  'elapsedMs',
  'trainLoss',
  'trainAccuracy',
  'validLoss',
  'validAccuracy',
  'learningRate',
] as const satisfies readonly (keyof Snapshot)[]

interface Header {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly recordedAt: string
  readonly timeline: Omit<Timeline, 'snapshots'>
  readonly record: ArchitectureRecord | null
  readonly alphaHash: string | null
  readonly snapshots: number
  readonly gates: number
  /** The magnitude that QUANTA stands for. */
  readonly alphaRange: number
}

/**
 * Layout before gzip: u32 header length, header as JSON padded to four bytes, float32 scalars
 * [snapshots × 7], int16 alphas [snapshots × gates] stored as differences from the snapshot before,
 * which gzip packs well. Gates are not stored: they are the softmax of the alphas. Little-endian.
 */
export async function encodeRecording(recording: Recording): Promise<Uint8Array> {
  const { snapshots, ...timeline } = recording.timeline
  const gates = snapshots[0]?.alphas.length ?? 0
  const alphaRange = largestMagnitude(snapshots)
  const header: Header = {
    format: FORMAT,
    version: VERSION,
    recordedAt: recording.recordedAt,
    timeline,
    record: recording.record,
    alphaHash: recording.alphaHash,
    snapshots: snapshots.length,
    gates,
    alphaRange,
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const headerBytes = roundUp(json.length)
  const scalarStart = 4 + headerBytes
  const alphaStart = scalarStart + 4 * SCALARS.length * snapshots.length
  const bytes = new Uint8Array(alphaStart + 2 * gates * snapshots.length)
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, 4)
  const scalars = new Float32Array(bytes.buffer, scalarStart, SCALARS.length * snapshots.length)
  const deltas = new Int16Array(bytes.buffer, alphaStart, gates * snapshots.length)
  const previous = new Int16Array(gates)
  snapshots.forEach((snapshot, row) => {
    SCALARS.forEach((name, column) => (scalars[row * SCALARS.length + column] = snapshot[name]))
    for (let gate = 0; gate < gates; gate++) {
      const quantum = Math.round(((snapshot.alphas[gate] ?? 0) / alphaRange) * QUANTA)
      deltas[row * gates + gate] = quantum - (previous[gate] ?? 0)
      previous[gate] = quantum
    }
  })
  return transform(bytes, new CompressionStream('gzip'))
}

/** @throws Error when the bytes are not a recording of this version, or are cut short. */
export async function decodeRecording(packed: Uint8Array): Promise<Recording> {
  const bytes = isGzip(packed) ? await transform(packed, new DecompressionStream('gzip')) : packed
  if (bytes.length < 4 || bytes.length > MAX_BYTES) throw new Error('Not a recording')
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (jsonLength > bytes.length - 4) throw new Error('Not a recording')
  const header = parseHeader(bytes.subarray(4, 4 + jsonLength))
  const scalarStart = 4 + roundUp(jsonLength)
  const alphaStart = scalarStart + 4 * SCALARS.length * header.snapshots
  if (bytes.length !== alphaStart + 2 * header.gates * header.snapshots) {
    throw new Error('The recording is cut short')
  }
  const body = bytes.slice().buffer
  const scalars = new Float32Array(body, scalarStart, SCALARS.length * header.snapshots)
  const deltas = new Int16Array(body, alphaStart, header.gates * header.snapshots)
  return {
    recordedAt: header.recordedAt,
    timeline: { ...header.timeline, snapshots: readSnapshots(header, scalars, deltas) },
    record: header.record,
    alphaHash: header.alphaHash,
  }
}

function readSnapshots(header: Header, scalars: Float32Array, deltas: Int16Array): Snapshot[] {
  const quanta = new Int16Array(header.gates)
  return Array.from({ length: header.snapshots }, (_, row) => {
    const alphas = new Float32Array(header.gates)
    for (let gate = 0; gate < header.gates; gate++) {
      const quantum = (quanta[gate] ?? 0) + (deltas[row * header.gates + gate] ?? 0)
      quanta[gate] = quantum
      alphas[gate] = (quantum / QUANTA) * header.alphaRange
    }
    const scalar = (name: (typeof SCALARS)[number]) =>
      scalars[row * SCALARS.length + SCALARS.indexOf(name)] ?? 0
    return {
      step: scalar('step'),
      elapsedMs: scalar('elapsedMs'),
      trainLoss: scalar('trainLoss'),
      trainAccuracy: scalar('trainAccuracy'),
      validLoss: scalar('validLoss'),
      validAccuracy: scalar('validAccuracy'),
      learningRate: scalar('learningRate'),
      alphas,
      gates: softmaxRows(alphas, header.timeline.gateTables),
    }
  })
}

/** Softmax over the columns of every row of every table; `alphas` is flat, in the tables' order. */
export function softmaxRows(alphas: Float32Array, tables: readonly GateTable[]): Float32Array {
  const gates = new Float32Array(alphas.length)
  for (const table of tables) {
    for (let row = 0; row < table.rows; row++) {
      const start = table.offset + row * table.columns
      const logits = alphas.subarray(start, start + table.columns)
      const peak = Math.max(...logits)
      const exponentials = logits.map((logit) => Math.exp(logit - peak))
      const total = exponentials.reduce((sum, value) => sum + value, 0)
      gates.set(
        exponentials.map((value) => value / total),
        start,
      )
    }
  }
  return gates
}

function parseHeader(json: Uint8Array): Header {
  const header = JSON.parse(new TextDecoder().decode(json)) as Partial<Header>
  if (header.format !== FORMAT) throw new Error('Not a recording')
  if (header.version !== VERSION) throw new Error('The recording is of another version')
  const { timeline } = header as Header
  const config = parseSearchConfig(timeline.config)
  if (!config.ok) throw new Error(`The recording's config: ${config.problem.message}`)
  return { ...(header as Header), timeline: { ...timeline, config: config.value } }
}

function largestMagnitude(snapshots: readonly Snapshot[]): number {
  let largest = Number.MIN_VALUE
  for (const { alphas } of snapshots) {
    for (const alpha of alphas) largest = Math.max(largest, Math.abs(alpha))
  }
  return largest
}

const roundUp = (bytes: number) => Math.ceil(bytes / 4) * 4
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b

async function transform(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const piped = new Blob([bytes.slice().buffer]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(piped).arrayBuffer())
}
