import type { CellGenotype, GenotypeEdge } from './cellSpace'
import { CELL_INPUTS, EDGES_PER_NODE } from './cellSpace'
import type { GenotypeErrorCode } from './genotypeError'
import { GenotypeError } from './genotypeError'
import { isOperationName } from './operations'
import type { Literal } from './pythonLiteral'

/** Published cells have 4 or 5 nodes; the bound keeps pasted text drawable. */
export const MAX_GENOTYPE_NODES = 12
/** Of one node. FairDARTS may keep several operations on each of its edges. */
export const MAX_EDGES_PER_NODE = 16

type Edges = readonly GenotypeEdge[]

/** Makes a cell of the literals of its two fields; see `parseGenotype` for the forms. */
export function readCell(nodes: Literal, concat: Literal): CellGenotype {
  const items = listOf(nodes, 'bad-cell', 'A cell is a list of (operation, input) pairs')
  if (items.length === 0) throw new GenotypeError('bad-cell', 'The cell has no nodes', nodes.at)
  const [first] = items
  const form = first?.kind === 'list' ? first.items : []
  if (form[0]?.kind !== 'string') return finishCell(items.map(readNode), concat, nodes.at)
  if (form.length < 3) return finishCell(pairUp(items, nodes.at), concat, nodes.at)
  return finishSparseCell(groupByNode(items), concat, nodes.at)
}

/** darts: pairs in a row, two to a node. */
function pairUp(items: readonly Literal[], at: number): Edges[] {
  if (items.length % EDGES_PER_NODE) {
    const message = `The cell lists ${items.length} edges, which is not two to a node`
    throw new GenotypeError('bad-cell', message, at)
  }
  return Array.from({ length: items.length / EDGES_PER_NODE }, (_, node) =>
    items
      .slice(EDGES_PER_NODE * node, EDGES_PER_NODE * (node + 1))
      .map((item) => readPair(item, CELL_INPUTS + node)),
  )
}

/** khanrc: one list per node. */
function readNode(node: Literal, index: number): Edges {
  const items = listOf(node, 'bad-cell', 'Each node is a list of (operation, input) pairs')
  return items.map((item) => readPair(item, CELL_INPUTS + index))
}

/** FairDARTS: (operation, node, input), where a node may be left without edges. */
function groupByNode(items: readonly Literal[]): Edges[] {
  const nodes: GenotypeEdge[][] = []
  for (const item of items) {
    const [operation, node, input] = tuple(item, 3, '(operation, node, input)')
    const index = integer(node, 'bad-cell') - CELL_INPUTS
    if (index < 0 || index >= MAX_GENOTYPE_NODES) {
      throw new GenotypeError('bad-cell', `There is no node ${index + CELL_INPUTS}`, node.at)
    }
    while (nodes.length <= index) nodes.push([])
    nodes[index]?.push(readEdge(operation, input, CELL_INPUTS + index))
  }
  return nodes
}

/**
 * As FairDARTS' own model reads its cells: an edge from a node without edges is left out, and the
 * output joins the nodes that do exist, whatever `concat` says.
 */
function finishSparseCell(nodes: readonly Edges[], concat: Literal, at: number): CellGenotype {
  const kept: Edges[] = []
  for (const edges of nodes) {
    const missing = (input: number) => kept[input - CELL_INPUTS]?.length === 0
    kept.push(edges.filter(({ input }) => !missing(input)))
  }
  listOf(concat, 'bad-concat', 'The concat is a list of states')
  return checkedCell(kept, existingStates(kept), at)
}

function finishCell(nodes: readonly Edges[], concat: Literal, at: number): CellGenotype {
  const existing = existingStates(nodes)
  const items = listOf(concat, 'bad-concat', 'The concat is a list of states')
  const states = items.map((item) => {
    const state = integer(item, 'bad-concat')
    if (!existing.includes(state)) {
      throw new GenotypeError(
        'bad-concat',
        `The concat names ${state}, which is not a node`,
        item.at,
      )
    }
    return state
  })
  if (states.length === 0 || new Set(states).size < states.length) {
    throw new GenotypeError(
      'bad-concat',
      'The concat names one or more nodes, each once',
      concat.at,
    )
  }
  return checkedCell(nodes, states, at)
}

function checkedCell(nodes: readonly Edges[], concat: readonly number[], at: number): CellGenotype {
  if (nodes.length > MAX_GENOTYPE_NODES) {
    const message = `The cell has ${nodes.length} nodes; ${MAX_GENOTYPE_NODES} is the most`
    throw new GenotypeError('bad-cell', message, at)
  }
  nodes.forEach((edges, node) => {
    const state = CELL_INPUTS + node
    if (edges.length > MAX_EDGES_PER_NODE) {
      const message = `Node ${state} has ${edges.length} edges; ${MAX_EDGES_PER_NODE} is the most`
      throw new GenotypeError('bad-cell', message, at)
    }
    if (edges.length > 0 && edges.every(({ operation }) => operation === 'none')) {
      throw new GenotypeError('bad-cell', `Node ${state} has no operation but none`, at)
    }
    const missing = edges.find(({ input }) => nodes[input - CELL_INPUTS]?.length === 0)
    if (missing) {
      const message = `Node ${state} reads node ${missing.input}, which has no edges`
      throw new GenotypeError('bad-input', message, at)
    }
  })
  if (concat.length === 0) throw new GenotypeError('bad-cell', 'The cell has no nodes', at)
  return { nodes, concat }
}

function existingStates(nodes: readonly Edges[]): number[] {
  return nodes.flatMap((edges, node) => (edges.length > 0 ? [CELL_INPUTS + node] : []))
}

function readPair(item: Literal, state: number): GenotypeEdge {
  const [operation, input] = tuple(item, 2, '(operation, input)')
  return readEdge(operation, input, state)
}

function readEdge(operation: Literal, input: Literal, state: number): GenotypeEdge {
  if (operation.kind !== 'string' || !isOperationName(operation.value)) {
    const found = operation.kind === 'string' ? `“${operation.value.slice(0, 40)}”` : 'this'
    throw new GenotypeError('unknown-operation', `There is no operation ${found}`, operation.at)
  }
  const source = integer(input, 'bad-input')
  if (source < 0 || source >= state) {
    throw new GenotypeError('bad-input', `Node ${state} cannot read state ${source}`, input.at)
  }
  return { operation: operation.value, input: source }
}

type Tuple<Length extends 2 | 3> = Length extends 2
  ? readonly [Literal, Literal]
  : readonly [Literal, Literal, Literal]

function tuple<Length extends 2 | 3>(item: Literal, length: Length, form: string): Tuple<Length> {
  const items = listOf(item, 'bad-cell', `Expected ${form}`)
  if (items.length !== length) throw new GenotypeError('bad-cell', `Expected ${form}`, item.at)
  return items as unknown as Tuple<Length>
}

function listOf(literal: Literal, code: GenotypeErrorCode, message: string): readonly Literal[] {
  if (literal.kind !== 'list') throw new GenotypeError(code, message, literal.at)
  return literal.items
}

function integer(literal: Literal, code: GenotypeErrorCode): number {
  if (literal.kind !== 'integer') throw new GenotypeError(code, 'Expected a number', literal.at)
  return literal.value
}
