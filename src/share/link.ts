import * as v from 'valibot'
import type { SearchConfig } from '../run/config'
import { SearchConfigSchema, problemOf } from '../run/schema'
import type { Genotype } from '../space/cellSpace'
import { parseGenotype } from '../space/genotype'
import { GenotypeError } from '../space/genotypeError'
import { formatGenotype } from '../space/genotypeFormat'
import { spaceModel } from '../space/spaceModels'
import { CodecError, pack, unpack } from './codec'

export const MAX_TITLE_CHARACTERS = 80
/** Longest description of a device; also short enough for a line of the page. */
export const MAX_DEVICE_CHARACTERS = 60
const MAX_LATENCY_MS = 1e6
/** Longer than any architecture within the bounds of its space. */
const MAX_ARCHITECTURE_CHARACTERS = 8_192

/** What a link carries: a search to run, an architecture to look at, or both. */
export interface SharedLink {
  readonly config?: SearchConfig
  readonly genotype?: Genotype
  /** An architecture of the config's space that is not a pair of cells, as published code writes it. */
  readonly architecture?: string
  /** Of the supernet that found the genotype, 0–1, on the device that made the link. */
  readonly accuracy?: number
  /** Of the architecture, where the link was made. */
  readonly latency?: SharedLatency
  /** One line of at most 80 characters; plain text, never markup. */
  readonly title?: string
}

/** A latency that was measured, ms for one image: the median of batches, and their quartiles. */
export interface SharedLatency {
  readonly medianMs: number
  readonly lowMs: number
  readonly highMs: number
  /** The device it was measured on: one line of at most 60 characters, plain text, never markup. */
  readonly device: string
}

export type LinkErrorCode =
  /** The address has no link at all: nothing is wrong. */
  | 'absent'
  /** Something follows the #, but it is not one of our links. */
  | 'malformed'
  /** Made by a newer page. */
  | 'version'
  | 'too-large'
  | 'damaged'
  /** Intact, but it says what it must not. */
  | 'content'

export interface LinkError {
  readonly code: LinkErrorCode
  /** What exactly, in English; null where the code says it all. */
  readonly detail: string | null
}

export type LinkResult =
  | { readonly ok: true; readonly value: SharedLink }
  | { readonly ok: false; readonly error: LinkError }

const VERSION = 1
const FORM = /^#v(\d{1,6}):(.*)$/s

const Milliseconds = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_LATENCY_MS))

const Latency = v.pipe(
  v.strictObject({
    medianMs: Milliseconds,
    lowMs: Milliseconds,
    highMs: Milliseconds,
    device: v.pipe(
      v.string(),
      v.maxLength(MAX_DEVICE_CHARACTERS),
      v.regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, 'One line of visible text is expected'),
      v.regex(/\S/u, 'The device has no name'),
    ),
  }),
  v.check(
    ({ lowMs, medianMs, highMs }) => lowMs <= medianMs && medianMs <= highMs,
    'The median must lie between the quartiles',
  ),
)

const Content = v.strictObject({
  config: v.optional(SearchConfigSchema),
  genotype: v.optional(v.string()),
  architecture: v.optional(v.pipe(v.string(), v.maxLength(MAX_ARCHITECTURE_CHARACTERS))),
  accuracy: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  latency: v.optional(Latency),
  title: v.optional(v.pipe(v.string(), v.maxLength(MAX_TITLE_CHARACTERS), v.regex(/^\P{Cc}*$/u))),
})

/** The part of the page's address that shows this again: `#v1:…`, in characters safe anywhere. */
export function encodeLink({
  config,
  genotype,
  architecture,
  accuracy,
  latency,
  title,
}: SharedLink): string {
  const content = {
    ...(config && { config }),
    ...(genotype && { genotype: formatGenotype(genotype, 'range') }),
    ...(architecture !== undefined && { architecture }),
    ...(accuracy !== undefined && { accuracy }),
    ...(latency && {
      latency: { ...latency, device: shortDevice(latency.device) },
    }),
    ...(title && { title: singleLine(title) }),
  }
  return `#v${VERSION}:${pack(JSON.stringify(content))}`
}

/** Reads `location.hash`. Never throws, and takes at most a few milliseconds whatever it is given. */
export function decodeLink(hash: string): LinkResult {
  if (hash === '' || hash === '#') return failure('absent')
  const [, version, packed] = FORM.exec(hash) ?? []
  if (version === undefined || packed === undefined) return failure('malformed')
  if (Number(version) !== VERSION) return failure('version', `version ${Number(version)}`)
  try {
    return readContent(JSON.parse(unpack(packed), refuseHiddenKeys))
  } catch (error) {
    if (error instanceof CodecError) return failure(error.code)
    if (error instanceof GenotypeError) return failure('content', `genotype: ${error.message}`)
    return failure('content', 'not the JSON of a link')
  }
}

function readContent(json: unknown): LinkResult {
  const parsed = v.safeParse(Content, json, { abortEarly: true })
  if (!parsed.success) {
    const { path, message } = problemOf(parsed.issues[0])
    return failure('content', path ? `${path}: ${message}` : message)
  }
  const { genotype, ...others } = parsed.output
  const { architecture, config } = others
  if (architecture !== undefined) {
    if (!config) return failure('content', 'architecture: its search space is missing')
    // Only architectures of that space may be shown as such; their text is put into its usual form.
    const model = spaceModel(config.space)
    others.architecture = model.format(model.parse(architecture))
  }
  if (others.latency && genotype === undefined && architecture === undefined) {
    return failure('content', 'latency: its architecture is missing')
  }
  if (genotype === undefined && others.config === undefined) {
    return failure('content', 'neither a search nor a cell')
  }
  const value = genotype === undefined ? others : { ...others, genotype: parseGenotype(genotype) }
  return { ok: true, value }
}

function singleLine(title: string): string {
  return title.replace(/\p{Cc}+/gu, ' ').slice(0, MAX_TITLE_CHARACTERS)
}

/** Nothing that is invisible or turns the line's direction around, and no half of a character. */
function shortDevice(device: string): string {
  const visible = device.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  const kept = visible.slice(0, MAX_DEVICE_CHARACTERS).replace(/\p{Cs}$/u, '')
  return kept.trimEnd() || '?'
}

const HIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Schemas pass over keys that every object inherits; nobody has an honest use for them here. */
function refuseHiddenKeys(key: string, value: unknown): unknown {
  if (HIDDEN_KEYS.has(key)) throw new SyntaxError(`The key ${key} is not allowed`)
  return value
}

function failure(code: LinkErrorCode, detail: string | null = null): LinkResult {
  return { ok: false, error: { code, detail } }
}
