import type { SkipPlace } from '../../../space/macroEdits'
import type { Point } from '../../../views/route'
import type { Box } from './cellGraphLayout'

/*
 * A chain of layers from left to right, its skips as arcs above. The top of an arc stands over the
 * middle of what it spans, and higher the more that is, so no two arcs have their tops, which are what
 * one takes hold of, at one place.
 */

interface PlacedSkip extends SkipPlace {
  readonly path: string
  readonly top: Point
}

export interface MacroLayout {
  readonly width: number
  readonly height: number
  readonly layers: readonly Box[]
  readonly skips: readonly PlacedSkip[]
  /** Where the chain itself runs. */
  readonly spine: number
  /** Centre of the place for one more layer. */
  readonly next: Point
  readonly pitch: number
  readonly glyph: { readonly columns: number; readonly pitch: number }
  /** Half of what can be hit of an arc's top. */
  readonly reach: number
}

const LEAST_PITCH = 30
const WIDEST_PITCH = 92
const NEXT = 40
const GAP = 4
const HEIGHT_OF_SKIPS = 230
const LEAST_RISE = 11
const MOST_RISE = 30
const LARGEST_REACH = 11
const TOP = 14
const FOOT = 10
const TILE_TO_SKIPS = 10
const LARGEST_GLYPH = 22
const PADDING = 5
const NUMBER_LINE = 18
/** Control points of an arc stand at four thirds of its height. */
const APEX = 0.75

/** @param width pixels; a chain that cannot be drawn so narrow is laid out wider */
export function layoutMacro(count: number, candidates: number, width: number): MacroLayout {
  const pitch = Math.min(WIDEST_PITCH, Math.max(LEAST_PITCH, (width - NEXT) / count))
  const columns = pitch >= WIDEST_PITCH - GAP ? Math.min(3, candidates) : 2
  const glyphPitch = Math.min(LARGEST_GLYPH, (pitch - GAP - 2 * PADDING) / columns)
  const tileHeight = Math.ceil(candidates / columns) * glyphPitch + 2 * PADDING
  const rise = Math.max(LEAST_RISE, Math.min(MOST_RISE, HEIGHT_OF_SKIPS / Math.max(1, count - 1)))
  const spine = TOP + rise * Math.max(0, count - 1) + TILE_TO_SKIPS
  const joint = (index: number) => index * pitch + 1
  const skips = Array.from({ length: count }, (_, to) =>
    Array.from({ length: to }, (__, from): PlacedSkip => {
      const [start, end] = [joint(from), joint(to + 1)]
      const height = rise * (to - from)
      const control = spine - height / APEX
      return {
        from,
        to,
        path: `M${start} ${spine}C${start} ${control} ${end} ${control} ${end} ${spine}`,
        top: { x: (start + end) / 2, y: spine - height },
      }
    }),
  ).flat()
  return {
    width: Math.max(width, count * pitch + NEXT),
    height: spine + TILE_TO_SKIPS + tileHeight + NUMBER_LINE + FOOT,
    layers: Array.from({ length: count }, (_, layer) => ({
      x: joint(layer) + GAP / 2,
      y: spine + TILE_TO_SKIPS,
      width: pitch - GAP,
      height: tileHeight,
    })),
    skips,
    spine,
    next: { x: joint(count) + NEXT / 2, y: spine + TILE_TO_SKIPS + tileHeight / 2 },
    pitch,
    glyph: { columns, pitch: glyphPitch },
    reach: Math.min(LARGEST_REACH, rise / 2 + 2),
  }
}

/** Parts of the chain's drawing: `layer-3`, `skip-1-4` (from, to), `next`. */
export const layerKey = (layer: number) => `layer-${layer}`
export const skipKey = ({ from, to }: SkipPlace) => `skip-${from}-${to}`

export function skipOf(key: string): SkipPlace | null {
  const [, from, to] = /^skip-(\d+)-(\d+)$/.exec(key) ?? []
  return from === undefined ? null : { from: Number(from), to: Number(to) }
}

export function layerOf(key: string): number | null {
  const [, layer] = /^layer-(\d+)$/.exec(key) ?? []
  return layer === undefined ? null : Number(layer)
}

/**
 * Where an arrow key leads: left and right along the chain, up from a layer to the skips that end at it,
 * and on to shorter or longer ones.
 */
export function moveInMacro(
  key: string,
  at: string,
  { layers, grows }: { readonly layers: number; readonly grows: boolean },
): string | null {
  const last = layers - 1
  if (key === 'Home') return layerKey(0)
  if (key === 'End') return layerKey(last)
  const skip = skipOf(at)
  if (skip) return fromSkip(key, skip, last)
  const layer = layerOf(at)
  if (layer === null) return key === 'ArrowLeft' ? layerKey(last) : null
  switch (key) {
    case 'ArrowLeft':
      return layer > 0 ? layerKey(layer - 1) : null
    case 'ArrowRight':
      if (layer < last) return layerKey(layer + 1)
      return grows ? 'next' : null
    case 'ArrowUp':
      return layer > 0 ? skipKey({ from: layer - 1, to: layer }) : null
    default:
      return null
  }
}

function fromSkip(key: string, { from, to }: SkipPlace, last: number): string | null {
  switch (key) {
    case 'ArrowLeft':
      return from > 0 ? skipKey({ from: from - 1, to: to - 1 }) : null
    case 'ArrowRight':
      return to < last ? skipKey({ from: from + 1, to: to + 1 }) : null
    case 'ArrowUp':
      return from > 0 ? skipKey({ from: from - 1, to }) : null
    case 'ArrowDown':
      return from + 1 < to ? skipKey({ from: from + 1, to }) : layerKey(to)
    default:
      return null
  }
}
