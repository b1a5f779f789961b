import { mapsOf, type ExhibitedLayer, type Exhibits } from '../run/evidence'
import { pixelImage } from './pixelImage'
import type { ShownEvidence } from './shownEvidence'

/** What is shown of a run once it has chosen what to show. */
export interface ShownExhibits extends ShownEvidence {
  readonly exhibits: Exhibits
}

export interface ShownMap {
  readonly image: number
  readonly channel: number
  /** A data URL, dark where the map is low; null where there is none. */
  readonly href: string | null
  readonly low: number
  readonly high: number
}

export interface MapRow {
  readonly layer: ExhibitedLayer
  /** In columns: the channels of one image after those of the other. */
  readonly maps: readonly ShownMap[]
}

const grids = new WeakMap<ShownExhibits, readonly MapRow[]>()

/** A row for every layer shown, the deeper the later. */
export function featureMapRows(shown: ShownExhibits): readonly MapRow[] {
  const known = grids.get(shown)
  if (known) return known
  const { exhibits, evidence } = shown
  let map = 0
  let pixel = 0
  const made = exhibits.layers.map((layer): MapRow => {
    const { width, height, channels } = layer
    const maps = Array.from({ length: mapsOf(layer, exhibits) }, (_, index) => {
      const [low = NaN, high = NaN] = evidence?.ranges.subarray(2 * map, 2 * map + 2) ?? []
      const bytes = evidence?.pixels.subarray(pixel, pixel + width * height)
      map++
      pixel += width * height
      return {
        image: Math.floor(index / channels.length),
        channel: channels[index % channels.length] ?? 0,
        href: bytes && low <= high ? pixelImage({ width, height, channels: 1, bytes }) : null,
        low,
        high,
      }
    })
    return { layer, maps }
  })
  grids.set(shown, made)
  return made
}

/** The part of a network that a layer closes: its kind and its number from 1, if it has one. */
export function partOf({ name }: ExhibitedLayer): {
  readonly kind: string
  readonly number: number | null
} {
  const [kind = '', index] = (name.split('/', 1)[0] ?? '').split('.')
  return { kind, number: index === undefined ? null : Number(index) + 1 }
}
