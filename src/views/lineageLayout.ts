import type { Candidate } from '../run/events'
import { smallTextWidth } from './textWidth'

export interface LineagePlace {
  readonly candidate: Candidate
  /** Column, from 0. */
  readonly column: number
  /** 0 is the most accurate of its generation. */
  readonly rank: number
  readonly x: number
  readonly y: number
}

export interface LineageLink {
  readonly parent: number
  readonly child: number
  /** Where it ends. */
  readonly column: number
  readonly path: string
}

export interface LineageLayout {
  readonly places: readonly LineagePlace[]
  readonly links: readonly LineageLink[]
  /** Generation and middle of each column. */
  readonly columns: readonly { readonly generation: number; readonly x: number }[]
  /** Pixels between columns, and between rows. */
  readonly columnPitch: number
  readonly rowPitch: number
  readonly radius: number
  readonly height: number
}

const MARGIN = 16
/** Room for the figures beside the last column. */
const RIGHT = 66
const MOST_PITCH = 260
const ROWS_HEIGHT = 220
const LEAST_ROW = 9
const MOST_ROW = 26
const MOST_RADIUS = 6.5

/**
 * Populations side by side: a column per generation, the most accurate on top, lines from parents.
 *
 * @param generations columns to keep room for, @param population rows to keep room for
 * @param top first pixel below the heads of columns
 */
export function layoutLineage(
  candidates: readonly Candidate[],
  {
    generations,
    population,
    width,
    top,
  }: {
    readonly generations: number
    readonly population: number
    readonly width: number
    readonly top: number
  },
): LineageLayout {
  const byGeneration = new Map<number, Candidate[]>()
  for (const candidate of candidates) {
    if (candidate.generation === null) continue
    byGeneration.set(candidate.generation, [
      ...(byGeneration.get(candidate.generation) ?? []),
      candidate,
    ])
  }
  const count = Math.max(1, generations, ...[...byGeneration.keys()].map((number) => number + 1))
  const rows = Math.max(1, population, ...[...byGeneration.values()].map(({ length }) => length))
  const columnPitch = Math.min(MOST_PITCH, (width - MARGIN - RIGHT) / Math.max(1, count - 1))
  const rowPitch = Math.max(LEAST_ROW, Math.min(MOST_ROW, ROWS_HEIGHT / rows))
  const radius = Math.min(MOST_RADIUS, rowPitch * 0.36, columnPitch * 0.3)
  const columnX = (column: number) => MARGIN + column * columnPitch

  const places = [...byGeneration].flatMap(([generation, members]) =>
    [...members]
      .sort((a, b) => b.accuracy - a.accuracy || a.id - b.id)
      .map((candidate, rank) => ({
        candidate,
        column: generation,
        rank,
        x: columnX(generation),
        y: top + (rank + 0.5) * rowPitch,
      })),
  )
  const byId = new Map(places.map((place) => [place.candidate.id, place]))
  const links = places.flatMap((child) =>
    [...new Set(child.candidate.parents)].flatMap((id) => {
      const parent = byId.get(id)
      if (!parent) return []
      const { candidate, column } = child
      return [{ parent: id, child: candidate.id, column, path: curve(parent, child, radius) }]
    }),
  )
  return {
    places,
    links,
    columns: Array.from({ length: count }, (_, generation) => ({
      generation,
      x: columnX(generation),
    })),
    columnPitch,
    rowPitch,
    radius,
    height: top + rows * rowPitch,
  }
}

/** Between the heads of columns, pixels. */
const HEAD_GAP = 6

/** What stands above columns and where it begins: as many numbers as have room, the first in words. */
export function columnHeads(
  columns: LineageLayout['columns'],
  generationWord: string,
): { readonly head: string; readonly left: number }[] {
  let free = -Infinity
  return columns.flatMap(({ generation, x }, index) => {
    const head = index === 0 ? `${generationWord} ${generation}` : String(generation)
    const width = smallTextWidth(head)
    const left = index === 0 ? 0 : x - width / 2
    if (left < free) return []
    free = left + width + HEAD_GAP
    return [{ head, left: fixed(left) }]
  })
}

/** Who stands at a place of the drawing, or near; null where nobody does. */
export function lineageAt(
  { places, columnPitch, rowPitch }: LineageLayout,
  at: { readonly x: number; readonly y: number },
): number | null {
  const reach = Math.min(rowPitch, columnPitch) / 2
  const found = places.find(
    ({ x, y }) => Math.abs(x - at.x) <= reach && Math.abs(y - at.y) <= reach,
  )
  return found?.candidate.id ?? null
}

/** Where a key leads: up and down within a generation, left and right to the same rank of another. */
export function lineageMove({ places }: LineageLayout, key: string, id: number): number | null {
  const from = places.find(({ candidate }) => candidate.id === id) ?? places[0]
  if (!from) return null
  const nearest = (column: number, rank: number) =>
    places
      .filter((place) => place.column === column)
      .sort((a, b) => Math.abs(a.rank - rank) - Math.abs(b.rank - rank))[0]
  const { column, rank } = from
  const lastColumn = Math.max(...places.map((place) => place.column))
  switch (key) {
    case 'ArrowUp':
      return (nearest(column, rank - 1) ?? from).candidate.id
    case 'ArrowDown':
      return (nearest(column, rank + 1) ?? from).candidate.id
    case 'ArrowLeft':
      return (nearest(column - 1, rank) ?? from).candidate.id
    case 'ArrowRight':
      return (nearest(column + 1, rank) ?? from).candidate.id
    case 'Home':
      return (nearest(0, rank) ?? from).candidate.id
    case 'End':
      return (nearest(lastColumn, rank) ?? from).candidate.id
    default:
      return null
  }
}

function curve(from: LineagePlace, to: LineagePlace, radius: number): string {
  const [x0, x1] = [from.x + radius, to.x - radius]
  const middle = (x0 + x1) / 2
  return `M${fixed(x0)} ${fixed(from.y)}C${fixed(middle)} ${fixed(from.y)} ${fixed(middle)} ${fixed(to.y)} ${fixed(x1)} ${fixed(to.y)}`
}

const fixed = (value: number) => Math.round(value * 10) / 10
