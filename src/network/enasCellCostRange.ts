import { CELL_INPUTS, CELL_TYPES, nodeStates, type CellType } from '../space/cellSpace'
import { chosenCandidates } from '../space/edgeRules'
import { enasCellModel, statesOfHalves } from '../space/enasCellModel'
import type { EnasCellOperation, EnasCellSpace } from '../space/enasCellSpace'
import type { Choices } from '../space/spaceModel'
import { COST_MEASURES, networkCost, type CostRange, type NetworkCost } from './cost'
import type { Shape } from './network'
import { buildArchitecture } from './spaceNetworks'

/** What parts of the cells of one kind cost, all of them together. */
interface PartCosts {
  /** Of each operation on any state, less that of the space's first. */
  readonly operations: ReadonlyMap<EnasCellOperation, NetworkCost>
  /** Of a state that is left to the output. */
  readonly looseEnd: NetworkCost
}

/**
 * The exact range of the ENAS cells. All states of a cell have one shape, so that an operation costs
 * the same wherever it reads, and every loose end costs the same; which ends are loose depends on all
 * nodes together, and is followed by the set of states that the nodes so far have read. Yields after
 * every network built.
 */
export function* enasCellCostRange(
  space: EnasCellSpace,
  input: Shape,
  classes: number,
): Generator<undefined, CostRange> {
  // Parts are told apart by what one change makes of an architecture, which rules need not allow.
  const free = { ...space, rules: {} }
  const plain = enasCellModel(free).decisions.map(() => 0)
  const costOf = function* (choices: Choices): Generator<undefined, NetworkCost> {
    const cost = networkCost(buildArchitecture(free, choices, input, classes))
    yield
    return cost
  }
  const base = yield* costOf(plain)
  const parts = new Map<CellType, PartCosts>()
  for (const [cell, type] of CELL_TYPES.entries()) {
    const firstNode = cell * (plain.length / CELL_TYPES.length)
    const [index1, op1] = [firstNode, firstNode + 2]
    const operations = new Map<EnasCellOperation, NetworkCost>()
    for (const [option, operation] of space.operations.entries()) {
      operations.set(operation, difference(yield* costOf(plain.with(op1, option)), base))
    }
    const looseEnd = difference(base, yield* costOf(plain.with(index1, 1)))
    parts.set(type, { operations, looseEnd })
  }

  const extreme = (sign: 1 | -1): NetworkCost => {
    const found = { parameters: 0, macs: 0 }
    for (const measure of COST_MEASURES) {
      const cells = [...parts].map(([type, costs]) =>
        extremeCell(space, type, costs, measure, sign),
      )
      found[measure] = cells.reduce((sum, cell) => sum + cell, base[measure])
    }
    return found
  }
  return { least: extreme(-1), most: extreme(1) }
}

/** How far the dearest (or cheapest) cell is from the plain one, all of whose nodes read state 0 alone. */
function extremeCell(
  space: EnasCellSpace,
  type: CellType,
  { operations, looseEnd }: PartCosts,
  measure: keyof NetworkCost,
  sign: 1 | -1,
): number {
  const better = (a: number, b: number) => sign * Math.max(sign * a, sign * b)
  /** By the set of states that are read, as bits: the best that the nodes so far may cost. */
  let byRead = new Map([[0, 0]])
  for (const node of nodeStates(space.nodes)) {
    const half = (from: number) =>
      chosenCandidates(space, type, from, node)
        .map((operation) => operations.get(operation)?.[measure] ?? 0)
        .reduce(better)
    const next = new Map<number, number>()
    for (const [first, second] of statesOfHalves(space, type, node)) {
      const cost = half(first) + half(second)
      for (const [read, before] of byRead) {
        const now = read | (1 << first) | (1 << second)
        const known = next.get(now)
        next.set(now, known === undefined ? before + cost : better(known, before + cost))
      }
    }
    byRead = next
  }
  const plainEnds = CELL_INPUTS + space.nodes - 1
  const ends = [...byRead].map(([read, cost]) => {
    const loose = CELL_INPUTS + space.nodes - bitsOf(read)
    return cost + (loose - plainEnds) * looseEnd[measure]
  })
  return ends.reduce(better)
}

function difference(a: NetworkCost, b: NetworkCost): NetworkCost {
  return { parameters: a.parameters - b.parameters, macs: a.macs - b.macs }
}

function bitsOf(set: number): number {
  return set === 0 ? 0 : (set & 1) + bitsOf(set >> 1)
}
