import type { HeatGrid } from './heatGrid'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import type { AlphaHeatmapText } from './text'

export interface HeatContent {
  readonly grid: HeatGrid
  /** Rows × columns. */
  readonly gates: Float32Array
  /** Cells that are ringed: row × columns + column. */
  readonly ringed?: ReadonlySet<number> | undefined
}

/** The drawing in one sentence. */
export function summariseHeat(title: string, content: HeatContent, text: AlphaHeatmapText): string {
  const { grid, gates } = content
  const { rows, columns } = grid
  let best = 0
  gates.forEach((_, index) => {
    if (ratioAt(content, index) > ratioAt(content, best)) best = index
  })
  const row = rows[Math.floor(best / columns.length)]
  const column = columns[best % columns.length]
  const strongest =
    row && column ? `${row.name} ${column.name} ${text.value(gates[best] ?? 0)}` : '–'
  return text.summary(title, rows.length, columns.length, usualValue(grid, text) ?? '–', strongest)
}

/** What is expected of every cell; null where that is not the same for all. */
export function usualValue({ expected }: HeatGrid, text: AlphaHeatmapText): string | null {
  const present = expected.filter((usual) => usual > 0)
  const [first = 0] = present
  return present.every((usual) => usual === first) ? text.value(first) : null
}

/** One row per row, one column per column, and what is ringed. */
export function heatTable(content: HeatContent, text: AlphaHeatmapText): TableTwin {
  const { grid, gates, ringed } = content
  const { rows, columns, expected } = grid
  const head = ({ group, term }: (typeof columns)[number]) => `${group} ${term}`.trim()
  return {
    columns: [text.row, ...columns.map(head), text.derived],
    rows: rows.map(({ name }, row) => {
      const start = row * columns.length
      const values = columns.map((_, column) =>
        (expected[start + column] ?? 0) > 0 ? (gates[start + column] ?? 0) : '',
      )
      const chosen = columns.filter((_, column) => ringed?.has(start + column))
      return [name, ...values, chosen.map(head).join(', ')]
    }),
  }
}

/** "cₖ₋₁ → 2  sep 3×3  0.3120  2.50 × uniform" */
export function heatReadout(
  { grid, gates }: HeatContent,
  index: number,
  text: AlphaHeatmapText,
): string {
  const { rows, columns } = grid
  const column = columns[index % columns.length]
  return readoutText([
    rows[Math.floor(index / columns.length)]?.name ?? '',
    `${column?.group ?? ''} ${column?.short ?? ''}`.trim(),
    text.value(gates[index] ?? 0, true),
    `${ratioAt({ grid, gates }, index).toFixed(2)} × ${text.uniform}`,
  ])
}

/** To what is expected; 0 where nothing is. */
export function ratioAt({ grid, gates }: HeatContent, index: number): number {
  const usual = grid.expected[index] ?? 0
  return usual > 0 ? (gates[index] ?? 0) / usual : 0
}
