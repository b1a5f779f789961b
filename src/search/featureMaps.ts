/** Feature maps as they are shown: of the layers that close the parts of a network, small, in bytes. */
import type { MapRequest } from '../engine/engine'
import type { Layer, LayerId, Network, Shape } from '../network/network'
import { mapsOf, type Evidence, type ExhibitedLayer, type Exhibits } from '../run/evidence'

/** Layers shown at most; of deeper networks every second, third, ... */
const MOST_LAYERS = 6
const CHANNELS = 4
/** Pixels to a side; larger maps are averaged down. */
const MOST_PIXELS = 16
const COMPUTING: ReadonlySet<Layer['kind']> = new Set([
  'conv',
  'depthwiseConv',
  'batchNorm',
  'sum',
  'concat',
])

/**
 * The outputs of stem, cells or blocks, and head, from the image on, as far as they are images. Of each
 * part the last layer that computes something: what follows serves single readers.
 */
export function exhibitedLayers(network: Network): ExhibitedLayer[] {
  const lastOfPart = new Map<string, { readonly name: string; readonly shape: Shape }>()
  const optional = optionalLayers(network)
  network.layers.forEach(({ kind, name, shape }, id) => {
    if (!COMPUTING.has(kind) || shape.height === 1 || shape.width === 1 || optional.has(id)) return
    lastOfPart.set(name.split('/', 1)[0]!, { name, shape })
  })
  return spread([...lastOfPart.values()], MOST_LAYERS).map(({ name, shape }) => {
    const { height, width, channels } = shape
    return {
      name,
      fullHeight: height,
      fullWidth: width,
      height: Math.ceil(height / shrinkage(height)),
      width: Math.ceil(width / shrinkage(width)),
      allChannels: channels,
      channels: middles(channels, CHANNELS),
    }
  })
}

/** Layers that nothing reads but gated branches: whether they run is what a search decides. */
function optionalLayers({ layers, logits }: Network): ReadonlySet<LayerId> {
  const needed = new Set([logits])
  for (const layer of layers) {
    layer.inputs.forEach((input, index) => {
      if (layer.kind !== 'sum' || (layer.gates[index] ?? null) === null) needed.add(input)
    })
  }
  return new Set([...layers.keys()].filter((id) => !needed.has(id)))
}

/** What an engine is to be asked for. */
export function mapRequests({ layers }: Network, exhibits: Exhibits): MapRequest[] {
  const ids = new Map(layers.map(({ name }, id) => [name, id]))
  return exhibits.layers.map(({ name, channels }) => {
    return { layer: ids.get(name)!, channels, images: exhibits.mappedImages }
  })
}

/** @param maps of each layer [images × channels × full height × full width]; null where it did not run */
export function shownMaps(
  exhibits: Exhibits,
  maps: readonly (Float32Array | null)[],
): Pick<Evidence, 'pixels' | 'ranges'> {
  const shown = exhibits.layers.map((layer, index) => {
    const count = mapsOf(layer, exhibits)
    const size = layer.height * layer.width
    const pixels = new Uint8Array(count * size)
    const ranges = new Float32Array(2 * count).fill(Number.NaN)
    const whole = maps[index]
    for (let map = 0; whole && map < count; map++) {
      const full = layer.fullHeight * layer.fullWidth
      const small = averagedDown(whole.subarray(map * full, (map + 1) * full), layer)
      const low = Math.min(...small)
      const high = Math.max(...small)
      const scale = high > low ? 255 / (high - low) : 0
      pixels.set(
        small.map((value) => Math.round((value - low) * scale)),
        map * size,
      )
      ranges.set([low, high], 2 * map)
    }
    return { pixels, ranges }
  })
  return {
    pixels: Uint8Array.from(shown.flatMap(({ pixels }) => [...pixels])),
    ranges: Float32Array.from(shown.flatMap(({ ranges }) => [...ranges])),
  }
}

/** Means over squares of pixels; those at the far border may be cut. */
function averagedDown(map: Float32Array, layer: ExhibitedLayer): Float32Array {
  const { fullHeight, fullWidth, height, width } = layer
  const [rows, columns] = [shrinkage(fullHeight), shrinkage(fullWidth)]
  return Float32Array.from({ length: height * width }, (_, at) => {
    const top = rows * Math.floor(at / width)
    const left = columns * (at % width)
    const bottom = Math.min(fullHeight, top + rows)
    const right = Math.min(fullWidth, left + columns)
    let sum = 0
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) sum += map[y * fullWidth + x]!
    }
    return sum / ((bottom - top) * (right - left))
  })
}

const shrinkage = (size: number) => Math.ceil(size / MOST_PIXELS)

/** At most `most` of the parts, the first and the last among them. */
function spread<T>(parts: readonly T[], most: number): T[] {
  if (parts.length <= most) return [...parts]
  const last = parts.length - 1
  return Array.from({ length: most }, (_, i) => parts[Math.round((i * last) / (most - 1))]!)
}

/** The middles of `count` equal ranges of channels: concatenated parts each show one. */
function middles(channels: number, count: number): number[] {
  const places = Array.from({ length: count }, (_, i) => Math.floor(((i + 0.5) * channels) / count))
  return [...new Set(places)]
}
