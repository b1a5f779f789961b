import { softmaxRows } from '../network/gates'
import type { ArchitectureRecord, PolicySnapshot, Timeline } from '../run/events'
import { parseSearchConfig } from '../run/schema'
import { through } from './binaryJson'
import { decodeRows, encodeRows, largestMagnitude } from './deltaRows'
import { packEvidence, unpackEvidence, type EvidenceHeader } from './evidenceBlocks'
import { packGradients, unpackGradients } from './gradientRows'
import { completedRecord, completedTimeline } from './earlierRuns'
import {
  SCALARS,
  SCALARS_OF_FIRST,
  SCALARS_OF_SECOND,
  SCALARS_OF_THIRD,
  readScalars,
  writeScalars,
} from './recordingScalars'

/** A run as it can be stored, published and replayed. */
export interface Recording {
  /** ISO 8601 date of the run. */
  readonly recordedAt: string
  readonly timeline: Timeline
  readonly record: ArchitectureRecord | null
  /** Hash of the final alphas or weights, as batch mode prints it. */
  readonly alphaHash: string | null
}

const FORMAT = 'nas-playground-recording'
/**
 * 1 had alphas alone: no gates beside them, no candidates, policies or use. 2 had no expected cost and
 * knew nothing of latencies. 3 had no gradients of alphas and showed nothing of its network.
 */
const COLUMNS = {
  1: SCALARS_OF_FIRST,
  2: SCALARS_OF_SECOND,
  3: SCALARS_OF_THIRD,
  4: SCALARS,
} as const
const VERSION = 4
/** Largest recording accepted, unpacked; a recording is a few hundred kilobytes. */
const MAX_BYTES = 64 * 2 ** 20

interface Header {
  readonly format: typeof FORMAT
  readonly version: keyof typeof COLUMNS
  readonly recordedAt: string
  readonly timeline: Omit<Timeline, 'snapshots' | 'policies' | 'exhibits' | 'evidence'> & {
    readonly policies: readonly Omit<PolicySnapshot, 'probabilities'>[]
  }
  readonly record: ArchitectureRecord | null
  readonly alphaHash: string | null
  readonly snapshots: number
  /** Alphas of each snapshot. */
  readonly gates: number
  /** Largest magnitude among the alphas. */
  readonly alphaRange: number
  /** Gates stored of each snapshot: none where they are the softmax of its alphas. */
  readonly storedGates: number
  /** Probabilities of each policy. */
  readonly options: number
  /** Gradients of alphas stored of each snapshot; none where no step trained any. */
  readonly gradients: number
  /** Null where nothing was shown. */
  readonly evidence: EvidenceHeader | null
}

/**
 * Layout before gzip, little-endian: u32 header length; header as JSON, padded to four bytes; float32
 * scalars [snapshots × columns]; then as int16 rows (see `encodeRows`) alphas [snapshots × gates],
 * gates [snapshots × stored gates] and probabilities [policies × options]; then gradients of alphas as
 * int8 [snapshots × gradients] (see `packGradients`); then what was shown (see `packEvidence`).
 */
export async function encodeRecording(recording: Recording): Promise<Uint8Array> {
  const { snapshots, policies, exhibits, evidence, ...timeline } = recording.timeline
  const alphas = snapshots.map((snapshot) => snapshot.alphas)
  const columns = alphas[0]?.length ?? 0
  const alphaRange = largestMagnitude(alphas)
  const gates = columns > 0 ? [] : snapshots.map((snapshot) => snapshot.gates)
  const storedGates = gates[0]?.length ?? 0
  const probabilities = policies.map((policy) => policy.probabilities)
  const options = probabilities[0]?.length ?? 0
  const gradients = snapshots.some(({ alphaGradients }) => alphaGradients) ? columns : 0
  const shown = packEvidence({ exhibits: exhibits ?? null, evidence: evidence ?? [] })
  const header: Header = {
    format: FORMAT,
    version: VERSION,
    recordedAt: recording.recordedAt,
    timeline: { ...timeline, policies: policies.map(withoutProbabilities) },
    record: recording.record,
    alphaHash: recording.alphaHash,
    snapshots: snapshots.length,
    gates: columns,
    alphaRange,
    storedGates,
    options,
    gradients,
    evidence: shown && shown.header,
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const parts = [
    Uint32Array.of(json.length),
    json,
    new Uint8Array(roundUp(json.length) - json.length),
    writeScalars(snapshots),
    encodeRows(alphas, columns, alphaRange),
    encodeRows(gates, storedGates, 1),
    encodeRows(probabilities, options, 1),
    packGradients(snapshots, gradients),
    ...(shown?.blocks ?? []),
  ]
  const whole = new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer())
  return through(whole, new CompressionStream('gzip'), Infinity)
}

