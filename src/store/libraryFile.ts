import { strFromU8, strToU8, unzipSync, Zip, ZipDeflate, ZipPassThrough } from 'fflate'
import * as v from 'valibot'
import { problemOf } from '../run/schema'

/** A zip: `library.json`, which says what there is, and the files that it names. */
export const LIBRARY_FILE_EXTENSION = '.nas-library.zip'
const MANIFEST = 'library.json'
const FORMAT = 'nas-playground-library'
const VERSION = 1

/** Thousands of runs and hundreds of trained networks; more is no library that was made here. */
const MOST = {
  fileBytes: 2 ** 30,
  manifestBytes: 2 ** 26,
  unpackedBytes: 2 ** 30,
  entries: 20_000,
} as const

export type LibraryFileProblem =
  | 'too-large'
  /** No zip, or none of this kind. */
  | 'not-library'
  /** Written by a newer page. */
  | 'version'
  /** Of this kind, but it says what it must not. */
  | 'content'

export class LibraryFileError extends Error {
  override readonly name = 'LibraryFileError'
  constructor(
    readonly problem: LibraryFileProblem,
    /** What exactly, in English; empty where the problem says it all. */
    readonly detail = '',
  ) {
    super(`The library file is ${problem}${detail && `: ${detail}`}`)
  }
}

const Manifest = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  entries: v.pipe(v.array(v.looseObject({ kind: v.string() })), v.maxLength(MOST.entries)),
})

/** What a file says of an entry; checked no further than that it is an object of some kind. */
export type FiledEntry = v.InferOutput<typeof Manifest>['entries'][number]

/** A part of the zip. */
export interface FiledPart {
  readonly path: string
  readonly bytes: Uint8Array
}

/** Writes a library file piece by piece, so that no more than one entry is in memory besides it. */
export class LibraryFileWriter {
  private readonly pieces: Uint8Array<ArrayBuffer>[] = []
  private readonly entries: unknown[] = []
  private failure: Error | null = null
  private readonly zip = new Zip((error, piece) => {
    if (error) this.failure ??= error
    else this.pieces.push(piece)
  })

  /** @param entry plain JSON; it names its parts by their paths */
  add(entry: { readonly kind: string }, parts: readonly FiledPart[]): void {
    for (const { path, bytes } of parts) {
      // Runs and weights are compressed already.
      const file = new ZipPassThrough(path)
      this.zip.add(file)
      file.push(bytes.slice(), true)
    }
    this.entries.push(entry)
  }

  /** @throws Error when the zip could not be written */
  end(): Blob {
    const manifest = { format: FORMAT, version: VERSION, entries: this.entries }
    const file = new ZipDeflate(MANIFEST)
    this.zip.add(file)
    file.push(strToU8(JSON.stringify(manifest, null, 1)), true)
    this.zip.end()
    if (this.failure) throw this.failure
    return new Blob(this.pieces, { type: 'application/zip' })
  }
}

export interface LibraryFile {
  readonly entries: readonly FiledEntry[]
  readonly parts: ReadonlyMap<string, Uint8Array>
}

/**
 * What is in a library file; each entry is still to be checked.
 * @throws LibraryFileError when it is no such file, or out of bounds
 */
export async function readLibraryFile(file: Blob): Promise<LibraryFile> {
  if (file.size > MOST.fileBytes) throw new LibraryFileError('too-large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const manifest = readManifest(bytes)
  const parts = unzipped(bytes, ({ name }) => name !== MANIFEST, MOST.unpackedBytes)
  return { entries: manifest.entries, parts: new Map(Object.entries(parts)) }
}

function readManifest(bytes: Uint8Array): v.InferOutput<typeof Manifest> {
  const { [MANIFEST]: packed } = unzipped(
    bytes,
    ({ name }) => name === MANIFEST,
    MOST.manifestBytes,
  )
  const json = packed ? parsed(strFromU8(packed)) : null
  if (json?.['format'] !== FORMAT) throw new LibraryFileError('not-library')
  if (json['version'] !== VERSION) throw new LibraryFileError('version', String(json['version']))
  const result = v.safeParse(Manifest, json, { abortEarly: true })
  if (result.success) return result.output
  const { path, message } = problemOf(result.issues[0])
  throw new LibraryFileError('content', path ? `${path}: ${message}` : message)
}

/** No more is unpacked than the files say they hold; those that say more than is taken are not. */
function unzipped(
  bytes: Uint8Array,
  wanted: (info: { readonly name: string }) => boolean,
  most: number,
): Record<string, Uint8Array> {
  let total = 0
  try {
    return unzipSync(bytes, {
      filter: (info) => {
        if (!wanted(info)) return false
        total += info.originalSize
        if (total > most) throw new LibraryFileError('too-large')
        return true
      },
    })
  } catch (error) {
    if (error instanceof LibraryFileError) throw error
    throw new LibraryFileError('not-library', error instanceof Error ? error.message : '')
  }
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' ? (json as Record<string, unknown> | null) : null
  } catch {
    return null
  }
}
