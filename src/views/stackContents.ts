import type { NetworkPart } from '../network/networkParts'
import { softmaxRows } from '../network/gates'
import type { GateTable } from '../network/network'
import type { AnyOperation } from '../space/anyOperation'
import { reductionCells, type CellGenotype, type CellType, type Genotype } from '../space/cellSpace'
import { chosenBlocks } from '../space/chainModel'
import { enasMacroLayers } from '../space/enasMacroModel'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_NODES } from '../space/nasBench201Space'
import type { SpaceOf } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { cellRestrictions, type CellContent } from './cellModel'
import type { ShownRun } from './shownRun'

/** A branch of a block or layer. */
export interface BranchChoice {
  readonly operation: AnyOperation
  /** How likely the method thinks it; null where it thinks nothing yet. */
  readonly share: number | null
  readonly taken: boolean
}

/** An edge between two nodes, mixed of its operations. */
export interface MixedEdge {
  readonly from: number
  readonly to: number
  readonly choices: readonly BranchChoice[]
}

/** What unfolds of a part of a network. */
export type PartContent =
  | { readonly kind: 'cell'; readonly type: CellType; readonly cell: CellContent }
  | { readonly kind: 'enas-cell'; readonly type: CellType; readonly cell: CellGenotype }
  | { readonly kind: 'edges'; readonly nodes: number; readonly edges: readonly MixedEdge[] }
  | {
      readonly kind: 'choices'
      readonly choices: readonly BranchChoice[]
      /** Earlier layers whose inputs are added. */
      readonly skips: readonly number[]
      /** Ratio of the middle channels; null where widths are not searched. */
      readonly width: number | null
    }

type Contents = (part: NetworkPart) => PartContent | null

/** What is in each part of the network of a run, by its gates and by what is taken of them. */
export function stackContents(run: ShownRun, derived: Genotype | null): Contents {
  const { space } = run.timeline.config
  switch (space.kind) {
    case 'cell':
      return cellContents(run, space, derived)
    case 'enas-cell':
      return enasCellContents(run, space)
    case 'nas-bench-201':
      return edgeContents(run, space)
    case 'enas-macro':
      return layerContents(run, space)
    case 'chain':
      return blockContents(run, space)
  }
}

/** Gates of a table at the playhead, uniform before the first step; null where nobody has a table. */
function gatesAt({ timeline, snapshot }: ShownRun, name: string) {
  const table = timeline.gateTables.find((each) => each.name === name)
  if (!table) return null
  const { offset, rows, columns } = table
  const size = rows * columns
  const gates = snapshot
    ? snapshot.gates.subarray(offset, offset + size)
    : softmaxRows(new Float32Array(size), [{ ...table, offset: 0 }])
  return { table, gates }
}

const typeOf = (cells: number, index: number): CellType =>
  reductionCells(cells).includes(index) ? 'reduce' : 'normal'

function cellContents(run: ShownRun, space: SpaceOf<'cell'>, derived: Genotype | null): Contents {
  const found = derived ?? (run.best && spaceModel(space).genotype(run.best.choices))
  const { nodes, operations } = space
  const content = (type: CellType): CellContent => ({
    nodes,
    operations,
    gates: gatesAt(run, type)?.gates,
    genotype: found?.[type],
    restrictions: cellRestrictions(space, type),
  })
  const cells = { normal: content('normal'), reduce: content('reduce') }
  return ({ kind, index }) => {
    const type = typeOf(space.cells, index)
    return kind === 'cell' ? { kind: 'cell', type, cell: cells[type] } : null
  }
}

function enasCellContents({ best }: ShownRun, space: SpaceOf<'enas-cell'>): Contents {
  const found = best && spaceModel(space).genotype(best.choices)
  return ({ kind, index }) => {
    const type = typeOf(space.cells, index)
    return kind === 'cell' && found ? { kind: 'enas-cell', type, cell: found[type] } : null
  }
}

/** The edges of the cell of NAS-Bench-201: what a method thinks of their operations, and what is taken. */
export function likelyEdges(run: ShownRun, { operations }: SpaceOf<'nas-bench-201'>): MixedEdge[] {
  const beliefs = gatesAt(run, 'cell')
  return NAS_BENCH_201_EDGES.map(({ from, to }, row) => ({
    from,
    to,
    choices: rowChoices(operations, beliefs, row, run.best?.choices[row] ?? null),
  }))
}

function edgeContents(run: ShownRun, space: SpaceOf<'nas-bench-201'>): Contents {
  const edges = likelyEdges(run, space)
  const content: PartContent = { kind: 'edges', nodes: NAS_BENCH_201_NODES, edges }
  return ({ kind }) => (kind === 'cell' ? content : null)
}

function layerContents(run: ShownRun, space: SpaceOf<'enas-macro'>): Contents {
  const beliefs = gatesAt(run, 'operation')
  const layers = run.best && enasMacroLayers(space, run.best.choices)
  return ({ kind, index }) => {
    if (kind !== 'layer') return null
    const layer = layers?.[index]
    return {
      kind: 'choices',
      choices: rowChoices(space.operations, beliefs, index, layer?.operation ?? null),
      skips: layer?.skips.flatMap((taken, earlier) => (taken ? [earlier] : [])) ?? [],
      width: null,
    }
  }
}

function blockContents(run: ShownRun, space: SpaceOf<'chain'>): Contents {
  const beliefs = gatesAt(run, 'block')
  const blocks = run.best && chosenBlocks(space, run.best.choices)
  return ({ kind, index }) => {
    if (kind !== 'block') return null
    const chosen = blocks?.[index]
    const taken = chosen ? space.choices.indexOf(chosen.block) : null
    return {
      kind: 'choices',
      choices: rowChoices(space.choices, beliefs, index, taken),
      skips: [],
      width: chosen && space.widths.length > 1 ? (space.widths[chosen.width] ?? null) : null,
    }
  }
}

/** The branches that a row has. */
function rowChoices(
  operations: readonly AnyOperation[],
  beliefs: { readonly table: GateTable; readonly gates: Float32Array } | null,
  row: number,
  taken: number | null,
): BranchChoice[] {
  return operations.flatMap((operation, column) => {
    const branch = row * operations.length + column
    if (beliefs?.table.allowed?.[branch] === false) return []
    const share = beliefs?.gates[branch] ?? null
    return [{ operation, share, taken: column === taken }]
  })
}
