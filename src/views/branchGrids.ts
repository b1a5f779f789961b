import { chosenBranches } from '../network/spaceNetworks'
import type { Branch } from '../network/branches'
import type { GateTable } from '../network/network'
import type { AnyOperation } from '../space/anyOperation'
import {
  CELL_INPUTS,
  CELL_TYPES,
  cellEdges,
  type CellSpace,
  type CellType,
} from '../space/cellSpace'
import { chainPlaces, fittingBlocks, type ChainSpace } from '../space/chainSpace'
import { chosenCandidates, inputChoices, nasBench201Candidates } from '../space/edgeRules'
import { statesOfHalves } from '../space/enasCellModel'
import type { EnasCellSpace } from '../space/enasCellSpace'
import { keptSkip, layerOperations, type EnasMacroSpace } from '../space/enasMacroSpace'
import { NAS_BENCH_201_EDGES, type NasBench201Space } from '../space/nasBench201Space'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import {
  cellEdgeRows,
  operationColumns,
  type HeatColumnHead,
  type HeatGrid,
  type HeatRowHead,
} from './heatGrid'
import { stateName } from './operationStyle'

/** Words of the heads. Comments give the English. */
export interface BranchGridText {
  readonly operations: Readonly<Record<AnyOperation, string>>
  /** "operation", over the columns of a layer's operations. */
  readonly operation: string
  /** "skip from layer", over the columns of skips. */
  readonly skip: string
  /** "width" */
  readonly width: string
}

/** A heatmap of the branches of a supernet, with the gate that every cell shows. */
export interface BranchGrid extends HeatGrid {
  /** Which of a network's cells it is of; the whole network where there is but one kind. */
  readonly of: CellType | 'network'
  /** Per cell, rows × columns; null where the space has no such branch. */
  readonly branches: readonly (Branch | null)[]
}

/**
 * The heatmaps of a space whose architectures are paths: rows and columns from its gate tables, and in
 * every cell how often uniformly drawn architectures take the branch. What rules of the space close is
 * not there.
 */
export function branchGrids(space: SearchSpace, text: BranchGridText): BranchGrid[] {
  switch (space.kind) {
    case 'cell':
      return CELL_TYPES.map((type) => cellGrid(space, type, text))
    case 'enas-cell':
      return CELL_TYPES.map((type) => enasCellGrid(space, type, text))
    case 'enas-macro':
      return [enasMacroGrid(space, text)]
    case 'nas-bench-201':
      return [nasBench201Grid(space, text)]
    case 'chain':
      return [chainGrid(space, text)]
  }
}

/** The gates of a grid, cell by cell; without gates, what is expected. */
export function gridGates(
  { branches, expected }: BranchGrid,
  tables: readonly GateTable[],
  gates: Float32Array | null,
): Float32Array {
  const byName = new Map(tables.map((table) => [table.name, table]))
  return expected.map((usual, index) => {
    const branch = branches[index]
    const table = branch && byName.get(branch.table)
    if (!gates || !table) return usual
    return gates[table.offset + branch.row * table.columns + branch.column] ?? 0
  })
}

/** The cells of a grid that an architecture takes. */
export function takenCells(
  { branches }: BranchGrid,
  space: SearchSpace,
  choices: Choices,
): ReadonlySet<number> {
  const taken = new Set(chosenBranches(space, choices).map(keyOf))
  return new Set(branches.flatMap((branch, i) => (branch && taken.has(keyOf(branch)) ? [i] : [])))
}

const keyOf = ({ table, row, column }: Branch) => `${table} ${row} ${column}`

interface GridCell {
  readonly branch: Branch
  /** Share of uniformly drawn architectures that take it. */
  readonly share: number
}

function gridOf(
  of: BranchGrid['of'],
  rows: readonly HeatRowHead[],
  columns: readonly HeatColumnHead[],
  cell: (row: number, column: number) => GridCell | null,
): BranchGrid {
  const cells = rows.flatMap((_, row) => columns.map((__, column) => cell(row, column)))
  return {
    of,
    rows,
    columns,
    branches: cells.map((each) => each?.branch ?? null),
    expected: Float32Array.from(cells, (each) => each?.share ?? 0),
  }
}

/** A node keeps two of its edges, and each of those one operation other than `none`. */
function cellGrid(space: CellSpace, type: CellType, text: BranchGridText) {
  const { nodes, operations } = space
  const edges = cellEdges(nodes)
  const columns = operations.filter((operation) => operation !== 'none')
  return gridOf(
    type,
    cellEdgeRows(nodes),
    operationColumns(columns, text.operations),
    (row, column) => {
      const { from, to } = edges[row] ?? { from: 0, to: 0 }
      const candidates = chosenCandidates(space, type, from, to)
      const operation = columns[column]
      if (!operation || !candidates.includes(operation)) return null
      const inputs = inputChoices(space, type, to)
      const kept = inputs.filter((states) => states.includes(from)).length / inputs.length
      const branch = { table: type, row, column: operations.indexOf(operation) }
      return { branch, share: kept / candidates.length }
    },
  )
}

