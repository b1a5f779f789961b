import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeIdx, IdxError, parseIdx, takeFirst, type IdxProblem } from './idx'

function problemOf(bytes: Uint8Array, rank: number): IdxProblem | null {
  try {
    parseIdx(bytes, rank)
    return null
  } catch (error) {
    if (error instanceof IdxError) return error.problem
    throw error
  }
}

/** Two images of 2 × 3 bytes. */
const GOOD = Uint8Array.from(
  [
    [0, 0, 8, 3],
    [0, 0, 0, 2],
    [0, 0, 0, 2],
    [0, 0, 0, 3],
    Array.from({ length: 12 }, (_, i) => i),
  ].flat(),
)

const patched = (position: number, value: number) => {
  const bytes = GOOD.slice()
  bytes[position] = value
  return bytes
}

describe('parseIdx', () => {
  it('reads dimensions and values', () => {
    const { dimensions, values } = parseIdx(GOOD, 3)
    expect(dimensions).toEqual([2, 2, 3])
    expect([...values]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('reads from the middle of a buffer', () => {
    const padded = new Uint8Array(GOOD.length + 10)
    padded.set(GOOD, 5)
    expect([...parseIdx(padded.subarray(5, 5 + GOOD.length), 3).values]).toEqual([
      ...GOOD.slice(16),
    ])
  })

  it.each<[string, Uint8Array, number, IdxProblem]>([
    ['an empty file', new Uint8Array(0), 3, 'truncated'],
    ['a gzip file', Uint8Array.from([0x1f, 0x8b, 8, 3]), 3, 'magic'],
    ['floats', patched(2, 0x0d), 3, 'type'],
    ['labels for images', GOOD, 1, 'dimensions'],
    ['a cut header', GOOD.subarray(0, 15), 3, 'truncated'],
    ['a cut body', GOOD.subarray(0, GOOD.length - 1), 3, 'truncated'],
    ['trailing bytes', Uint8Array.from([...GOOD, 0]), 3, 'trailing'],
    ['a header claiming 4 GB', patched(4, 0xff), 3, 'oversize'],
  ])('refuses %s', (_, bytes, rank, problem) => {
    expect(problemOf(bytes, rank)).toBe(problem)
  })

  it('answers arbitrary bytes with values or an IdxError, never anything else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (noise, rank) => {
          problemOf(noise, rank)
          problemOf(Uint8Array.from([0, 0, 8, rank, ...noise]), rank)
        },
      ),
    )
  })

  it('reads the starter shard as shipped', () => {
    const folder = 'public/data/fashion-mnist/starter-'
    const images = parseIdx(gunzipSync(readFileSync(`${folder}train-images-idx3-ubyte.gz`)), 3)
    const labels = parseIdx(gunzipSync(readFileSync(`${folder}train-labels-idx1-ubyte.gz`)), 1)
    expect(images.dimensions).toEqual([6000, 28, 28])
    // The first labels of Fashion-MNIST: ankle boot, T-shirt, T-shirt, dress, T-shirt.
    expect([...labels.values.subarray(0, 5)]).toEqual([9, 0, 0, 3, 0])
  })
})

describe('encodeIdx and takeFirst', () => {
  it('are inverse to parsing, and keep a prefix', () => {
    expect(encodeIdx(parseIdx(GOOD, 3))).toEqual(GOOD)
    const first = takeFirst(parseIdx(GOOD, 3), 1)
    expect(first.dimensions).toEqual([1, 2, 3])
    expect([...first.values]).toEqual([0, 1, 2, 3, 4, 5])
    expect(() => takeFirst(parseIdx(GOOD, 3), 3)).toThrow(RangeError)
  })
})
