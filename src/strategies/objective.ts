import type { Cost, CostMeasure, ObjectiveSettings } from '../run/objective'
import { COST_MEASURES, costBy, logarithmicCost } from '../run/objective'
import type { Choices } from '../space/spaceModel'
import { crowdedOrder, dominates, type Aims } from './nonDominated'

/** What an objective looks at in a judged architecture: accuracy (0–1) and loss on held-out images. */
export interface Judged {
  readonly accuracy: number
  readonly loss: number
  readonly cost: Cost
}

/** No architecture that was drawn keeps the limits, or they need a measure that nobody took. */
export class InfeasibleError extends Error {
  override readonly name = 'InfeasibleError'
  readonly code = 'config'
}

/**
 * Whether an architecture of this cost may be judged at all.
 * @throws InfeasibleError when there is a limit on a latency that was not measured
 */
export function keepsLimits(objective: ObjectiveSettings, cost: Cost): boolean {
  if (objective.kind !== 'constrained') return true
  return COST_MEASURES.every((measure) => {
    const limit = objective.limits[measure]
    return limit === undefined || measured(measure, cost) <= limit
  })
}

/** By what share of themselves limits are exceeded, all together; 0 where they are kept. */
export function excessOf(objective: ObjectiveSettings, cost: Cost): number {
  if (objective.kind !== 'constrained') return 0
  return COST_MEASURES.reduce((sum, measure) => {
    const limit = objective.limits[measure]
    return limit === undefined ? sum : sum + Math.max(0, measured(measure, cost) / limit - 1)
  }, 0)
}

/**
 * What the objective makes of accuracy and cost; higher is better. With several aims it is the
 * accuracy alone, and `bestFirst` compares the rest.
 * - constrained: ACC, or −∞ past a limit
 * - weighted product: ACC · (cost / target)^w, w by the side of the target (MnasNet, equation 2)
 * - additive: ACC − weight · (cost − target) / target
 * - logarithmic product: −CE · scale · (log cost / log target)^exponent (ProxylessNAS, FBNet)
 * @throws InfeasibleError when it needs a latency that was not measured
 */
export function scoreOf(objective: ObjectiveSettings, { accuracy, loss, cost }: Judged): number {
  switch (objective.kind) {
    case 'accuracy':
    case 'multi-objective':
      return accuracy
    case 'constrained':
      return keepsLimits(objective, cost) ? accuracy : -Infinity
    case 'weighted-product': {
      const ratio = measured(objective.measure, cost) / objective.target
      return accuracy * ratio ** (ratio <= 1 ? objective.exponentBelow : objective.exponentAbove)
    }
    case 'additive': {
      const { measure, target, weight } = objective
      return accuracy - (weight * (measured(measure, cost) - target)) / target
    }
    case 'log-product': {
      const { measure, target, scale, exponent } = objective
      const log = (value: number) => Math.log(logarithmicCost(measure, value))
      return -loss * scale * (log(measured(measure, cost)) / log(target)) ** exponent
    }
  }
}

/** Whether `first` is the better: by score, or, with several aims, because it dominates. */
export function improves(objective: ObjectiveSettings, first: Judged, second: Judged): boolean {
  return objective.kind === 'multi-objective'
    ? dominates(aims(objective.measures, first), aims(objective.measures, second))
    : scoreOf(objective, first) > scoreOf(objective, second)
}

/** By score, or by front and crowding with several aims. Equal ones keep their order. */
export function bestFirst<Item extends Judged>(
  objective: ObjectiveSettings,
  items: readonly Item[],
): Item[] {
  if (objective.kind === 'multi-objective') {
    const order = crowdedOrder(items.map((item) => aims(objective.measures, item)))
    return order.map((index) => items[index] as Item)
  }
  return items
    .map((item) => ({ item, score: scoreOf(objective, item) }))
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item)
}

/**
 * The one to stand for all: the best, and with several aims the most accurate of the first front.
 * @returns null when there is none that keeps the limits
 */
export function bestOf<Item extends Judged>(
  objective: ObjectiveSettings,
  items: readonly Item[],
): Item | null {
  let best: Item | null = null
  for (const item of items) {
    if (!keepsLimits(objective, item.cost)) continue
    if (best === null || isAhead(objective, item, best)) best = item
  }
  return best
}

/** What a search could conclude with, the best first, each architecture once, none beyond the limits. */
export function rankedChoices(
  objective: ObjectiveSettings,
  judged: readonly (Judged & { readonly choices: Choices; readonly text: string })[],
): Choices[] {
  const within = judged.filter(({ cost }) => keepsLimits(objective, cost))
  const seen = new Set<string>()
  return bestFirst(objective, within)
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .map(({ choices }) => choices)
}

/** With several aims, accuracy decides, and among equally accurate ones what dominates. */
function isAhead(objective: ObjectiveSettings, first: Judged, second: Judged): boolean {
  if (objective.kind !== 'multi-objective') return improves(objective, first, second)
  return (
    first.accuracy > second.accuracy ||
    (first.accuracy === second.accuracy && improves(objective, first, second))
  )
}

function aims(measures: readonly CostMeasure[], { accuracy, cost }: Judged): Aims {
  return [1 - accuracy, ...measures.map((measure) => measured(measure, cost))]
}

function measured(measure: CostMeasure, cost: Cost): number {
  const value = costBy(measure, cost)
  if (value !== null) return value
  throw new InfeasibleError(`The objective needs the ${measure}, which has not been measured here`)
}
