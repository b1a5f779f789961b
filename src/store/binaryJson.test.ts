import { gzipSync, strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { packBinaryJson, unpackBinaryJson } from './binaryJson'

const MOST = 1e6

/** As a file says it, without asking whether that is so. */
function forged(json: string, arrays = new Uint8Array(16)): Uint8Array {
  const text = strToU8(json)
  const start = Math.ceil((8 + text.length) / 8) * 8
  const all = new Uint8Array(start + arrays.length)
  new Uint32Array(all.buffer, 0, 2).set([0x314a424e, text.length])
  all.set(text, 8)
  all.set(arrays, start)
  return gzipSync(all)
}

describe('JSON with arrays of numbers', () => {
  it('comes back as it was, bit for bit', async () => {
    const value = {
      weights: Float32Array.of(1, -0, NaN, Infinity),
      parts: [{ pixels: Uint8Array.of(1, 2, 3) }, { pixels: new Uint8Array() }],
      loss: NaN,
      score: -Infinity,
      text: '漢字',
      none: null,
    }
    expect(await unpackBinaryJson(await packBinaryJson(value), MOST)).toEqual(value)
  })

  it('takes a part of a larger buffer for that part alone', async () => {
    const value = new Float32Array([0, 1, 2, 3]).subarray(1, 3)
    expect(await unpackBinaryJson(await packBinaryJson({ value }), MOST)).toEqual({
      value: Float32Array.of(1, 2),
    })
  })

  it('refuses arrays that it has no name for', async () => {
    await expect(packBinaryJson(new BigInt64Array(1))).rejects.toThrow(TypeError)
  })

  const place = (kind: string, at: number, length: number) =>
    `{"$array":"${kind}","at":${at},"length":${length}}`
  it.each([
    ['an array beyond the end', forged(place('Float32Array', 0, 5))],
    ['a length that is none', forged(place('Float32Array', 0, -1))],
    ['a place before the start', forged(place('Uint8Array', -8, 8))],
    ['a place between places', forged(place('Uint8Array', 1, 1))],
    ['numbers of an unknown kind', forged(place('constructor', 0, 1))],
    [
      'more arrays than bytes',
      forged(
        `[${Array(99)
          .fill(place('Uint8Array', 0, 16))
          .join()}]`,
      ),
    ],
    ['JSON that is none', forged('{')],
    ['too few bytes', gzipSync(Uint8Array.of(1))],
    ['another file', gzipSync(new Uint8Array(64))],
    ['no gzip', Uint8Array.of(1, 2, 3)],
  ])('refuses %s', async (_, bytes) => {
    await expect(unpackBinaryJson(bytes, MOST)).rejects.toThrow(Error)
  })

  it('stops unpacking where a small file becomes a large one', async () => {
    const bomb = gzipSync(new Uint8Array(4e6))
    expect(bomb.length).toBeLessThan(1e5)
    await expect(unpackBinaryJson(bomb, MOST)).rejects.toThrow('more than is taken')
  })
})
