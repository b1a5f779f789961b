/** What a run showed of its network as it is stored: a few looks at it, in half bytes. */
import type { Evidence, ExhibitedLayer, Exhibits } from '../run/evidence'
import { mapsOf } from '../run/evidence'
import type { Timeline } from '../run/events'

/** Looks stored of one run, the first and the last among them: with these a recording stays small. */
const STORED_LOOKS = 16
/** Grey levels of a stored feature map less one. */
const LEVELS = 15
const SURE = 65_535

/** What of it is told in a recording's header. */
export interface EvidenceHeader {
  readonly exhibits: Omit<Exhibits, 'images'>
  readonly looks: readonly Pick<Evidence, 'step' | 'subject' | 'statistics'>[]
}

type Shown = Pick<Timeline, 'exhibits' | 'evidence'>

/** Hands out the next so many bytes. */
type BlockReader = (bytes: number) => ArrayBuffer

/**
 * Blocks: the images' bytes; then of each look probabilities as u16 (65535 is 1), ranges as the upper
 * halves of float32, and grey levels, two to a byte.
 * @returns null where nothing was shown
 */
export function packEvidence({ exhibits, evidence = [] }: Shown): {
  readonly header: EvidenceHeader
  readonly blocks: readonly (Uint8Array | Uint16Array)[]
} | null {
  if (!exhibits) return null
  const looks = spread(evidence, STORED_LOOKS)
  const { images, ...rest } = exhibits
  return {
    header: {
      exhibits: rest,
      looks: looks.map(({ step, subject, statistics }) => ({ step, subject, statistics })),
    },
    blocks: [
      images,
      ...looks.flatMap(({ probabilities, ranges, pixels }) => [
        Uint16Array.from(probabilities, (share) => Math.round(share * SURE)),
        upperHalves(ranges),
        halfBytes(pixels),
      ]),
    ],
  }
}

/** The inverse, as far as what was left out allows. */
export function unpackEvidence(header: EvidenceHeader | null, block: BlockReader): Shown {
  if (!header) return {}
  const { labels, classes, height, width, channels, layers } = header.exhibits
  const images = new Uint8Array(block(labels.length * height * width * channels))
  const exhibits: Exhibits = { ...header.exhibits, images }
  const total = (sizeOf: (layer: ExhibitedLayer) => number) =>
    layers.reduce((sum, layer) => sum + sizeOf(layer), 0)
  const maps = total((layer) => mapsOf(layer, exhibits))
  const pixels = total((layer) => mapsOf(layer, exhibits) * layer.height * layer.width)
  const evidence = header.looks.map((look): Evidence => {
    const shares = new Uint16Array(block(2 * labels.length * classes))
    return {
      ...look,
      probabilities: Float32Array.from(shares, (share) => share / SURE),
      ranges: fromUpperHalves(new Uint16Array(block(4 * maps))),
      pixels: fromHalfBytes(new Uint8Array(block(Math.ceil(pixels / 2))), pixels),
    }
  })
  return { exhibits, evidence }
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all
  const last = all.length - 1
  return Array.from({ length: most }, (_, i) => all[Math.round((i * last) / (most - 1))]!)
}

function upperHalves(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.slice().buffer)
  return Uint16Array.from(bits, (word) => word >>> 16)
}

function fromUpperHalves(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer)
}

function halfBytes(pixels: Uint8Array): Uint8Array {
  const level = (at: number) => Math.round(((pixels[at] ?? 0) * LEVELS) / 255)
  const bytes = Math.ceil(pixels.length / 2)
  return Uint8Array.from({ length: bytes }, (_, i) => level(2 * i) | (level(2 * i + 1) << 4))
}

function fromHalfBytes(bytes: Uint8Array, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, at) => {
    const level = ((bytes[at >> 1] ?? 0) >> (4 * (at & 1))) & LEVELS
    return (level * 255) / LEVELS
  })
}
