import { describe, expect, it } from 'vitest'
import { borderColour, brightness, networkImage, wantsNegative, type Picture } from './networkImage'

const GREY = { height: 4, width: 4, channels: 1 }

function picture(
  width: number,
  height: number,
  paint: (x: number, y: number) => readonly [number, number, number, number],
): Picture {
  const data = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(paint(x, y), 4 * (y * width + x))
  }
  return { width, height, data }
}

const BLACK = [0, 0, 0, 255] as const
const WHITE = [255, 255, 255, 255] as const
const dotOn = (ground: typeof BLACK | typeof WHITE, ink: typeof BLACK | typeof WHITE) =>
  picture(8, 8, (x, y) => (x >> 1 === 1 && y >> 1 === 2 ? ink : ground))

describe('a picture for a network', () => {
  it('has every pixel as the mean of what it covers', () => {
    const bytes = networkImage(dotOn(BLACK, WHITE), GREY, false)
    expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0])
    const half = picture(8, 8, (x) => (x % 2 === 0 ? BLACK : WHITE))
    expect([...networkImage(half, GREY, false)].every((value) => value === 128)).toBe(true)
    const thirds = picture(3, 3, (x) => (x === 0 ? WHITE : BLACK))
    const two = { height: 2, width: 2, channels: 1 }
    expect([...networkImage(thirds, two, false)]).toEqual([170, 0, 170, 0])
  })

  it('can be its negative', () => {
    const bytes = networkImage(dotOn(WHITE, BLACK), GREY, true)
    expect([...bytes]).toEqual([...networkImage(dotOn(BLACK, WHITE), GREY, false)])
  })

  it('is whole, in the middle, on ground like its border', () => {
    const wide = picture(8, 4, (_, y) => (y === 1 || y === 2 ? BLACK : [200, 200, 200, 255]))
    const bytes = networkImage(wide, GREY, false)
    const ground = Math.round(borderColour(wide)[0])
    expect([...bytes.subarray(0, 4)]).toEqual([ground, ground, ground, ground])
    expect([...bytes.subarray(12)]).toEqual([ground, ground, ground, ground])
    expect([...bytes.subarray(4, 8)]).toEqual([100, 100, 100, 100])
  })

  it('keeps colours where the network reads them, and weighs them as the eye does where not', () => {
    const red = picture(4, 4, () => [255, 0, 0, 255])
    const rgb = networkImage(red, { height: 2, width: 2, channels: 3 }, false)
    expect([...rgb.subarray(0, 3)]).toEqual([255, 0, 0])
    expect(networkImage(red, GREY, false)[0]).toBe(76)
  })

  it('is larger than a picture that is smaller', () => {
    const two = picture(2, 2, (x) => (x === 0 ? WHITE : BLACK))
    expect([...networkImage(two, GREY, false).subarray(0, 4)]).toEqual([255, 255, 0, 0])
  })

  it('stands on white where it is transparent', () => {
    expect(brightness(borderColour(picture(4, 4, () => [0, 0, 0, 0])))).toBeCloseTo(1, 9)
  })
})

describe('a negative', () => {
  it('is taken of what stands on light ground, for data that does not', () => {
    expect(wantsNegative(dotOn(WHITE, BLACK), 0.01)).toBe(true)
    expect(wantsNegative(dotOn(BLACK, WHITE), 0.01)).toBe(false)
    expect(wantsNegative(dotOn(WHITE, BLACK), 0.45)).toBe(false)
  })
})
