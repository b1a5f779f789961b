import { describe, expect, it } from 'vitest'
import { decodedGif } from './decodedGif.fixture'
import { GifFrames } from './gifFrames'

const WIDTH = 16
const HEIGHT = 8
const RED = [196, 18, 90, 255]
const WHITE = [255, 255, 255, 255]

/** White, with a red bar `bar` pixels wide. */
function picture(bar: number): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    Array.from({ length: WIDTH * HEIGHT }, (_, pixel) =>
      pixel % WIDTH < bar ? RED : WHITE,
    ).flat(),
  )
}

describe('a GIF', () => {
  const frames = new GifFrames(WIDTH, HEIGHT, [picture(1), picture(9)])
  frames.add(picture(1), 0, 0.333)
  frames.add(picture(5), 0.333, 0.333)
  frames.add(picture(9), 0.666, 0.334)
  const gif = decodedGif(frames.finish())

  it('has its size, its frames, and goes on for ever', () => {
    expect(gif.signature).toBe('GIF89a')
    expect([gif.width, gif.height]).toEqual([WIDTH, HEIGHT])
    expect(gif.frames).toHaveLength(3)
    expect(gif.loops).toBe(0)
  })

  it('lasts as long as it was asked to, roundings and all', () => {
    expect(gif.frames.map(({ ticks }) => ticks)).toEqual([33, 34, 33])
  })

  it('shows the pictures that went in', () => {
    for (const [index, bar] of [1, 5, 9].entries()) {
      const { pixels } = gif.frames[index] ?? { pixels: [] }
      const row = pixels.slice(0, WIDTH)
      // The palette keeps five or six bits of each colour.
      expect(row.map(([red = 0, green = 0]) => (red > 150 && green < 40 ? 1 : 0))).toEqual(
        Array.from({ length: WIDTH }, (_, x) => (x < bar ? 1 : 0)),
      )
    }
  })

  it('repeats nothing that stays as it was', () => {
    expect(gif.frames.map(({ written }) => written)).toEqual([
      WIDTH * HEIGHT,
      4 * HEIGHT,
      4 * HEIGHT,
    ])
  })
})
