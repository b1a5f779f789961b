import type { GateCost, GateCostForm } from '../engine/gateCost'
import { sumOverGates } from '../network/gateBlocks'
import type { Network, Shape } from '../network/network'
import { gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import { costBy, logarithmicCost, type CostMeasure, type ObjectiveSettings } from '../run/objective'
import { cellEdges, EDGES_PER_NODE, type CellSpace } from '../space/cellSpace'
import { drawUniform } from '../space/draws'
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
 * enter a node, so that each of them counts with the share 2 / k: E is then of the size of what is
 * derived, and can be held against a target for it.
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
  const shares = edgeShares(space)
  const costs = whole.map((cost) => unit * cost)
  for (const { offset, rows, columns } of supernet.gateTables) {
    for (let i = 0; i < rows * columns; i++) {
      costs[offset + i]! *= shares[Math.floor(i / columns)] ?? 1
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

/** By row: how likely an edge is to be kept, were all that enter its node alike. */
function edgeShares({ nodes }: CellSpace): number[] {
  const edges = cellEdges(nodes)
  return edges.map(({ to }) => {
    const entering = edges.filter((edge) => edge.to === to).length
    return Math.min(1, EDGES_PER_NODE / entering)
  })
}
