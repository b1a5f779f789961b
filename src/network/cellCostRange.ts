import { cellModel } from '../space/cellModel'
import type { CellSpace, CellType, Genotype } from '../space/cellSpace'
import { CELL_INPUTS, CELL_TYPES, nodeStates } from '../space/cellSpace'
import { takeInTurn } from '../space/draws'
import { chosenCandidates, inputChoices } from '../space/edgeRules'
import { buildCellArchitecture } from './cellNetworks'
import { COST_MEASURES, networkCost, type CostRange, type NetworkCost } from './cost'
import { edgeSource, edgeWork } from './edgeWork'
import type { Shape } from './network'

/** What each candidate adds on an edge: by kind of cell, the state read and the node's, by operation. */
type EdgeCosts = ReadonlyMap<string, ReadonlyMap<string, NetworkCost>>

const keyOf = (type: CellType, from: number, to: number) => `${type}/${from}-${to}`

/**
 * The exact range of a cell space: what an architecture costs is the sum over the edges that its nodes
 * keep and a part that all have, and nodes are free of one another. Yields after every network built.
 */
export function* cellCostRange(
  space: CellSpace,
  input: Shape,
  classes: number,
): Generator<undefined, CostRange> {
  const edges = yield* edgeCosts(space, input, classes)
  const model = cellModel(space)
  const some = takeInTurn(model, (_, [first]) => first as number)
  const whole = networkCost(buildCellArchitecture(space, some, input, classes))
  yield
  const chosen = chosenCosts(edges, model.genotype(some))

  const extreme = (sign: 1 | -1): NetworkCost => {
    const found = { parameters: 0, macs: 0 }
    for (const measure of COST_MEASURES) {
      const parts = chosen.reduce((sum, cost) => sum + cost[measure], 0)
      found[measure] = whole[measure] - parts + extremeCells(space, edges, measure, sign)
    }
    return found
  }
  return { least: extreme(-1), most: extreme(1) }
}

/** Edges from cell inputs do one work, edges between nodes another, so that few networks tell all. */
function* edgeCosts(
  space: CellSpace,
  input: Shape,
  classes: number,
): Generator<undefined, EdgeCosts> {
  const works = new Map<string, NetworkCost>()
  const edges = new Map<string, ReadonlyMap<string, NetworkCost>>()
  for (const type of CELL_TYPES) {
    for (const to of nodeStates(space.nodes)) {
      for (let from = 0; from < to; from++) {
        const costs = new Map<string, NetworkCost>()
        for (const operation of chosenCandidates(space, type, from, to)) {
          const source = edgeSource(from)
          const work = `${type}/${source}/${operation}`
          if (!works.has(work)) {
            works.set(work, edgeWork(space, { type, source }, operation, { input, classes }))
            yield
          }
          costs.set(operation, works.get(work) as NetworkCost)
        }
        edges.set(keyOf(type, from, to), costs)
      }
    }
  }
  return edges
}

function chosenCosts(edges: EdgeCosts, genotype: Genotype): NetworkCost[] {
  return CELL_TYPES.flatMap((type) =>
    genotype[type].nodes.flatMap((kept, node) =>
      kept.map(({ operation, input }) => {
        const cost = edges.get(keyOf(type, input, CELL_INPUTS + node))?.get(operation)
        if (!cost) throw new Error(`${operation} is no candidate on an edge that has it`)
        return cost
      }),
    ),
  )
}

/** The sum over all nodes of both cells: of what they may read, with what is dearest (or cheapest) there. */
function extremeCells(
  space: CellSpace,
  edges: EdgeCosts,
  measure: keyof NetworkCost,
  sign: 1 | -1,
): number {
  const pick = (values: readonly number[]) =>
    sign * Math.max(...values.map((value) => sign * value))
  const nodes = CELL_TYPES.flatMap((type) =>
    nodeStates(space.nodes).map((to) => {
      const edge = Array.from({ length: to }, (_, from) =>
        pick([...(edges.get(keyOf(type, from, to))?.values() ?? [])].map((cost) => cost[measure])),
      )
      const ways = inputChoices(space, type, to)
      return pick(ways.map((inputs) => inputs.reduce((sum, from) => sum + (edge[from] ?? 0), 0)))
    }),
  )
  return nodes.reduce((sum, node) => sum + node, 0)
}
