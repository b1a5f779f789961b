import { openOptions, takeInTurn } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices, Decision } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { cellCostRange } from './cellCostRange'
import { COST_MEASURES, networkCost, type CostRange, type NetworkCost } from './cost'
import { enasCellCostRange } from './enasCellCostRange'
import type { Shape } from './network'
import { buildArchitecture } from './spaceNetworks'

export type { CostRange } from './cost'

/**
 * The cheapest and the dearest architecture of a space, by each measure. Yields after every network
 * that it builds, so that the caller may stop, or rest.
 *
 * @param input height × width × channels of one image
 */
export function costRange(
  space: SearchSpace,
  input: Shape,
  classes: number,
): Generator<undefined, CostRange> {
  switch (space.kind) {
    case 'cell':
      return cellCostRange(space, input, classes)
    case 'enas-cell':
      return enasCellCostRange(space, input, classes)
    default:
      return decidedCostRange(space, input, classes)
  }
}

/**
 * Operations and skips add up where nothing is chosen that others depend on, so that each is judged by
 * itself against one architecture, in which blocks are as narrow or as wide as they can be.
 */
function* decidedCostRange(
  space: SearchSpace,
  input: Shape,
  classes: number,
): Generator<undefined, CostRange> {
  const model = spaceModel(space)
  const { decisions } = model
  const costOf = function* (choices: Choices): Generator<undefined, NetworkCost> {
    const cost = networkCost(buildArchitecture(space, choices, input, classes))
    yield
    return cost
  }

  const extreme = function* (sign: 1 | -1): Generator<undefined, NetworkCost> {
    const plain = takeInTurn(model, (decision, open) =>
      plainOption(decisions[decision] as Decision, open, sign),
    )
    const singles: Map<number, NetworkCost>[] = []
    for (const [index, { kind }] of decisions.entries()) {
      const costs = new Map<number, NetworkCost>()
      const open = kind === 'width' ? [] : openOptions(model, plain.slice(0, index))
      for (const option of open) costs.set(option, yield* costOf(plain.with(index, option)))
      singles.push(costs)
    }
    const found = { parameters: 0, macs: 0 }
    for (const measure of COST_MEASURES) {
      const best = plain.map((option, index) => bestOf(singles[index], measure, sign) ?? option)
      found[measure] = (yield* costOf(best))[measure]
    }
    return found
  }
  return { least: yield* extreme(-1), most: yield* extreme(1) }
}

/** The first option open; of widths, which change what a block costs, the narrowest or the widest. */
function plainOption({ kind, options }: Decision, open: readonly number[], sign: 1 | -1): number {
  if (kind !== 'width') return open[0] as number
  const widths = options.map(Number)
  return widths.indexOf(sign > 0 ? Math.max(...widths) : Math.min(...widths))
}

/** The first option whose cost is largest (or, by a negative sign, smallest); undefined of none. */
function bestOf(
  costs: ReadonlyMap<number, NetworkCost> | undefined,
  measure: keyof NetworkCost,
  sign: 1 | -1,
): number | undefined {
  let best: { readonly option: number; readonly cost: number } | undefined
  for (const [option, { [measure]: cost }] of costs ?? []) {
    if (!best || sign * (cost - best.cost) > 0) best = { option, cost }
  }
  return best?.option
}
