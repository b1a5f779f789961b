import { Inflate, deflateSync, strFromU8, strToU8 } from 'fflate'

/** Longest text that is even looked at; real links are below 2,000 characters. */
const MAX_CHARACTERS = 8_192
/** Most bytes a link may hold once inflated: four times the largest genotype that is read. */
const MAX_CONTENT_BYTES = 32_768
/** DEFLATE expands 1032 : 1 at most, so no chunk of this size becomes more than 66 KB. */
const INFLATE_CHUNK_BYTES = 64
const CHECKSUM_BYTES = 4

const BASE64URL = /^[A-Za-z0-9_-]*$/

export type CodecErrorCode =
  /** Longer than any link this page makes, packed or unpacked. */
  | 'too-large'
  /** Characters are missing, changed or added. */
  | 'damaged'

export class CodecError extends Error {
  override readonly name = 'CodecError'

  constructor(readonly code: CodecErrorCode) {
    super(`The packed text is ${code}`)
  }
}

/** Text → checksum and DEFLATE → base64url: characters that survive in any address. */
export function pack(text: string): string {
  const deflated = deflateSync(strToU8(text), { level: 9 })
  const bytes = new Uint8Array(CHECKSUM_BYTES + deflated.length)
  new DataView(bytes.buffer).setUint32(0, checksum(deflated))
  bytes.set(deflated, CHECKSUM_BYTES)
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** The inverse of `pack`, in bounded time and memory whatever it is given. @throws CodecError */
export function unpack(packed: string): string {
  if (packed.length > MAX_CHARACTERS) throw new CodecError('too-large')
  const bytes = fromBase64Url(packed)
  if (bytes.length <= CHECKSUM_BYTES) throw new CodecError('damaged')
  const deflated = bytes.subarray(CHECKSUM_BYTES)
  if (new DataView(bytes.buffer).getUint32(0) !== checksum(deflated)) {
    throw new CodecError('damaged')
  }
  return strFromU8(inflate(deflated))
}

function fromBase64Url(text: string): Uint8Array {
  // Of four characters a single left-over one holds less than a byte.
  if (!BASE64URL.test(text) || text.length % 4 === 1) throw new CodecError('damaged')
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

function inflate(deflated: Uint8Array): Uint8Array {
  const content = new Uint8Array(MAX_CONTENT_BYTES)
  let length = 0
  const inflater = new Inflate((chunk) => {
    if (length + chunk.length > MAX_CONTENT_BYTES) throw new CodecError('too-large')
    content.set(chunk, length)
    length += chunk.length
  })
  try {
    for (let start = 0; start < deflated.length; start += INFLATE_CHUNK_BYTES) {
      const end = start + INFLATE_CHUNK_BYTES
      inflater.push(deflated.slice(start, end), end >= deflated.length)
    }
  } catch (error) {
    throw error instanceof CodecError ? error : new CodecError('damaged')
  }
  return content.subarray(0, length)
}

/** FNV-1a, 32 bits: catches what chat programs do to long addresses. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}
