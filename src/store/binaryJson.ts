/** JSON whose values may be arrays of numbers as the machine has them; one file, gzip over all. */

const MAGIC = 0x314a424e
const KINDS = { Float32Array, Uint8Array, Int32Array, Uint32Array, Float64Array } as const
type Kind = keyof typeof KINDS
/** Array offsets in the file are multiples of this. */
const ALIGNMENT = 8

interface ArrayPlace {
  readonly $array: Kind
  readonly at: number
  readonly length: number
}

/**
 * Layout before gzip, little-endian: u32 magic, u32 length of the JSON, the JSON, then the arrays that it
 * points at, each at a multiple of eight bytes.
 * @throws TypeError for arrays of other kinds
 */
export async function packBinaryJson(value: unknown): Promise<Uint8Array> {
  const arrays: { readonly at: number; readonly bytes: Uint8Array }[] = []
  let end = 0
  const json = JSON.stringify(value, (_, part: unknown) => {
    if (!ArrayBuffer.isView(part)) return nameNumber(part)
    const kind = part.constructor.name
    if (!(kind in KINDS)) throw new TypeError(`A ${kind} cannot be packed`)
    const bytes = new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
    const at = end
    arrays.push({ at, bytes })
    end = roundUp(at + bytes.length)
    const length = (part as Uint8Array).length
    return { $array: kind as Kind, at, length } satisfies ArrayPlace
  })
  const text = new TextEncoder().encode(json)
  const start = roundUp(8 + text.length)
  const all = new Uint8Array(start + end)
  new Uint32Array(all.buffer, 0, 2).set([MAGIC, text.length])
  all.set(text, 8)
  for (const { at, bytes } of arrays) all.set(bytes, start + at)
  return through(all, new CompressionStream('gzip'), Infinity)
}

/** @throws Error when it is no such file, is cut short or damaged, or unpacks to more than `most` bytes */
export async function unpackBinaryJson(packed: Uint8Array, most: number): Promise<unknown> {
  const all = await through(packed, new DecompressionStream('gzip'), most)
  if (all.length < 8) throw new Error('It is cut short')
  const [magic, length = 0] = new Uint32Array(all.slice(0, 8).buffer)
  if (magic !== MAGIC) throw new Error('It is of another kind')
  if (length > all.length - 8) throw new Error('It is cut short')
  const start = roundUp(8 + length)
  const text = new TextDecoder().decode(all.subarray(8, 8 + length))
  const room = { left: all.length - start }
  return JSON.parse(text, (_, part: unknown) =>
    isObject(part) ? revived(part, all, start, room) : part,
  )
}

/** @param room bytes that arrays may still take: each stands in the file but once */
function revived(part: object, all: Uint8Array, start: number, room: { left: number }): unknown {
  if ('$number' in part) return Number(part.$number)
  if (!('$array' in part)) return part
  const { $array, at, length } = part as ArrayPlace
  const Kind = Object.hasOwn(KINDS, $array) ? KINDS[$array] : null
  if (!Kind) throw new Error('It has numbers of another kind')
  const from = start + at
  const to = from + length * Kind.BYTES_PER_ELEMENT
  if (!(at >= 0 && length >= 0 && at % ALIGNMENT === 0 && to <= all.length)) {
    throw new Error('It is cut short')
  }
  room.left -= to - from
  if (room.left < 0) throw new Error('Its arrays overlap')
  return new Kind(all.slice(from, to).buffer)
}

/** JSON has no numbers that are not finite. */
function nameNumber(part: unknown): unknown {
  return typeof part === 'number' && !Number.isFinite(part) ? { $number: String(part) } : part
}

/** Passes bytes through a (de)compression, and stops where there are too many. */
export async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array> {
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(stream)
    .getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let total = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    total += value.length
    if (total > most) {
      await reader.cancel()
      throw new Error('It unpacks to more than is taken')
    }
    pieces.push(value)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

const roundUp = (bytes: number) => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT
const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null
