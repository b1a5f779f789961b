import type { Shape } from '../../network/network'

/** Pixels as a canvas gives them: red, green, blue, alpha. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** How the eye weighs red, green and blue (ITU-R BT.601), as image libraries turn colours grey. */
const LUMA = [0.299, 0.587, 0.114] as const

type Colour = readonly [red: number, green: number, blue: number]

/** Mean colour along the border, on white where it is transparent; 0–255. */
export function borderColour(picture: Picture): Colour {
  const { width, height } = picture
  const sum = [0, 0, 0]
  let count = 0
  for (let y = 0; y < height; y++) {
    const step = y === 0 || y === height - 1 ? 1 : Math.max(1, width - 1)
    for (let x = 0; x < width; x += step) {
      for (const channel of [0, 1, 2]) sum[channel]! += onWhite(picture, x, y, channel)
      count++
    }
  }
  const mean = (channel: number) => (count === 0 ? 255 : sum[channel]! / count)
  return [mean(0), mean(1), mean(2)]
}

/** 0–1. */
export function brightness(colour: Colour): number {
  return LUMA.reduce((sum, weight, channel) => sum + weight * colour[channel]!, 0) / 255
}

/** Below this, a data set's borders are as good as black; above the other, a picture stands on light ground. */
const BLACK_BORDERS = 0.2
const LIGHT_GROUND = 0.5

/** Whether a data set shows things light on black, by the brightness along the borders of its images. */
export function isLightOnBlack(dataBorder: number): boolean {
  return dataBorder < BLACK_BORDERS
}

/**
 * Whether a picture should be turned into its negative: the data set shows things light on black, as
 * Fashion-MNIST does, and the picture's ground is light.
 * @param dataBorder mean brightness along the borders of the data set's images, 0–1
 */
export function wantsNegative(picture: Picture, dataBorder: number): boolean {
  return isLightOnBlack(dataBorder) && brightness(borderColour(picture)) > LIGHT_GROUND
}

/**
 * A picture as a network reads it: all of it, in the middle, every pixel the mean of what it covers;
 * what it leaves free has the colour of its border.
 * @returns bytes, height × width × channels
 */
export function networkImage(
  picture: Picture,
  { height, width, channels }: Shape,
  negative: boolean,
): Uint8Array {
  const scale = Math.max(picture.width / width, picture.height / height)
  const across = coverage(picture.width, width, scale)
  const down = coverage(picture.height, height, scale)
  const ground = borderColour(picture)
  const bytes = new Uint8Array(height * width * channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = meanColour(picture, across[x]!, down[y]!, scale * scale, ground)
      const values = channels === 1 ? [255 * brightness(colour)] : colour
      for (let channel = 0; channel < channels; channel++) {
        const value = Math.round(values[channel] ?? 0)
        bytes[(y * width + x) * channels + channel] = negative ? 255 - value : value
      }
    }
  }
  return bytes
}

/** Source pixels that one target pixel covers, and how much of each. */
type Covered = readonly (readonly [pixel: number, share: number])[]

/** @param scale source pixels a target pixel is wide */
function coverage(source: number, target: number, scale: number): Covered[] {
  const first = (source - target * scale) / 2
  return Array.from({ length: target }, (_, index) => {
    const [from, to] = [first + index * scale, first + (index + 1) * scale]
    const covered: [number, number][] = []
    const last = Math.min(source, Math.ceil(to - 1e-9))
    for (let pixel = Math.max(0, Math.floor(from + 1e-9)); pixel < last; pixel++) {
      covered.push([pixel, Math.min(to, pixel + 1) - Math.max(from, pixel)])
    }
    return covered
  })
}

function meanColour(
  picture: Picture,
  across: Covered,
  down: Covered,
  area: number,
  ground: Colour,
): Colour {
  const sum = [0, 0, 0]
  let covered = 0
  for (const [y, high] of down) {
    for (const [x, wide] of across) {
      const share = high * wide
      covered += share
      for (const channel of [0, 1, 2]) sum[channel]! += share * onWhite(picture, x, y, channel)
    }
  }
  const free = Math.max(0, area - covered)
  const mean = (channel: 0 | 1 | 2) => (sum[channel]! + free * ground[channel]) / (covered + free)
  return [mean(0), mean(1), mean(2)]
}

function onWhite({ data, width }: Picture, x: number, y: number, channel: number): number {
  const at = 4 * (y * width + x)
  const alpha = (data[at + 3] ?? 0) / 255
  return alpha * (data[at + channel] ?? 0) + (1 - alpha) * 255
}
