import type { LatencyRow } from '../run/latency'
import { ANY_OPERATIONS, isAnyOperation } from '../space/anyOperation'
import { isMeasured, rankDisagreements, type RankDisagreement } from './latencyRanks'
import { latencyFigure, macsFigure } from './latencyFigure'
import type { LatencyText } from './latencyText'
import { OPERATION_STYLE } from './operationStyle'
import type { TableTwin } from './table'

/** One operation at one place. */
export interface LatencyCell {
  /** Means over the rows that fall together here, by how often networks have them. */
  readonly ms: number
  readonly macs: number
  readonly disagreement: RankDisagreement | null
}

export interface LatencyGrid {
  readonly operations: readonly string[]
  /** What operations read and make, the largest first. */
  readonly places: readonly string[]
  /** Places × operations; null where the space has none, or where it is not measured yet. */
  readonly cells: readonly (readonly (LatencyCell | null)[])[]
  readonly mostMs: number
  readonly mostMacs: number
}

/** The operations that a search chooses from, by the shapes they work on. */
export function latencyGrid(rows: readonly LatencyRow[]): LatencyGrid {
  const chosen = rows.filter((row) => row.chosen)
  const disagreements = new Map(rankDisagreements(chosen).map((one) => [one.row.key, one]))
  const operations = [...new Set(chosen.map(({ operation }) => operation))].sort(
    (a, b) => placeInOrder(a) - placeInOrder(b),
  )
  const ordered = [...chosen].sort(bySize)
  const places = [...new Set(ordered.map(placeName))]
  const cells = places.map((place) =>
    operations.map((operation): LatencyCell | null => {
      const here = chosen
        .filter((row) => row.operation === operation && placeName(row) === place)
        .filter(isMeasured)
      if (here.length === 0) return null
      const weight = here.reduce((sum, { frequency }) => sum + frequency, 0)
      const mean = (of: (row: (typeof here)[number]) => number) =>
        weight > 0
          ? here.reduce((sum, row) => sum + row.frequency * of(row), 0) / weight
          : here.reduce((sum, row) => sum + of(row), 0) / here.length
      return {
        ms: mean(({ latency }) => latency.medianMs),
        macs: mean(({ macs }) => macs),
        disagreement: here.flatMap(({ key }) => disagreements.get(key) ?? [])[0] ?? null,
      }
    }),
  )
  const all = cells.flat().filter((cell) => cell !== null)
  return {
    operations,
    places,
    cells,
    mostMs: Math.max(Number.MIN_VALUE, ...all.map(({ ms }) => ms)),
    mostMacs: Math.max(1, ...all.map(({ macs }) => macs)),
  }
}

/** "28×28×4", or "28×28×4 → 14×14×8" where the shape changes. */
export function placeName({ input, output }: Pick<LatencyRow, 'input' | 'output'>): string {
  const before = shapeName(input)
  const after = shapeName(output)
  return before === after ? before : `${before} → ${after}`
}

/** Height × width × channels. */
export function shapeName({ height, width, channels }: LatencyRow['input']): string {
  return `${height}×${width}×${channels}`
}

/** Short, the same in every language: `sep 3×3`; other parts by their own names. */
export function operationShort(operation: string): string {
  return isAnyOperation(operation) ? OPERATION_STYLE[operation].short : operation
}

/** Both heatmaps as one table. */
export function latencyGridTable(grid: LatencyGrid, { columns }: LatencyText): TableTwin {
  return {
    columns: [columns.place, columns.operation, columns.median, columns.macs],
    rows: grid.places.flatMap((place, row) =>
      grid.operations.flatMap((operation, column) => {
        const cell = grid.cells[row]?.[column]
        return cell ? [[place, operation, cell.ms, Math.round(cell.macs)]] : []
      }),
    ),
  }
}

/** What the heatmaps show, to be read aloud. */
export function summariseLatencies(title: string, grid: LatencyGrid, text: LatencyText): string {
  const all = grid.cells.flatMap((row, at) =>
    row.flatMap((cell, column) =>
      cell ? [{ ...cell, name: `${grid.operations[column]} ${grid.places[at]}` }] : [],
    ),
  )
  const [slowest] = [...all].sort((a, b) => b.ms - a.ms)
  const [costliest] = [...all].sort((a, b) => b.macs - a.macs)
  return text.heatSummary(
    title,
    all.length,
    slowest ? `${slowest.name} ${latencyFigure(slowest.ms)} ms` : '–',
    costliest ? `${costliest.name} ${macsFigure(costliest.macs)}` : '–',
  )
}

/** The order of the palette; what is not in it comes last. */
function placeInOrder(operation: string): number {
  return isAnyOperation(operation) ? ANY_OPERATIONS.indexOf(operation) : ANY_OPERATIONS.length
}

function bySize(a: LatencyRow, b: LatencyRow): number {
  const size = ({ input }: LatencyRow) => input.height * input.width
  return (
    size(b) - size(a) ||
    a.input.channels - b.input.channels ||
    a.stride - b.stride ||
    a.output.channels - b.output.channels
  )
}
