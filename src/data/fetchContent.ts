import { DataError } from './dataError'
import type { ManifestFile } from './manifest'

const GZIP_MAGIC = [0x1f, 0x8b] as const

/**
 * Fetches a gzipped file and gives its content, checked against size and hash.
 * Some servers send `.gz` files with `Content-Encoding: gzip`, and then the browser has unpacked
 * them already; so the first bytes decide, not the name.
 * @param onFraction called with the share of the file received, 0–1
 * @throws DataError when the file cannot be fetched or is not what `file` says
 */
export async function fetchContent(
  url: string,
  file: ManifestFile,
  onFraction: (fraction: number) => void = () => undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = await openBody(url)
  const reader = body.getReader()
  const first = await reader.read().catch(interrupted(file.path))
  if (first.done) throw new DataError(`${file.path} is empty`)
  const compressed = GZIP_MAGIC.every((byte, i) => first.value[i] === byte)

  const total = compressed ? file.bytes : file.contentBytes
  let received = 0
  const pass = (chunk: Uint8Array<ArrayBuffer>) => {
    received += chunk.length
    onFraction(Math.min(1, received / total))
    return chunk
  }
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(pass(first.value)),
    pull: async (controller) => {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(pass(value))
    },
    cancel: (reason) => reader.cancel(reason),
  })
  const content = compressed ? source.pipeThrough(new DecompressionStream('gzip')) : source
  const bytes = await collect(content, file).catch(interrupted(file.path))
  await verify(bytes, file)
  return bytes
}

async function openBody(url: string): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  let response: Response
  try {
    response = await fetch(url)
  } catch (cause) {
    throw new DataError(`${url} cannot be reached`, { cause })
  }
  if (!response.ok || !response.body) {
    throw new DataError(`${url} answered ${response.status} ${response.statusText}`)
  }
  return response.body
}

const interrupted =
  (path: string) =>
  (cause: unknown): never => {
    if (cause instanceof DataError) throw cause
    throw new DataError(`${path} broke off or is damaged`, { cause })
  }

/** Never holds more than the promised size, whatever a stream unpacks to. */
async function collect(
  stream: ReadableStream<Uint8Array>,
  { path, contentBytes }: ManifestFile,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(contentBytes)
  const reader = stream.getReader()
  let filled = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    if (filled + value.length > contentBytes) {
      await reader.cancel()
      throw new DataError(`${path} is longer than ${contentBytes} bytes`)
    }
    bytes.set(value, filled)
    filled += value.length
  }
  if (filled < contentBytes) throw new DataError(`${path} has ${filled} of ${contentBytes} bytes`)
  return bytes
}

/** @throws DataError when `bytes` is not the content the manifest entry describes */
export async function verify(bytes: Uint8Array<ArrayBuffer>, file: ManifestFile): Promise<void> {
  if (bytes.length !== file.contentBytes) {
    throw new DataError(`${file.path} has ${bytes.length} of ${file.contentBytes} bytes`)
  }
  // Pages served over plain HTTP from another host have no SubtleCrypto; the size must do there.
  const subtle = (globalThis.crypto as Crypto | undefined)?.subtle
  if (!subtle) return
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes))
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex !== file.contentSha256) throw new DataError(`${file.path} does not match its SHA-256`)
}
