/** Colour arithmetic for tests: WCAG contrast, Oklab distance, and colour blindness as simulated by Machado et al. 2009. */
export const VISIONS = ['usual', 'protanopia', 'deuteranopia', 'tritanopia'] as const
export type Vision = (typeof VISIONS)[number]

type Triple = readonly [number, number, number]

/** Severity 1.0, on linear RGB. */
const SIMULATIONS: Readonly<Record<Exclude<Vision, 'usual'>, readonly Triple[]>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

/** Linear RGB of a #rrggbb colour as someone sees it. */
export function simulated(hex: string, vision: Vision): Triple {
  const colour = linear(hex)
  if (vision === 'usual') return colour
  const [red, green, blue] = SIMULATIONS[vision].map((row) => Math.max(0, dot(row, colour)))
  return [red ?? 0, green ?? 0, blue ?? 0]
}

/** WCAG 2 contrast ratio of two #rrggbb colours. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [a, b].map((hex) => luminance(linear(hex))).sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

/** Euclidean distance of two linear RGB colours in Oklab, times 100. */
export function colourDistance(a: Triple, b: Triple): number {
  const one = oklab(a)
  const two = oklab(b)
  return 100 * Math.hypot(...one.map((value, index) => value - (two[index] ?? 0)))
}

function linear(hex: string): Triple {
  const channel = (start: number) => {
    const value = parseInt(hex.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

function luminance(colour: Triple): number {
  return dot([0.2126, 0.7152, 0.0722], colour)
}

/** Ottosson 2020. */
function oklab(colour: Triple): Triple {
  const cones: Triple = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour)),
  ]
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cones),
    dot([1.9779984951, -2.428592205, 0.4505937099], cones),
    dot([0.0259040371, 0.7827717662, -0.808675766], cones),
  ]
}

function dot(a: Triple, b: Triple): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
