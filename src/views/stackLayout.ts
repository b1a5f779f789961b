/*
 * A network from left to right: a block per part, as high as its feature maps and wider the more
 * channels it has (by their root, so that few can be seen beside many), all centred on one axis. A part that is unfolded takes the room of what is in it; where
 * that is more than there is, the drawing grows to the right and the blocks stay as they are.
 */

export interface StackedPart {
  /** Side of the feature maps, in pixels of the image. */
  readonly side: number
  readonly channels: number
  /** Room for what is unfolded, in pixels; null for a block. */
  readonly unfolded: { readonly width: number; readonly height: number } | null
}

export interface PlacedPart {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Names the feature maps of parts in a row that have equal ones. */
export interface StackLabel {
  /** The first of them. */
  readonly part: number
  /** Its middle. */
  readonly x: number
}

export interface StackLayout {
  readonly width: number
  /** From the top of the highest to the foot of the lowest. */
  readonly height: number
  readonly axis: number
  readonly parts: readonly PlacedPart[]
  readonly labels: readonly StackLabel[]
}

/** Of feature maps as large as the image. */
const TALLEST = 104
const LOWEST = 10
const NARROWEST = 9
const WIDEST = 104
/** Beside something unfolded, blocks make room. */
const WIDEST_ASIDE = 40
const GAP = 12
const LEAST_GAP = 4
const WIDEST_GAP = 72
/** From this many parts on, they stand closer. */
const MANY = 14

/**
 * @param side of the image
 * @param width pixels that there are
 */
export function layoutStack(
  parts: readonly StackedPart[],
  { side, width }: { readonly side: number; readonly width: number },
): StackLayout {
  const least = parts.length >= MANY ? LEAST_GAP : GAP
  const widths = blockWidths(parts, width - least * (parts.length - 1))
  const taken = widths.reduce((sum, own) => sum + own, 0)
  const gap = Math.min(WIDEST_GAP, Math.max(least, (width - taken) / Math.max(1, parts.length - 1)))
  const heights = parts.map(
    ({ unfolded, side: own }) => unfolded?.height ?? Math.max(LOWEST, (TALLEST * own) / side),
  )
  const height = Math.max(TALLEST, ...heights)
  let x = 0
  const placed = parts.map((_, index): PlacedPart => {
    const [own = 0, tall = 0] = [widths[index], heights[index]]
    const left = x
    x += own + gap
    return { x: left, y: (height - tall) / 2, width: own, height: tall }
  })
  return {
    width: Math.max(width, x - gap),
    height,
    axis: height / 2,
    parts: placed,
    labels: labelsOf(parts, placed),
  }
}

function blockWidths(parts: readonly StackedPart[], room: number): number[] {
  const blocks = parts.filter(({ unfolded }) => unfolded === null)
  const taken = parts.reduce((sum, { unfolded }) => sum + (unfolded?.width ?? 0), 0)
  const widest = taken > 0 ? WIDEST_ASIDE : WIDEST
  const free = Math.max(0, room - taken - blocks.length * NARROWEST)
  const roots = blocks.map(({ channels }) => Math.sqrt(channels))
  const total = roots.reduce((sum, root) => sum + root, 0)
  const perRoot = Math.min(free / total, (widest - NARROWEST) / Math.max(...roots))
  return parts.map(
    ({ unfolded, channels }) => unfolded?.width ?? NARROWEST + perRoot * Math.sqrt(channels),
  )
}

/** Half of what a label takes, in pixels. */
const HALF_LABEL = 18

/** What is unfolded has a label of its own; one that would run into the label before it is left out. */
function labelsOf(parts: readonly StackedPart[], placed: readonly PlacedPart[]): StackLabel[] {
  const labels: StackLabel[] = []
  runsOf(parts).forEach(({ first, last }) => {
    const [start, end] = [placed[first] as PlacedPart, placed[last] as PlacedPart]
    const x = Math.max(HALF_LABEL, (start.x + end.x + end.width) / 2)
    const before = labels.at(-1)
    if (before && x - before.x < 2 * HALF_LABEL) return
    labels.push({ part: first, x })
  })
  return labels
}

function runsOf(parts: readonly StackedPart[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = []
  parts.forEach((part, index) => {
    const before = parts[index - 1]
    const run = runs.at(-1)
    const alike =
      before?.side === part.side &&
      before.channels === part.channels &&
      !before.unfolded &&
      !part.unfolded
    if (run && alike) run.last = index
    else runs.push({ first: index, last: index })
  })
  return runs
}
