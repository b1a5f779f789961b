import type { GateCost, GateCostForm } from '../engine/gateCost'
import { sumOverGates } from '../network/gateBlocks'
import type { Network, Shape } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import { costBy, logarithmicCost, type CostMeasure, type ObjectiveSettings } from '../run/objective'
import {
  CELL_TYPES,
  cellEdges,
  EDGES_PER_NODE,
  type CellSpace,
  type CellType,
} from '../space/cellSpace'
import { drawUniform } from '../space/draws'
import { forcedStates, readStates } from '../space/edgeRules'
import { spaceModel } from '../space/spaceModels'
import type { CandidateCosts, LatencySource } from './costs'
import { InfeasibleError } from './objective'

/** Architectures by which the part is found that all have. */
const SAMPLES = 8

/** What the cost of a mixture is made from. */
export interface GateCostGround {
  readonly objective: ObjectiveSettings
  readonly space: CellSpace
  readonly supernet: Network
  readonly input: Shape
  readonly classes: number
  readonly costs: CandidateCosts
  /** Null where nothing is known of latencies. */
  readonly latency: Pick<LatencySource, 'gates'> | null
}

/**
 * The expected cost of an architecture by the gates, E = fixed + Σ share · gate · cost, as ProxylessNAS
 * and FBNet have it. They keep one branch of every row; a DARTS cell keeps two of the k edges that
 * may enter a node, so that each of them counts with the share 2 / k: E is then of the size of what is
 * derived, and can be held against a target for it. Forced edges count in full, and leave the others
 * fewer places.
 * @returns null for accuracy alone, which costs nothing
 * @throws InfeasibleError for objectives without a gradient, or when latencies are not known
 */
export function gateCostOf(ground: GateCostGround): GateCost | null {
  const { objective, space, supernet } = ground
  if (objective.kind === 'accuracy') return null
  if (objective.kind !== 'additive' && objective.kind !== 'log-product') {
    throw new InfeasibleError(
      `DARTS follows gradients, and the objective ${objective.kind} has none`,
    )
  }
  const { measure } = objective
  const unit = objective.kind === 'log-product' ? logarithmicCost(measure, 1) : 1
  const whole = branchCosts(ground, measure)
  const fixed = fixedCost(ground, measure, whole)
  const costs = whole.map((cost) => unit * cost)
  for (const type of CELL_TYPES) {
    const shares = edgeShares(space, type)
    const table = supernet.gateTables.find(({ name }) => name === type)
    if (!table) throw new Error(`The network has no gates of ${type} cells`)
    for (let i = 0; i < table.rows * table.columns; i++) {
      costs[table.offset + i]! *= shares[Math.floor(i / table.columns)] ?? 0
    }
  }
  return { costs, fixed: unit * fixed, form: formOf(objective, unit) }
}

/** In the measure's own unit again: ms for latency. */
export function ownUnit(objective: ObjectiveSettings, expected: number): number {
  if (objective.kind !== 'log-product') return expected
  return expected / logarithmicCost(objective.measure, 1)
}

function formOf(
  objective: Extract<ObjectiveSettings, { kind: 'additive' | 'log-product' }>,
  unit: number,
): GateCostForm {
  const target = unit * objective.target
  if (objective.kind === 'additive') return { kind: 'additive', target, weight: objective.weight }
  const { scale, exponent } = objective
  return { kind: 'log-product', target, scale, exponent }
}

/** What each branch brings to an architecture that has it, by gate. */
function branchCosts(ground: GateCostGround, measure: CostMeasure): Float32Array {
  const { space, supernet, input, classes, latency } = ground
  switch (measure) {
    case 'latency':
      if (latency) return latency.gates(space, supernet)
      throw new InfeasibleError('The objective needs the latency, which has not been measured here')
    case 'macs':
    case 'parameters':
      return sumOverGates(space, supernet, input, classes, (block) => block[measure])
    case 'memory':
      throw new InfeasibleError('Memory does not add up over branches: it has no gradient')
  }
}

/** What architectures cost besides their branches: the mean over some, which hardly differ in it. */
function fixedCost(
  { space, supernet, costs }: GateCostGround,
  measure: CostMeasure,
  branches: Float32Array,
): number {
  const model = spaceModel(space)
  const key = splitKey(randomKey(0), 'fixed-cost')
  const rests: number[] = []
  for (let draw = 0; rests.length < SAMPLES; draw++) {
    const choices = drawUniform(model, splitKey(key, draw))
    if (!choices) continue
    const cost = costBy(measure, costs.of(choices))
    if (cost === null) throw new InfeasibleError(`The ${measure} of an architecture is not known`)
    const path = gatePath(space, supernet, choices)
    rests.push(path.reduce((rest, runs, gate) => rest - runs * (branches[gate] ?? 0), cost))
  }
  return rests.reduce((sum, rest) => sum + rest, 0) / rests.length
}

/** By row: how likely an edge is to be kept, were all alike that may enter its node besides forced ones. */
function edgeShares(space: CellSpace, type: CellType): number[] {
  return cellEdges(space.nodes).map(({ from, to }) => {
    const entering = readStates(space, type, to)
    if (!entering.includes(from)) return 0
    const forced = forcedStates(space, type, to)
    if (forced.includes(from)) return 1
    return Math.min(1, (EDGES_PER_NODE - forced.length) / (entering.length - forced.length))
  })
}
