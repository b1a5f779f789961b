import type { GateTable } from '../network/network'
import type { Snapshot, Timeline } from '../run/events'
import type { CellSpace } from '../space/cellSpace'
import { CELL_INPUTS, cellEdges } from '../space/cellSpace'
import { deriveGenotype } from '../space/derivation'
import { OPERATION_INFO, type OperationName } from '../space/operations'
import { snapshotSeries } from './snapshotSeries'

/**
 * Where a gradient search stands between health and the collapse into skip connections:
 *
 * - `early`: no gate of the normal cell has grown past `DECIDED` times the uniform one. The derived
 *   cell is then little better than drawn by lot, and says nothing.
 * - `none`: fewer than `WATCH_SKIPS` skip connections.
 * - `watch`: `WATCH_SKIPS` or more, where DARTS+ would end the search.
 * - `collapsing`: half of the kept edges or more.
 * - `collapsed`: three quarters of them or more; or none that is kept has weights to train.
 */
export type CollapseState = 'early' | 'none' | 'watch' | 'collapsing' | 'collapsed'

/** "Two or more skip connections in one normal cell": DARTS+, Liang et al. 2019, first criterion. */
const WATCH_SKIPS = 2
/** Shares of the kept edges, and a ratio to the uniform gate: our own, for want of published ones. */
const COLLAPSING_SHARE = 1 / 2
const COLLAPSED_SHARE = 3 / 4
const DECIDED = 1.1

/** What is counted of a normal cell, as its gates would have it derived. */
export interface CollapseSigns {
  readonly step: number
  /** Kept edges that had more than one operation to choose from; `none` is none to choose. */
  readonly kept: number
  /** Of these: skip connections, and all without weights (skip connections and poolings). */
  readonly skips: number
  readonly weightless: number
  /** Mean gate over the edges that have the operation, as a multiple of the uniform gate there. */
  readonly skipStrength: number
  /** The same of `none`, which derivation ignores; null where the space has none. */
  readonly noneStrength: number | null
  /** The operation of the greatest mean gate besides `none`, and how great. */
  readonly leader: OperationName
  readonly leaderStrength: number
  /** The largest single gate, `none` left aside, as a multiple of the uniform one. */
  readonly largest: number
}

/** What collapse is read from: the same for a whole run. */
interface CollapseSource {
  readonly space: CellSpace
  /** Of the normal cell. */
  readonly table: GateTable
}

const sources = new WeakMap<GateTable, CollapseSource>()

/** Null for searches that follow no gradient into a cell, or have no skip connections to follow it to. */
export function collapseSource({ config, gateTables }: Timeline): CollapseSource | null {
  const { space } = config
  const table = gateTables.find(({ name }) => name === 'normal')
  if (config.strategy.name !== 'darts' || space.kind !== 'cell' || !table) return null
  if (!space.operations.includes('skip_connect')) return null
  const known = sources.get(table)
  if (known) return known
  const source = { space, table }
  sources.set(table, source)
  return source
}

/** Signs of collapse in every snapshot. */
export const collapseSigns = snapshotSeries(
  (snapshot: Snapshot, { space, table }: CollapseSource): CollapseSigns => {
    const { operations } = space
    const openAt = openEdges(space, table)
    const free = new Set(
      openAt.flatMap(({ from, to, choices }) => (choices > 1 ? [`${from} ${to}`] : [])),
    )
    const chosen = deriveGenotype(space, snapshot.gates).normal.nodes.flatMap((kept, node) =>
      kept.filter(({ input }) => free.has(`${input} ${CELL_INPUTS + node}`)),
    )
    const skips = chosen.filter(({ operation }) => operation === 'skip_connect').length
    const weightless = chosen.filter(({ operation }) => isWeightless(operation)).length
    const strengths = operations.map((_, column) => meanStrength(snapshot, table, openAt, column))
    const none = operations.indexOf('none')
    const leading = strengths.reduce(
      (best, strength, column) =>
        column !== none && strength > (strengths[best] ?? -1) ? column : best,
      none === 0 ? 1 : 0,
    )
    return {
      step: snapshot.step,
      kept: chosen.length,
      skips,
      weightless,
      skipStrength: strengths[operations.indexOf('skip_connect')] ?? 0,
      noneStrength: strengths[none] ?? null,
      leader: operations[leading] as OperationName,
      leaderStrength: strengths[leading] ?? 0,
      largest: largestGate(snapshot, table, openAt, none),
    }
  },
)

/** @see CollapseState for the rule */
export function collapseState(signs: CollapseSigns): CollapseState {
  const { kept, skips, weightless, largest } = signs
  if (kept === 0 || largest < DECIDED) return 'early'
  if (skips >= COLLAPSED_SHARE * kept || weightless === kept) return 'collapsed'
  if (skips < WATCH_SKIPS) return 'none'
  return skips >= COLLAPSING_SHARE * kept ? 'collapsing' : 'watch'
}

/** Skip connections from which on each state is reached, of so many kept edges; the graver of equals. */
export function collapseLevels(
  kept: number,
): readonly { readonly state: CollapseState; readonly count: number }[] {
  const collapsing = Math.max(WATCH_SKIPS, Math.ceil(COLLAPSING_SHARE * kept))
  const levels = [
    { state: 'watch', count: WATCH_SKIPS },
    { state: 'collapsing', count: collapsing },
    { state: 'collapsed', count: Math.ceil(COLLAPSED_SHARE * kept) },
  ] as const
  return levels.filter(({ count }, index) =>
    levels.slice(index + 1).every((next) => next.count > count),
  )
}

/** Whether an operation has nothing to train: identities and poolings. */
function isWeightless(operation: OperationName): boolean {
  const { family } = OPERATION_INFO[operation]
  return family === 'skip' || family === 'pool'
}

interface OpenEdge {
  readonly row: number
  readonly from: number
  readonly to: number
  /** Branches that are mixed, and those of them that may be derived. */
  readonly open: number
  readonly choices: number
}

function openEdges({ nodes, operations }: CellSpace, { columns, allowed }: GateTable): OpenEdge[] {
  return cellEdges(nodes).map((edge) => {
    const open = operations.filter((_, column) => allowed?.[edge.row * columns + column] ?? true)
    const choices = open.filter((operation) => operation !== 'none').length
    return { ...edge, open: open.length, choices }
  })
}

/** Mean over the edges that mix at all and have the operation, of its gate × branches there. */
function meanStrength(
  { gates }: Snapshot,
  { offset, columns, allowed }: GateTable,
  edges: readonly OpenEdge[],
  column: number,
): number {
  let sum = 0
  let count = 0
  for (const { row, open } of edges) {
    const at = row * columns + column
    if (open < 2 || !(allowed?.[at] ?? true)) continue
    sum += (gates[offset + at] ?? 0) * open
    count++
  }
  return count > 0 ? sum / count : 0
}

/** Among what may be derived: `none` takes from all others alike, and decides nothing. */
function largestGate(
  { gates }: Snapshot,
  { offset, columns }: GateTable,
  edges: readonly OpenEdge[],
  none: number,
): number {
  let largest = 0
  for (const { row, choices } of edges) {
    if (choices < 2) continue
    const start = offset + row * columns
    let sum = 0
    let most = 0
    for (let column = 0; column < columns; column++) {
      if (column === none) continue
      const gate = gates[start + column] ?? 0
      sum += gate
      if (gate > most) most = gate
    }
    if (sum > 0) largest = Math.max(largest, (most / sum) * choices)
  }
  return largest
}
