import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { pixelImage } from './pixelImage'

/** The chunks of a PNG, their checksums held against Node's own. */
function chunksOf(url: string) {
  const png = Buffer.from(url.replace('data:image/png;base64,', ''), 'base64')
  expect([...png.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10])
  const chunks: { type: string; data: Buffer }[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    const named = png.subarray(at + 4, at + 8 + length)
    expect(png.readUInt32BE(at + 8 + length)).toBe(crc32(named))
    chunks.push({ type: named.toString('latin1', 0, 4), data: named.subarray(4) })
    at += 12 + length
  }
  return chunks
}

describe('an image of pixels', () => {
  it('is a PNG of the same bytes', () => {
    const bytes = Uint8Array.of(0, 100, 255, 1, 2, 3)
    const chunks = chunksOf(pixelImage({ width: 3, height: 2, channels: 1, bytes }))
    expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'IDAT', 'IEND'])
    expect([...chunks[0]!.data]).toEqual([0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0])
    expect([...inflateSync(chunks[1]!.data)]).toEqual([0, 0, 100, 255, 0, 1, 2, 3])
  })

  it('may be coloured, and larger than a stored block', () => {
    const bytes = Uint8Array.from({ length: 200 * 150 * 3 }, (_, i) => i % 251)
    const [, data] = chunksOf(pixelImage({ width: 200, height: 150, channels: 3, bytes }))
    const lines = inflateSync(data!.data)
    expect(lines).toHaveLength(150 * 601)
    expect(lines.subarray(601 + 1, 2 * 601)).toEqual(Buffer.from(bytes.subarray(600, 1200)))
  })

  it('has one channel or three', () => {
    const two = { width: 1, height: 1, channels: 2, bytes: new Uint8Array(2) }
    expect(() => pixelImage(two)).toThrow('2 channels')
  })
})
