import type { CellGenotype, CellSpace, CellType, Genotype, GenotypeEdge } from './cellSpace'
import { CELL_INPUTS, CELL_TYPES, nodeStates } from './cellSpace'
import { requireChoices } from './choices'
import { countArchitectures } from './counting'
import { chosenCandidates, inputChoices } from './edgeRules'
import { parseGenotype } from './genotype'
import { GenotypeError } from './genotypeError'
import { formatGenotype } from './genotypeFormat'
import type { OperationName } from './operations'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** Its architectures are always genotypes. */
interface CellModel extends SpaceModel {
  genotype(choices: Choices): Genotype
}

/** A node of some cell as decisions. */
interface NodePlan {
  readonly type: CellType
  readonly state: number
  /** The states that may be read together: pairs, or the only one. */
  readonly inputs: readonly (readonly number[])[]
  /** What the edge from each state before the node may be. */
  readonly candidates: readonly (readonly OperationName[])[]
  /** All of these together: the options on each edge. */
  readonly operations: readonly OperationName[]
}

/**
 * DARTS' cells as choices: cell by cell and node by node the unordered pair of states read, then the
 * operation on the lower one, then on the higher one. A node that may read a single state has no
 * second operation.
 */
export function cellModel(space: CellSpace): CellModel {
  const plans = CELL_TYPES.flatMap((type) => nodePlans(space, type))
  const decisions = plans.flatMap(nodeDecisions)
  const genotype = (choices: Choices): Genotype => {
    requireChoices(decisions, choices)
    const taken = chosenNodes(plans, choices)
    return { normal: joined(taken.slice(0, space.nodes)), reduce: joined(taken.slice(space.nodes)) }
  }
  return {
    decisions,
    size: countArchitectures(space),
    ...(plans.some(hasOwnCandidates) && { open: (taken) => openOptions(plans, taken) }),
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

function nodePlans(space: CellSpace, type: CellType): NodePlan[] {
  return nodeStates(space.nodes).map((state) => {
    const candidates = Array.from({ length: state }, (_, from) =>
      chosenCandidates(space, type, from, state),
    )
    const operations = space.operations.filter((name) =>
      candidates.some((names) => names.includes(name)),
    )
    return { type, state, inputs: inputChoices(space, type, state), candidates, operations }
  })
}

/** Edges that an architecture's node has. */
const edgesOf = ({ inputs }: NodePlan) => inputs[0]?.length ?? 0

function nodeDecisions(plan: NodePlan): Decision[] {
  const name = `${plan.type}/node.${plan.state - CELL_INPUTS}`
  const options = plan.inputs.map((states) => states.join(' + '))
  const edges = Array.from({ length: edgesOf(plan) }, (_, edge): Decision => ({
    name: `${name}/edge.${edge}`,
    kind: 'operation',
    options: plan.operations,
  }))
  return [{ name: `${name}/inputs`, kind: 'inputs', options }, ...edges]
}

/** Whether some edge lacks an operation that another one into its node has. */
function hasOwnCandidates({ inputs, candidates, operations }: NodePlan): boolean {
  return inputs.flat().some((from) => (candidates[from]?.length ?? 0) < operations.length)
}

function openOptions(plans: readonly NodePlan[], taken: Choices): readonly boolean[] {
  let next = 0
  for (const plan of plans) {
    const [inputs, ...edges] = taken.slice(next, next + 1 + edgesOf(plan))
    if (inputs === undefined) return plan.inputs.map(() => true)
    if (edges.length < edgesOf(plan)) {
      const from = plan.inputs[inputs]?.[edges.length] as number
      return plan.operations.map((operation) => !!plan.candidates[from]?.includes(operation))
    }
    next += 1 + edgesOf(plan)
  }
  return []
}

function chosenNodes(plans: readonly NodePlan[], choices: Choices): GenotypeEdge[][] {
  let next = 0
  return plans.map((plan) => {
    const [inputs = 0, ...edges] = choices.slice(next, next + 1 + edgesOf(plan))
    next += 1 + edgesOf(plan)
    return (plan.inputs[inputs] ?? []).map((input, edge) => ({
      operation: plan.operations[edges[edge] as number] as OperationName,
      input,
    }))
  })
}

function joined(nodes: readonly (readonly GenotypeEdge[])[]): CellGenotype {
  return { nodes, concat: nodeStates(nodes.length) }
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
  return nodePlans(space, type).flatMap(({ state, inputs, candidates, operations }, node) => {
    const sorted = [...(cell.nodes[node] ?? [])].sort((a, b) => a.input - b.input)
    const read = sorted.map(({ input }) => input)
    const option = inputs.findIndex((states) => states.join() === read.join())
    if (option < 0) refuse(unreadable(state, read, inputs))
    const chosen = sorted.map(({ operation, input }) => {
      if (!space.operations.includes(operation) || operation === 'none') {
        refuse(`${operation} is used, which the space does not have`)
      }
      if (!candidates[input]?.includes(operation)) {
        refuse(`${operation} is used on edge ${input} → ${state}, where rules do not allow it`)
      }
      return operations.indexOf(operation)
    })
    return [option, ...chosen]
  })
}

/** Why a node cannot read these states. */
function unreadable(node: number, read: readonly number[], inputs: NodePlan['inputs']): string {
  const count = inputs[0]?.length ?? 0
  if (read.length !== count || new Set(read).size < count) {
    const wanted = count === 1 ? 'one state' : 'two different states'
    return `node ${node} does not read ${wanted}`
  }
  return `rules do not let node ${node} read ${count === 1 ? 'state' : 'states'} ${read.join(' and ')}`
}
