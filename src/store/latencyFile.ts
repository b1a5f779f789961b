import * as v from 'valibot'
import type { DeviceProfile, LatencyModel } from '../run/latency'
import { problemOf } from '../run/schema'
import { ModelsSchema, ProfileSchema } from './latencySchema'

export const LATENCY_FILE_EXTENSION = '.latency.json'
/** Hundreds of rows and networks take a few hundred kilobytes. */
export const MOST_FILE_BYTES = 8 * 2 ** 20

const FORMAT = 'nas-playground-latency'

/** What was measured on one device, as a file carries it. */
export interface LatencyFile {
  readonly profile: DeviceProfile | null
  readonly models: readonly LatencyModel[]
}

export type LatencyFileProblem =
  | 'too-large'
  /** Not JSON, or not a file of this kind. */
  | 'not-latency'
  /** Written by a newer page. */
  | 'version'
  /** Of this kind, but it says what it must not. */
  | 'content'
  /** Intact, and nothing in it. */
  | 'empty'

export class LatencyFileError extends Error {
  override readonly name = 'LatencyFileError'
  constructor(
    readonly problem: LatencyFileProblem,
    /** What exactly, in English; empty where the problem says it all. */
    readonly detail = '',
  ) {
    super(`The latency file is ${problem}${detail && `: ${detail}`}`)
  }
}

const Content = v.strictObject({
  format: v.literal(FORMAT),
  version: v.literal(1),
  profile: v.nullable(ProfileSchema),
  models: ModelsSchema,
})

export function packLatencyFile({ profile, models }: LatencyFile): string {
  return `${JSON.stringify({ format: FORMAT, version: 1, profile, models }, null, 1)}\n`
}

/**
 * What a file tells of its device; every part of it is checked.
 * @throws LatencyFileError when it is not such a file, or out of bounds
 */
export function readLatencyFile(text: string): LatencyFile {
  if (text.length > MOST_FILE_BYTES) throw new LatencyFileError('too-large')
  const json = parsed(text)
  if (json?.['format'] !== FORMAT) throw new LatencyFileError('not-latency')
  if (json['version'] !== 1) throw new LatencyFileError('version', String(json['version']))
  const result = v.safeParse(Content, json, { abortEarly: true })
  if (!result.success) {
    const { path, message } = problemOf(result.issues[0])
    throw new LatencyFileError('content', path ? `${path}: ${message}` : message)
  }
  const { profile, models } = result.output
  const adapters = new Set(
    [profile?.device, ...models.map(({ table }) => table.device)].flatMap(
      (device) => device?.adapter ?? [],
    ),
  )
  if (adapters.size === 0) throw new LatencyFileError('empty')
  if (adapters.size > 1) throw new LatencyFileError('content', 'it mixes several devices')
  return { profile, models }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' ? (json as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
