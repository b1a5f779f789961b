import * as v from 'valibot'
import { problemOf } from '../run/schema'
import { SpaceSchema } from '../run/spaceSchema'
import type { SearchSpace } from '../space/searchSpace'

/** Longest file that is read: many times any space's. */
const MAX_CHARACTERS = 65_536

const VERSION = 1

/** Of a search there is more in it, which its space does not depend on. */
const SpaceFile = v.object({ version: v.literal(VERSION), space: SpaceSchema })

export type SpaceFileResult =
  | { readonly ok: true; readonly space: SearchSpace }
  | {
      readonly ok: false
      readonly code: 'too-large' | 'not-json' | 'version' | 'content'
      /** Where and why, in one English sentence: `space.rules.normal.0.to: …`. */
      readonly message: string
    }

/** A search space as a file: JSON on lines of its own, for people to read and to keep under version control. */
export function spaceText(space: SearchSpace): string {
  return `${JSON.stringify({ version: VERSION, space }, null, 2)}\n`
}

/**
 * Reads what `spaceText` writes, or the space of a whole search's JSON, or a space by itself. Never
 * throws, whatever it is given.
 */
export function parseSpaceText(text: string): SpaceFileResult {
  if (text.length > MAX_CHARACTERS) {
    return refused('too-large', `A space takes at most ${MAX_CHARACTERS} characters`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refused('not-json', 'The file is not JSON')
  }
  if (!isRecord(json)) return refused('content', 'A file of a space is a JSON object')
  if (json.kind !== undefined) return read(SpaceSchema, json, (space) => space)
  const { version } = json
  if (version !== VERSION) return refused('version', versionSentence(version))
  return read(SpaceFile, json, (file) => file.space)
}

function read<Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  spaceOf: (output: v.InferOutput<Schema>) => SearchSpace,
): SpaceFileResult {
  const result = v.safeParse(schema, json, { abortEarly: true })
  if (result.success) return { ok: true, space: spaceOf(result.output) }
  const { path, message } = problemOf(result.issues[0])
  return refused('content', path ? `${path}: ${message}` : message)
}

function versionSentence(version: unknown): string {
  if (version === undefined) return 'version: it is missing, and so is kind'
  return `version: this page reads version ${VERSION}`
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

function refused(
  code: Extract<SpaceFileResult, { readonly ok: false }>['code'],
  message: string,
): SpaceFileResult {
  return { ok: false, code, message }
}
