import type { Choices, Decision } from '../space/spaceModel'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { multiplyAccumulates } from './cost'
import type { Shape } from './network'
import { parameterCount } from './network'
import { buildArchitecture } from './spaceNetworks'

export interface NetworkCost {
  readonly parameters: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
}

/** Between what and what the architectures of a space cost. */
export interface CostRange {
  readonly least: NetworkCost
  readonly most: NetworkCost
}

const MEASURES = ['parameters', 'macs'] as const
/** Rounds over the inputs; each ends at a cost that no single change betters, mostly the second. */
const MOST_SWEEPS = 5

/**
 * The cheapest and the dearest architecture of a space, by each measure. Operations and skips add
 * up, so that each is judged by itself against one architecture, in which blocks are as narrow or as
 * wide as they can be; what nodes read decides together which ends are loose, and is improved one
 * decision after another. Yields after every architecture
 * that it builds, so that the caller may stop, or rest.
 */
export function* costRange(
  space: SearchSpace,
  input: Shape,
  classes: number,
): Generator<undefined, CostRange> {
  const { decisions } = spaceModel(space)
  const known = new Map<string, NetworkCost>()
  const costOf = function* (choices: Choices): Generator<undefined, NetworkCost> {
    const key = choices.join()
    const before = known.get(key)
    if (before) return before
    const network = buildArchitecture(space, choices, input, classes)
    const cost = { parameters: parameterCount(network), macs: multiplyAccumulates(network) }
    known.set(key, cost)
    yield
    return cost
  }

  const extreme = function* (sign: 1 | -1): Generator<undefined, NetworkCost> {
    const plain = decisions.map((decision) => plainOption(decision, sign))
    const singles: NetworkCost[][] = []
    for (const [index, { kind, options }] of decisions.entries()) {
      const costs: NetworkCost[] = []
      if (kind === 'operation' || kind === 'skip') {
        for (const option of options.keys()) costs.push(yield* costOf(plain.with(index, option)))
      }
      singles.push(costs)
    }
    const found = { parameters: 0, macs: 0 }
    let inputs: Choices | null = null
    for (const measure of MEASURES) {
      const separate = plain.map((option, index) => {
        const costs = singles[index] ?? []
        return costs.length > 0 ? bestOf(costs, measure, sign) : option
      })
      inputs ??= yield* improvedInputs(decisions, separate, sign, costOf)
      const choices = separate.map((option, index) =>
        decisions[index]?.kind === 'inputs' ? (inputs?.[index] ?? 0) : option,
      )
      found[measure] = (yield* costOf(choices))[measure]
    }
    return found
  }
  return { least: yield* extreme(-1), most: yield* extreme(1) }
}

/** The first option; of widths, which change what a block costs, the narrowest or the widest. */
function plainOption({ kind, options }: Decision, sign: 1 | -1): number {
  if (kind !== 'width') return 0
  const widths = options.map(Number)
  return widths.indexOf(sign > 0 ? Math.max(...widths) : Math.min(...widths))
}

type CostOf = (choices: Choices) => Generator<undefined, NetworkCost>

/** What nodes read, changed as long as one change alone makes a difference in the wanted direction. */
function* improvedInputs(
  decisions: readonly Decision[],
  start: Choices,
  sign: 1 | -1,
  costOf: CostOf,
): Generator<undefined, Choices> {
  let choices = start
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const before = choices
    for (const [index, { kind, options }] of decisions.entries()) {
      if (kind !== 'inputs') continue
      const costs: NetworkCost[] = []
      for (const option of options.keys()) costs.push(yield* costOf(choices.with(index, option)))
      const best = bestOf(costs, 'macs', sign)
      const gain = sign * ((costs[best]?.macs ?? 0) - (costs[choices[index] ?? 0]?.macs ?? 0))
      if (gain > 0) choices = choices.with(index, best)
    }
    if (choices === before) break
  }
  return choices
}

/** Position of the first that is largest (or, by a negative sign, smallest). */
function bestOf(costs: readonly NetworkCost[], measure: keyof NetworkCost, sign: 1 | -1): number {
  return costs.reduce(
    (best, cost, index) =>
      sign * (cost[measure] - (costs[best]?.[measure] ?? 0)) > 0 ? index : best,
    0,
  )
}
