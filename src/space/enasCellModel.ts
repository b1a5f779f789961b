import type { ArcNumber } from './arcText'
import { readArc } from './arcText'
import type { CellGenotype, CellType, Genotype } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES, nodeStates } from './cellSpace'
import { numbersBelow, requireChoices } from './choices'
import type { EnasCellOperation, EnasCellSpace } from './enasCellSpace'
import { chosenCandidates, forcedStates, readStates } from './edgeRules'
import { GenotypeError } from './genotypeError'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** `index_1 op_1 index_2 op_2`. */
const NUMBERS_PER_NODE = 4

/** One half of a node: an operation, by its number in the space, on a state. */
export interface EnasBranch {
  readonly input: number
  readonly operation: number
}

/** A node adds its two halves. */
export type EnasNode = readonly [EnasBranch, EnasBranch]

/**
 * The ENAS cell as choices, in the order in which the published controller takes them
 * (enas/src/cifar10/micro_controller.py): normal cell, then reduction cell, and per node first both
 * inputs, then both operations. Arcs are counted as they are written: exchanging the halves of a
 * node gives another arc, which has its own weights in the supernet. Both halves of a node obey the
 * rules of the edges that they read; what is forced, one of them reads at least.
 */
export function enasCellModel(space: EnasCellSpace): SpaceModel {
  const decisions = CELL_TYPES.flatMap((type) => cellDecisions(space, type))
  return {
    decisions,
    size: countArcs(space),
    ...(space.rules && { open: (taken) => openOptions(space, taken) }),
    format: (choices) => {
      requireChoices(decisions, choices)
      const cells = enasCells(space, choices)
      return CELL_TYPES.map((type) => arcOf(cells[type])).join('\n')
    },
    parse: (text) => {
      const numbers = readArc(text, NUMBERS_PER_NODE * space.nodes * CELL_TYPES.length)
      return Array.from({ length: numbers.length / NUMBERS_PER_NODE }, (_, index) =>
        readNode(
          space,
          placeOf(space, index),
          numbers.slice(NUMBERS_PER_NODE * index, NUMBERS_PER_NODE * (index + 1)),
        ),
      ).flat()
    },
    genotype: (choices): Genotype => {
      requireChoices(decisions, choices)
      const { normal, reduce } = enasCells(space, choices)
      return { normal: drawnCell(space, normal), reduce: drawnCell(space, reduce) }
    },
  }
}

/** The nodes of both cells. */
export function enasCells(
  space: EnasCellSpace,
  choices: Choices,
): Readonly<Record<CellType, readonly EnasNode[]>> {
  const cell = (first: number) =>
    Array.from({ length: space.nodes }, (_, node): EnasNode => {
      const at = NUMBERS_PER_NODE * (first + node)
      const [index1 = 0, index2 = 0, op1 = 0, op2 = 0] = choices.slice(at, at + NUMBERS_PER_NODE)
      return [
        { input: index1, operation: op1 },
        { input: index2, operation: op2 },
      ]
    })
  return { normal: cell(0), reduce: cell(space.nodes) }
}

/**
 * States that nothing in the cell reads; joined, they are the cell's output. An input of the cell that
 * no node reads is one of them, as in the published code.
 */
export function looseEnds(nodes: readonly EnasNode[]): number[] {
  const used = new Set(nodes.flat().map(({ input }) => input))
  return Array.from({ length: CELL_INPUTS + nodes.length }, (_, state) => state).filter(
    (state) => !used.has(state),
  )
}

/** A node of one of the cells, by its state. */
interface NodePlace {
  readonly type: CellType
  readonly state: number
}

function placeOf({ nodes }: EnasCellSpace, index: number): NodePlace {
  const type = CELL_TYPES[Math.floor(index / nodes)] as CellType
  return { type, state: CELL_INPUTS + (index % nodes) }
}

/** What the second half of a node may read after the first: what is forced and still unread, if any. */
function secondStates(space: EnasCellSpace, { type, state }: NodePlace, first: number): number[] {
  const unread = forcedStates(space, type, state).filter((forced) => forced !== first)
  return unread.length > 0 ? unread : readStates(space, type, state)
}

function countArcs(space: EnasCellSpace): bigint {
  return CELL_TYPES.flatMap((type) =>
    nodeStates(space.nodes).map((state) => countNodes(space, { type, state })),
  ).reduce((count, nodes) => count * nodes, 1n)
}

