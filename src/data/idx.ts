/**
 * IDX, the format of MNIST and its relatives: two zero bytes, a type code, the number of dimensions,
 * each dimension as a big-endian u32, then the values. Only unsigned bytes are read here.
 * Described at the foot of http://yann.lecun.com/exdb/mnist/.
 */

import { DataError } from './dataError'

export type IdxProblem = 'magic' | 'type' | 'dimensions' | 'oversize' | 'truncated' | 'trailing'

export class IdxError extends DataError {
  constructor(
    readonly problem: IdxProblem,
    message: string,
  ) {
    super(message)
    this.name = 'IdxError'
  }
}

export interface IdxArray {
  readonly dimensions: readonly number[]
  /** A view on the bytes given, in C order. */
  readonly values: Uint8Array
}

const UNSIGNED_BYTE = 0x08

/** More values than any data set this app reads; a header asking for more is a broken file. */
const MAX_VALUES = 2 ** 30

/**
 * Reads an IDX file of unsigned bytes with exactly `rank` dimensions. Nothing is copied.
 * @throws IdxError naming what is wrong; sizes are checked before any value is touched.
 */
export function parseIdx(bytes: Uint8Array, rank: number): IdxArray {
  if (bytes.length < 4) throw new IdxError('truncated', 'The IDX file ends within its magic number')
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (header.getUint16(0) !== 0) throw new IdxError('magic', 'This is not an IDX file')
  const type = header.getUint8(2)
  if (type !== UNSIGNED_BYTE) {
    throw new IdxError('type', `IDX type 0x${type.toString(16)} is not unsigned bytes (0x8)`)
  }
  const found = header.getUint8(3)
  if (found !== rank) {
    throw new IdxError('dimensions', `The IDX file has ${found} dimensions instead of ${rank}`)
  }
  const start = 4 + 4 * rank
  if (bytes.length < start) throw new IdxError('truncated', 'The IDX file ends within its header')

  const dimensions = Array.from({ length: rank }, (_, axis) => header.getUint32(4 + 4 * axis))
  const size = dimensions.reduce((product, extent) => product * extent, 1)
  if (size > MAX_VALUES) throw new IdxError('oversize', `The IDX file claims ${size} values`)
  const present = bytes.length - start
  if (present < size) {
    throw new IdxError('truncated', `The IDX file holds ${present} of ${size} values`)
  }
  if (present > size) {
    throw new IdxError('trailing', `${present - size} bytes follow the values of the IDX file`)
  }
  return { dimensions, values: bytes.subarray(start) }
}

/** Writes unsigned bytes as IDX; the inverse of `parseIdx`. */
export function encodeIdx({ dimensions, values }: IdxArray): Uint8Array<ArrayBuffer> {
  const start = 4 + 4 * dimensions.length
  const bytes = new Uint8Array(start + values.length)
  const header = new DataView(bytes.buffer)
  header.setUint8(2, UNSIGNED_BYTE)
  header.setUint8(3, dimensions.length)
  dimensions.forEach((extent, axis) => header.setUint32(4 + 4 * axis, extent))
  bytes.set(values, start)
  return bytes
}

/** The first `count` items along the first dimension. @throws RangeError when there are fewer. */
export function takeFirst({ dimensions, values }: IdxArray, count: number): IdxArray {
  const [available = 0, ...rest] = dimensions
  if (count > available) throw new RangeError(`${count} items wanted of ${available}`)
  const itemSize = rest.reduce((product, extent) => product * extent, 1)
  return { dimensions: [count, ...rest], values: values.subarray(0, count * itemSize) }
}