/** @throws Error when the bytes are not a recording of a known version, or are cut short. */
export async function decodeRecording(packed: Uint8Array): Promise<Recording> {
  const bytes = isGzip(packed)
    ? await through(packed, new DecompressionStream('gzip'), MAX_BYTES)
    : packed
  if (bytes.length < 4 || bytes.length > MAX_BYTES) throw new Error('Not a recording')
  const jsonLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (jsonLength > bytes.length - 4) throw new Error('Not a recording')
  const header = parseHeader(bytes.subarray(4, 4 + jsonLength))
  const { timeline } = header
  const names = COLUMNS[header.version]
  const block = blockReader(bytes, 4 + roundUp(jsonLength))
  const scalars = new Float32Array(block(4 * names.length * header.snapshots))
  const rows = (count: number, columns: number, range: number) =>
    decodeRows(new Int16Array(block(2 * count * columns)), columns, range)
  const alphas = rows(header.snapshots, header.gates, header.alphaRange)
  const gates = rows(header.snapshots, header.storedGates, 1)
  const probabilities = rows(timeline.policies.length, header.options, 1)
  const gradients = unpackGradients(
    new Int8Array(block(header.snapshots * header.gradients)),
    header.gradients,
  )
  const shown = unpackEvidence(header.evidence, block)
  block.end()
  const none = new Float32Array()
  const snapshots = readScalars(scalars, names).map(({ gradientScale, ...measured }, row) => {
    const own = alphas[row] ?? none
    const alphaGradients = gradients(row, gradientScale)
    return {
      ...measured,
      alphas: own,
      ...(alphaGradients && { alphaGradients }),
      gates: gates[row] ?? softmaxRows(own, own.length > 0 ? timeline.gateTables : []),
    }
  })
  const policies = timeline.policies.map((policy, row) => ({
    ...policy,
    probabilities: probabilities[row] ?? none,
  }))
  const { recordedAt, alphaHash } = header
  const record = completedRecord(header.record, timeline.config)
  return { recordedAt, timeline: { ...timeline, snapshots, policies, ...shown }, record, alphaHash }
}

function withoutProbabilities({ step, entropy, reward, baseline }: PolicySnapshot) {
  return { step, entropy, reward, baseline }
}

/** Hands out one block after another. @throws Error when one is cut short, or some is left at the end */
function blockReader(bytes: Uint8Array, start: number) {
  const cutShort = new Error('The recording is cut short')
  let offset = start
  const next = (length: number): ArrayBuffer => {
    if (!(length >= 0 && offset + length <= bytes.length)) throw cutShort
    offset += length
    return bytes.slice(offset - length, offset).buffer
  }
  const end = () => {
    if (offset !== bytes.length) throw cutShort
  }
  return Object.assign(next, { end })
}

function parseHeader(json: Uint8Array): Header {
  const header = JSON.parse(new TextDecoder().decode(json)) as Partial<Header>
  if (header.format !== FORMAT) throw new Error('Not a recording')
  if (!(String(header.version) in COLUMNS)) {
    throw new Error('The recording is of another version')
  }
  const { timeline } = header as Header
  const config = parseSearchConfig(timeline.config)
  if (!config.ok) throw new Error(`The recording's config: ${config.problem.message}`)
  return {
    ...(header as Header),
    storedGates: header.storedGates ?? 0,
    options: header.options ?? 0,
    gradients: header.gradients ?? 0,
    evidence: header.evidence ?? null,
    timeline: completedTimeline(timeline, config.value),
  }
}

const roundUp = (bytes: number) => Math.ceil(bytes / 4) * 4
const isGzip = (bytes: Uint8Array) => bytes[0] === 0x1f && bytes[1] === 0x8b
