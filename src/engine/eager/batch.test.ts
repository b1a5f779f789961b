import { describe, expect, it } from 'vitest'
import { augmentationKey, drawPlacement } from '../augmentation'
import type { ImageData8 } from '../engine'
import { gatherBatch } from './batch'

/** Two 3 × 2 images of two channels; the bytes of the first count up from 0, of the second from 100. */
const DATA: ImageData8 = {
  images: Uint8Array.from({ length: 24 }, (_, i) => (i < 12 ? i : 88 + i)),
  labels: Uint8Array.of(3, 5),
  count: 2,
  height: 3,
  width: 2,
  channels: 2,
  classes: 6,
  mean: [0.5, 0.25],
  deviation: [0.5, 0.125],
}

const normalised = (byte: number, channel: number) =>
  channel === 0 ? (byte / 255 - 0.5) / 0.5 : (byte / 255 - 0.25) / 0.125

function expectPixels(actual: Float32Array, bytes: readonly number[]) {
  expect(actual.length).toBe(bytes.length)
  bytes.forEach((byte, i) => expect(actual[i], `at ${i}`).toBeCloseTo(normalised(byte, i % 2), 5))
}

describe('a batch', () => {
  it('normalises the examples asked for, in order', () => {
    const { images, labels } = gatherBatch(DATA, Uint32Array.of(1, 0), null)
    expect([...labels]).toEqual([5, 3])
    expectPixels(
      images.subarray(0, 12),
      [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111],
    )
    expectPixels(images.subarray(12), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  })

  it('crops from a border of black pixels and flips', () => {
    const augmentation = { cropPadding: 1, flip: true }
    const seen = new Set<string>()
    for (let key = 1; key < 60; key++) {
      const { rowShift, columnShift, flipped } = drawPlacement(augmentation, key, 0)
      seen.add(`${rowShift} ${columnShift} ${flipped}`)
      const bytes = [0, 1, 2].flatMap((row) =>
        [0, 1].flatMap((column) => {
          const y = row + rowShift
          const x = (flipped ? 1 - column : column) + columnShift
          const inside = y >= 0 && y < 3 && x >= 0 && x < 2
          return inside ? [y * 4 + x * 2, y * 4 + x * 2 + 1] : [0, 0]
        }),
      )
      const { images } = gatherBatch(DATA, Uint32Array.of(0), { augmentation, key })
      expectPixels(images, bytes)
    }
    expect(seen.size).toBe(18)
  })

  it('blanks out a square whose centre is anywhere in the image, after normalisation', () => {
    const plain = { cropPadding: 2, flip: true }
    const size = { ...DATA, height: 6, width: 5, images: new Uint8Array(120).fill(77) }
    const seen = new Set<string>()
    for (let key = 1; key < 300; key++) {
      const without = gatherBatch(size, Uint32Array.of(0, 1), { augmentation: plain, key })
      const augmentation = { ...plain, cutout: 4 }
      const { images } = gatherBatch(size, Uint32Array.of(0, 1), { augmentation, key })
      for (const example of [0, 1]) {
        const blank = (y: number, x: number) => images[60 * example + 10 * y + 2 * x] === 0
        // As in DARTS: centre − 2 to centre + 2, the last excluded, clipped by the borders.
        const fits = (y: number, x: number) =>
          [0, 1, 2, 3, 4, 5].every((row) =>
            [0, 1, 2, 3, 4].every(
              (column) =>
                blank(row, column) ===
                (row >= y - 2 && row < y + 2 && column >= x - 2 && column < x + 2),
            ),
          )
        for (let y = 0; y < 6; y++) {
          for (let x = 0; x < 5; x++) if (fits(y, x)) seen.add(`${example} ${y} ${x}`)
        }
      }
      images.forEach((value, i) => expect(value === 0 || value === without.images[i]).toBe(true))
    }
    expect(seen.size).toBe(2 * 6 * 5)
  })

  it('leaves images alone when augmentation is off', () => {
    const off = { augmentation: { cropPadding: 0, flip: false }, key: 9 }
    const indices = Uint32Array.of(0, 1)
    expect(gatherBatch(DATA, indices, off)).toEqual(gatherBatch(DATA, indices, null))
  })

  it('refuses an index outside the data', () => {
    expect(() => gatherBatch(DATA, Uint32Array.of(2), null)).toThrow(RangeError)
  })
})

describe('the augmentation stream', () => {
  it('differs by seed, step and side', () => {
    const keys = [
      augmentationKey(1, 0, 'gate'),
      augmentationKey(2, 0, 'gate'),
      augmentationKey(1, 1, 'gate'),
      augmentationKey(1, 0, 'weight'),
    ]
    expect(new Set(keys).size).toBe(4)
    expect(augmentationKey(1, 0, 'gate')).toBe(keys[0])
  })
})