const HALVES = ['x', 'y'] as const

/** A half of a node takes one operation on one state before it. */
function enasCellGrid(space: EnasCellSpace, type: CellType, text: BranchGridText) {
  const { nodes, operations } = space
  const rows = Array.from({ length: nodes }, (_, node) =>
    HALVES.map((half) => ({ name: `${node} ${half}`, group: String(node) })),
  ).flat()
  const columns = Array.from({ length: CELL_INPUTS + nodes - 1 }, (_, state) =>
    operationColumns(operations, text.operations, stateName(state)),
  ).flat()
  return gridOf(type, rows, columns, (row, column) => {
    const node = Math.floor(row / HALVES.length)
    const half = row % HALVES.length
    const [from, to] = [Math.floor(column / operations.length), CELL_INPUTS + node]
    const candidates = from < to ? chosenCandidates(space, type, from, to) : []
    const operation = operations[column % operations.length]
    if (!operation || !candidates.includes(operation)) return null
    const share = halfShare(statesOfHalves(space, type, to), half, from) / candidates.length
    return { branch: { table: `${type}/node.${node}`, row: half, column }, share }
  })
}

/** How often a half reads a state, when the first one is drawn from all that it may read, then the second. */
function halfShare(
  pairs: readonly (readonly [number, number])[],
  half: number,
  state: number,
): number {
  const firsts = [...new Set(pairs.map(([first]) => first))]
  const shares = firsts.map((first) => {
    const own = pairs.filter((pair) => pair[0] === first)
    return own.filter((pair) => pair[half] === state).length / own.length
  })
  return shares.reduce((sum, share) => sum + share, 0) / firsts.length
}

/** A layer takes one operation, and each skip from an earlier layer or not. */
function enasMacroGrid(space: EnasMacroSpace, text: BranchGridText) {
  const { layers, operations } = space
  const rows = Array.from({ length: layers }, (_, layer) => ({ name: String(layer), group: '' }))
  const skips = Array.from({ length: layers - 1 }, (_, layer): HeatColumnHead => ({
    term: String(layer),
    name: String(layer),
    short: String(layer),
    operation: null,
    group: text.skip,
  }))
  const columns = [...operationColumns(operations, text.operations, text.operation), ...skips]
  return gridOf('network', rows, columns, (row, column) => {
    const operation = operations[column]
    if (operation) {
      const candidates = layerOperations(space, row)
      const branch = { table: 'operation', row, column }
      return candidates.includes(operation) ? { branch, share: 1 / candidates.length } : null
    }
    const earlier = column - operations.length
    const kept = keptSkip(space, earlier, row)
    if (earlier >= row || kept === false) return null
    const branch = { table: 'skip', row: (row * (row - 1)) / 2 + earlier, column: 0 }
    return { branch, share: kept ? 1 : 1 / 2 }
  })
}

function nasBench201Grid(space: NasBench201Space, text: BranchGridText) {
  const { operations } = space
  const rows = NAS_BENCH_201_EDGES.map(({ from, to }) => ({
    name: `${from} → ${to}`,
    group: String(to),
  }))
  return gridOf('network', rows, operationColumns(operations, text.operations), (row, column) => {
    const edge = NAS_BENCH_201_EDGES[row]
    const candidates = edge ? nasBench201Candidates(space, edge) : []
    const operation = operations[column]
    if (!operation || !candidates.includes(operation)) return null
    return { branch: { table: 'cell', row, column }, share: 1 / candidates.length }
  })
}

/** A block takes one of the choices that fit its place and, where widths are searched, one of them. */
function chainGrid(space: ChainSpace, text: BranchGridText) {
  const { choices, widths } = space
  const searched = widths.length > 1
  const places = chainPlaces(space)
  const rows = space.stages.flatMap(({ blocks }, stage) =>
    Array.from({ length: blocks }, (_, block) => ({
      name: `${stage + 1}.${block + 1}`,
      group: String(stage),
    })),
  )
  const ratios = (searched ? widths : []).map((ratio): HeatColumnHead => ({
    term: String(ratio),
    name: `× ${ratio}`,
    short: `× ${ratio}`,
    operation: null,
    group: text.width,
  }))
  const blocks = operationColumns(choices, text.operations, searched ? text.operation : '')
  return gridOf('network', rows, [...blocks, ...ratios], (row, column) => {
    const place = places[row]
    const choice = choices[column]
    if (choice === undefined) {
      const branch = { table: 'width', row, column: column - choices.length }
      return { branch, share: 1 / widths.length }
    }
    const fitting = place ? fittingBlocks(space, place) : []
    const branch = { table: 'block', row, column }
    return fitting.includes(choice) ? { branch, share: 1 / fitting.length } : null
  })
}
