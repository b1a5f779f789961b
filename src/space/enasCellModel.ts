import type { ArcNumber } from './arcText'
import { readArc } from './arcText'
import type { CellGenotype, CellType, Genotype } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES } from './cellSpace'
import { countChoices, numbersBelow, requireChoices } from './choices'
import type { EnasCellOperation, EnasCellSpace } from './enasCellSpace'
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
 * node gives another arc, which has its own weights in the supernet.
 */
export function enasCellModel(space: EnasCellSpace): SpaceModel {
  const decisions = CELL_TYPES.flatMap((type) => cellDecisions(space, type))
  return {
    decisions,
    size: countChoices(decisions),
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
          index % space.nodes,
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

function readNode(space: EnasCellSpace, node: number, numbers: readonly ArcNumber[]): number[] {
  const [index1, op1, index2, op2] = numbers.map(({ value, at }, position) => {
    const state = CELL_INPUTS + node
    if (position % 2 === 0 && value >= state) {
      throw new GenotypeError('bad-input', `Node ${state} cannot read state ${value}`, at)
    }
    if (position % 2 === 1 && value >= space.operations.length) {
      throw new GenotypeError('unknown-operation', `There is no operation ${value}`, at)
    }
    return value
  }) as [number, number, number, number]
  return [index1, index2, op1, op2]
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
