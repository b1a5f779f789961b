import type { CellGenotype, CellSpace, CellType, Genotype } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES, EDGES_PER_NODE } from './cellSpace'
import { requireChoices } from './choices'
import { countArchitectures } from './counting'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { formatGenotype } from './genotypeFormat'
import type { OperationName } from './operations'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** Its architectures are always genotypes. */
interface CellModel extends SpaceModel {
  genotype(choices: Choices): Genotype
}

/** A node takes three decisions: which two states it reads, then the operation on each. */
const DECISIONS_PER_NODE = 1 + EDGES_PER_NODE

/**
 * DARTS' cells as choices: cell by cell and node by node the unordered pair of states read, then the
 * operation on the lower one, then on the higher one.
 */
export function cellModel(space: CellSpace): CellModel {
  const decisions = CELL_TYPES.flatMap((type) => cellDecisions(space, type))
  const genotype = (choices: Choices): Genotype => {
    requireChoices(decisions, choices)
    const half = decisions.length / CELL_TYPES.length
    return {
      normal: chosenCell(space, choices.slice(0, half)),
      reduce: chosenCell(space, choices.slice(half)),
    }
  }
  return {
    decisions,
    size: countArchitectures(space),
    format: (choices) => formatGenotype(genotype(choices)),
    parse: (text) => cellChoices(space, parseGenotype(text)),
    genotype,
  }
}

/**
 * The way back from a genotype: the choices that it stands for.
 * @throws GenotypeError when the genotype is not one of the space's architectures
 */
export function cellChoices(space: CellSpace, genotype: Genotype): Choices {
  return CELL_TYPES.flatMap((type) => choicesOfCell(space, type, genotype[type]))
}

/** Operations that an edge of an architecture may have. */
function edgeOperations(space: CellSpace): OperationName[] {
  return space.operations.filter((operation) => operation !== 'none')
}

/** All unordered pairs of the states below `state`: (0, 1), (0, 2), (1, 2), (0, 3), … */
function statePairs(state: number): (readonly [number, number])[] {
  const pairs: [number, number][] = []
  for (let high = 1; high < state; high++) {
    for (let low = 0; low < high; low++) pairs.push([low, high])
  }
  return pairs
}

function cellDecisions(space: CellSpace, type: CellType): Decision[] {
  const operations = edgeOperations(space)
  return Array.from({ length: space.nodes }, (_, node): Decision[] => {
    const name = `${type}/node.${node}`
    const pairs = statePairs(CELL_INPUTS + node).map((pair) => pair.join(' + '))
    return [
      { name: `${name}/inputs`, kind: 'inputs', options: pairs },
      { name: `${name}/edge.0`, kind: 'operation', options: operations },
      { name: `${name}/edge.1`, kind: 'operation', options: operations },
    ]
  }).flat()
}

function chosenCell(space: CellSpace, choices: Choices): CellGenotype {
  const operations = edgeOperations(space)
  const nodes = Array.from({ length: space.nodes }, (_, node) => {
    const [pair = 0, ...edges] = choices.slice(DECISIONS_PER_NODE * node)
    const inputs = statePairs(CELL_INPUTS + node)[pair] ?? [0, 1]
    return inputs.map((input, edge) => ({
      operation: operations[edges[edge] as number] as OperationName,
      input,
    }))
  })
  return { nodes, concat: nodes.map((_, node) => CELL_INPUTS + node) }
}

function choicesOfCell(space: CellSpace, type: CellType, cell: CellGenotype): number[] {
  const refuse = (message: string): never => {
    throw new GenotypeError('bad-cell', `In the ${type} cell, ${message}`, 0)
  }
  if (cell.nodes.length !== space.nodes) {
    refuse(`there are ${cell.nodes.length} nodes, and the space has ${space.nodes}`)
  }
  if (cell.concat.length !== space.nodes)
    refuse('not all nodes are joined, as they are in the space')
  const operations = edgeOperations(space)
  return cell.nodes.flatMap((edges, node) => {
    const sorted = [...edges].sort((a, b) => a.input - b.input)
    const inputs = sorted.map(({ input }) => input)
    const pair = statePairs(CELL_INPUTS + node).findIndex(
      (states) => inputs.length === EDGES_PER_NODE && states.every((s, i) => s === inputs[i]),
    )
    if (pair < 0) refuse(`node ${CELL_INPUTS + node} does not read two different states`)
    const chosen = sorted.map(({ operation }) => {
      const option = operations.indexOf(operation)
      return option < 0 ? refuse(`${operation} is used, which the space does not have`) : option
    })
    return [pair, ...chosen]
  })
}
