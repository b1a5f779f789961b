import type { Bound } from '../../space/bounds'

/** Every whole number of a bound, for sliders. */
export function countsWithin({ min, max }: Bound): number[] {
  return Array.from({ length: max - min + 1 }, (_, index) => min + index)
}

const WIDTHS = [
  1, 2, 4, 6, 8, 12, 16, 20, 24, 32, 36, 48, 64, 96, 128, 160, 192, 256, 320, 384, 512, 640, 768,
  1024, 1280, 1536, 2048,
]

/** Numbers of channels that networks usually have, for sliders. */
export function channelsWithin({ min, max }: Bound): number[] {
  return WIDTHS.filter((width) => width >= min && width <= max)
}