function countNodes(space: EnasCellSpace, { type, state }: NodePlace): bigint {
  const operations = (from: number) => chosenCandidates(space, type, from, state).length
  return statesOfHalves(space, type, state).reduce(
    (sum, [first, second]) => sum + BigInt(operations(first) * operations(second)),
    0n,
  )
}

/** What both halves of a node may read together, in the order of the halves. */
export function statesOfHalves(
  space: EnasCellSpace,
  type: CellType,
  state: number,
): (readonly [number, number])[] {
  return readStates(space, type, state).flatMap((first) =>
    secondStates(space, { type, state }, first).map((second) => [first, second] as const),
  )
}

function openOptions(space: EnasCellSpace, taken: Choices): readonly boolean[] {
  const node = Math.floor(taken.length / NUMBERS_PER_NODE)
  const place = placeOf(space, node)
  const [first, second, ...operations] = taken.slice(NUMBERS_PER_NODE * node)
  if (second === undefined || first === undefined) {
    const states =
      first === undefined
        ? readStates(space, place.type, place.state)
        : secondStates(space, place, first)
    return Array.from({ length: place.state }, (_, state) => states.includes(state))
  }
  const read = operations.length > 0 ? second : first
  const candidates = chosenCandidates(space, place.type, read, place.state)
  return space.operations.map((operation) => candidates.includes(operation))
}

/**
 * Whether some cell leaves a state to its output: neither forced into a node, nor the only one that a
 * node may read.
 */
export function mayBeLoose(space: EnasCellSpace, type: CellType, state: number): boolean {
  return nodeStates(space.nodes).every((node) => {
    const read = readStates(space, type, node)
    const only = read.length === 1 && read.includes(state)
    return !only && !forcedStates(space, type, node).includes(state)
  })
}

function cellDecisions(space: EnasCellSpace, type: CellType): Decision[] {
  return Array.from({ length: space.nodes }, (_, node): Decision[] => {
    const name = `${type}/node.${node}`
    const states = numbersBelow(CELL_INPUTS + node)
    return [
      { name: `${name}/index.1`, kind: 'inputs', options: states },
      { name: `${name}/index.2`, kind: 'inputs', options: states },
      { name: `${name}/op.1`, kind: 'operation', options: space.operations },
      { name: `${name}/op.2`, kind: 'operation', options: space.operations },
    ]
  }).flat()
}

function arcOf(nodes: readonly EnasNode[]): string {
  return nodes
    .flat()
    .map(({ input, operation }) => `${input} ${operation}`)
    .join(' ')
}

function readNode(space: EnasCellSpace, place: NodePlace, numbers: readonly ArcNumber[]): number[] {
  const { type, state } = place
  const [index1, op1, index2, op2] = numbers as [ArcNumber, ArcNumber, ArcNumber, ArcNumber]
  for (const { value, at } of [index1, index2]) {
    if (value >= state) {
      throw new GenotypeError('bad-input', `Node ${state} cannot read state ${value}`, at)
    }
  }
  for (const { value, at } of [op1, op2]) {
    if (value >= space.operations.length) {
      throw new GenotypeError('unknown-operation', `There is no operation ${value}`, at)
    }
  }
  const requireState = ({ value, at }: ArcNumber, states: readonly number[]) => {
    if (states.includes(value)) return
    const message = `Rules of the ${type} cell do not let node ${state} read state ${value} here`
    throw new GenotypeError('bad-input', message, at)
  }
  requireState(index1, readStates(space, type, state))
  requireState(index2, secondStates(space, place, index1.value))
  const requireOperation = ({ value, at }: ArcNumber, from: number) => {
    const operation = space.operations[value] as EnasCellOperation
    if (chosenCandidates(space, type, from, state).includes(operation)) return
    const message = `Rules of the ${type} cell do not allow ${operation} on edge ${from} → ${state}`
    throw new GenotypeError('unknown-operation', message, at)
  }
  requireOperation(op1, index1.value)
  requireOperation(op2, index2.value)
  return [index1, index2, op1, op2].map(({ value }) => value)
}

function drawnCell(space: EnasCellSpace, nodes: readonly EnasNode[]): CellGenotype {
  return {
    nodes: nodes.map((halves) =>
      halves.map(({ input, operation }) => ({
        operation: space.operations[operation] as EnasCellOperation,
        input,
      })),
    ),
    concat: looseEnds(nodes),
  }
}
