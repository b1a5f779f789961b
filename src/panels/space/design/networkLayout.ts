import type { ChainSpace } from '../../../space/chainSpace'
import type { SearchSpace } from '../../../space/searchSpace'
import type { NetworkStage, PartKind } from '../networkStages'
import type { Box } from './cellGraphLayout'
import type { HandlePlace } from './networkHandles'

/** Before the first stage or behind the last one. */
export interface NetworkEnd {
  readonly box: Box
  /** Null where the classes are all there is. */
  readonly channels: number | null
  readonly side: number
}

interface PlacedStage extends Omit<NetworkStage, 'parts'> {
  readonly parts: readonly { readonly index: number; readonly kind: PartKind; readonly box: Box }[]
  readonly middle: number
}

interface NetworkLayout {
  readonly width: number
  readonly height: number
  /** Where bars stand. */
  readonly base: number
  readonly stem: NetworkEnd
  readonly stages: readonly PlacedStage[]
  readonly head: NetworkEnd
  /** From part to part, pixels. */
  readonly pitch: number
}

const END_WIDTH = 24
const GAP = 10
const WIDEST_PITCH = 60
const TOP = 14
const TALLEST = 78
const LOWEST = 10
const LABELS = 52
/** Parts that there is room for are a multiple of this, so that one more seldom makes all narrower. */
const ROOM_STEP = 6
const MOST_CHANNELS = 2048

/** The network from stem to head: every part a bar, as tall as it is wide in channels (logarithmically). */
export function layoutNetwork(
  space: SearchSpace,
  stages: readonly NetworkStage[],
  side: number,
  width: number,
): NetworkLayout {
  const count = stages.reduce((sum, { parts }) => sum + parts.length, 0)
  const room = width - 2 * (END_WIDTH + GAP)
  const capacity = Math.ceil((count + 1) / ROOM_STEP) * ROOM_STEP
  const pitch = Math.min(WIDEST_PITCH, room / capacity)
  const gap = Math.min(4, pitch / 4)
  const base = TOP + TALLEST
  const bar = (x: number, barWidth: number, channels: number): Box => {
    const height = barHeight(channels)
    return { x, y: base - height, width: barWidth, height }
  }
  const start = END_WIDTH + GAP
  const placed = stages.map(({ channels, side: pixels, parts }): PlacedStage => {
    const first = start + (parts[0]?.index ?? 0) * pitch
    return {
      channels,
      side: pixels,
      parts: parts.map(({ index, kind }) => ({
        index,
        kind,
        box: bar(start + index * pitch + gap / 2, pitch - gap, channels),
      })),
      middle: first + (parts.length * pitch) / 2,
    }
  })
  const stemChannels = channelsOfStem(space)
  const headChannels = space.kind === 'chain' ? space.head : null
  const lastChannels = stages.at(-1)?.channels ?? stemChannels
  return {
    width,
    height: base + LABELS,
    base,
    stem: {
      box: bar(0, END_WIDTH, stemChannels),
      channels: stemChannels,
      side: space.kind === 'chain' ? halvedBy(space.stem, side) : side,
    },
    stages: placed,
    head: {
      box: bar(start + count * pitch + GAP, END_WIDTH, headChannels ?? lastChannels),
      channels: headChannels,
      side: 1,
    },
    pitch,
  }
}

/** Bars of one channel are the lowest, and every doubling adds as much. */
export function barHeight(channels: number): number {
  const share = Math.log2(Math.max(1, channels)) / Math.log2(MOST_CHANNELS)
  return LOWEST + (TALLEST - LOWEST) * share
}

/** The way back from a height to channels, not rounded. */
export function channelsOfHeight(height: number): number {
  return MOST_CHANNELS ** Math.max(0, (height - LOWEST) / (TALLEST - LOWEST))
}

/** The place of a handle: the middle of the edge that it moves, and that edge's length. */
export function handleBox(place: HandlePlace, layout: NetworkLayout): Box {
  if (place.side === 'end') {
    const box = layout.stages.at(place.stage)?.parts.at(-1)?.box
    const x = box ? box.x + box.width : 0
    return { x, y: layout.base - TALLEST, width: 0, height: TALLEST }
  }
  if (place.of === 'stem') return topOf([layout.stem.box])
  if (place.of === 'head') return topOf([layout.head.box])
  return topOf(layout.stages[place.of]?.parts.map(({ box }) => box) ?? [])
}

function topOf(boxes: readonly Box[]): Box {
  const [first] = boxes
  const last = boxes.at(-1)
  if (!first || !last) return { x: 0, y: 0, width: 0, height: 0 }
  return { x: first.x, y: first.y, width: last.x + last.width - first.x, height: 0 }
}

/** `model_search.py` and ENAS' cells begin with three times the channels; others with as many. */
const STEM_MULTIPLE = 3

function channelsOfStem(space: SearchSpace): number {
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
      return STEM_MULTIPLE * space.channels
    case 'chain':
      return space.stem.channels
    case 'nas-bench-201':
    case 'enas-macro':
      return space.channels
  }
}

function halvedBy({ stride }: ChainSpace['stem'], side: number): number {
  return Math.ceil(side / stride)
}
