/**
 * Small images as PNG data URLs: pixels of a drawing that travel with it into an SVG file. Written
 * without compression (RFC 2083; zlib's stored blocks, RFC 1950 and 1951), which a few hundred bytes do
 * not need.
 */

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]
/** Colour types by channels: grey, or red, green and blue. */
const COLOUR_TYPES: Readonly<Record<number, number>> = { 1: 0, 3: 2 }
const MOST_STORED = 65_535

export interface Pixels {
  readonly width: number
  readonly height: number
  /** 1 or 3. */
  readonly channels: number
  /** [height × width × channels]. */
  readonly bytes: Uint8Array
}

/** @throws Error for an image of neither one nor three channels */
export function pixelImage({ width, height, channels, bytes }: Pixels): string {
  const colourType = COLOUR_TYPES[channels]
  if (colourType === undefined) throw new Error(`No image has ${channels} channels`)
  const row = width * channels
  const scanLines = Array.from({ length: height }, (_, y) => [
    0,
    ...bytes.subarray(y * row, (y + 1) * row),
  ]).flat()
  const png = [
    ...SIGNATURE,
    ...chunk('IHDR', [...bigEndian(width), ...bigEndian(height), 8, colourType, 0, 0, 0]),
    ...chunk('IDAT', stored(scanLines)),
    ...chunk('IEND', []),
  ]
  return `data:image/png;base64,${btoa(png.map((byte) => String.fromCharCode(byte)).join(''))}`
}

function chunk(type: string, data: readonly number[]): number[] {
  const named = [...type].map((letter) => letter.charCodeAt(0)).concat(data)
  return [...bigEndian(data.length), ...named, ...bigEndian(crc32(named))]
}

function stored(data: readonly number[]): number[] {
  const blocks: number[] = []
  for (let start = 0; start < data.length; start += MOST_STORED) {
    const part = data.slice(start, start + MOST_STORED)
    const { length } = part
    const last = start + length === data.length ? 1 : 0
    const sizes = [length & 255, length >> 8, ~length & 255, (~length >> 8) & 255]
    blocks.push(last, ...sizes, ...part)
  }
  return [0x78, 0x01, ...blocks, ...bigEndian(adler32(data))]
}

function adler32(data: readonly number[]): number {
  let [a, b] = [1, 0]
  for (const byte of data) {
    a = (a + byte) % 65_521
    b = (b + a) % 65_521
  }
  return b * 65_536 + a
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(data: readonly number[]): number {
  let crc = 0xffffffff
  for (const byte of data) crc = CRC_TABLE[(crc ^ byte) & 255]! ^ (crc >>> 8)
  return ~crc >>> 0
}

const bigEndian = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255)
