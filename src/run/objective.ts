/**
 * What an architecture costs, as objectives count it: latency in ms as this device was measured to
 * have it, memory in bytes.
 */
export type CostMeasure = 'macs' | 'parameters' | 'latency' | 'memory'
export const COST_MEASURES: readonly CostMeasure[] = ['macs', 'parameters', 'latency', 'memory']

export interface Cost {
  /** Multiply-accumulates for one image, of the stand-alone architecture. */
  readonly macs: number
  readonly parameters: number
  /** Milliseconds for one image on this device; null where nothing is known of it. */
  readonly latencyMs: number | null
  /** Between what and what: quartiles where measured, the middle half of known errors where predicted. */
  readonly latencyRange?: readonly [low: number, high: number]
  /** Present wherever there is a latency; predictions are from a table of operations. */
  readonly latencySource?: 'predicted' | 'measured'
  /** Bytes that inference of one image holds at most; absent in recordings from before it was counted. */
  readonly memoryBytes?: number
}

/** The value of one measure; null where it is not known. */
export function costBy(measure: CostMeasure, cost: Cost): number | null {
  switch (measure) {
    case 'latency':
      return cost.latencyMs
    case 'memory':
      return cost.memoryBytes ?? null
    case 'macs':
    case 'parameters':
      return cost[measure]
  }
}

/** Largest value that each measure may have; measures left out are free. */
export type CostLimits = { readonly [measure in CostMeasure]?: number }

/** What a search is after. */
export type ObjectiveSettings =
  | { readonly kind: 'accuracy' }
  /** Accuracy among the architectures that keep every limit; no other is ever judged. */
  | { readonly kind: 'constrained'; readonly limits: CostLimits }
  /**
   * ACC · (cost / target)^w, with w = `exponentBelow` up to the target and `exponentAbove` past it
   * (MnasNet, Tan et al. 2019, equation 2). Both −0.07 is its soft, 0 and −1 its hard constraint.
   */
  | {
      readonly kind: 'weighted-product'
      readonly measure: CostMeasure
      readonly target: number
      readonly exponentBelow: number
      readonly exponentAbove: number
    }
  /**
   * ACC − weight · (cost − target) / target. Where gradients are followed, CE + weight · (E − target) /
   * target with the expected cost E of the mixture (ProxylessNAS, `add#linear`).
   */
  | {
      readonly kind: 'additive'
      readonly measure: CostMeasure
      readonly target: number
      readonly weight: number
    }
  /**
   * CE · scale · (log cost / log target)^exponent, to be made small (ProxylessNAS, Cai et al. 2019:
   * `mul#log`, 0.2 and 0.3; FBNet, Wu et al. 2019, equation 2, has 0.2 and 0.6 and no target, which
   * scales alone). Of a mixture the cost is the expected one, and has a gradient. Latency counts in
   * microseconds, whose logarithm stays positive for networks far below a millisecond.
   */
  | {
      readonly kind: 'log-product'
      readonly measure: CostMeasure
      readonly target: number
      readonly scale: number
      readonly exponent: number
    }
  /** Accuracy and every measure named, by non-dominated sorting and crowding (NSGA-II). */
  | { readonly kind: 'multi-objective'; readonly measures: readonly CostMeasure[] }

/** ProxylessNAS, search/imagenet_arch_search.py (`mul#log`); FBNet, section 4.1. */
export const PROXYLESS_PRODUCT = { scale: 0.2, exponent: 0.3 } as const
export const FBNET_PRODUCT = { scale: 0.2, exponent: 0.6 } as const

export type ObjectiveKind = ObjectiveSettings['kind']

export const OBJECTIVE_KINDS = [
  'accuracy',
  'constrained',
  'weighted-product',
  'additive',
  'log-product',
  'multi-objective',
] as const satisfies readonly ObjectiveKind[]

/** Every measure that an objective looks at besides accuracy. */
export function measuresOf(objective: ObjectiveSettings): readonly CostMeasure[] {
  switch (objective.kind) {
    case 'accuracy':
      return []
    case 'constrained':
      return COST_MEASURES.filter((measure) => objective.limits[measure] !== undefined)
    case 'weighted-product':
    case 'additive':
    case 'log-product':
      return [objective.measure]
    case 'multi-objective':
      return objective.measures
  }
}

/** Whether nothing can be judged by this objective before latencies are known on this device. */
export function needsLatency(objective: ObjectiveSettings): boolean {
  return measuresOf(objective).includes('latency')
}

/** The largest latency allowed, ms; null where there is no limit. */
export function latencyLimit(objective: ObjectiveSettings): number | null {
  return objective.kind === 'constrained' ? (objective.limits.latency ?? null) : null
}

/** Microseconds instead of milliseconds, for forms that take logarithms. */
export function logarithmicCost(measure: CostMeasure, value: number): number {
  return measure === 'latency' ? 1000 * value : value
}

/** The nearest objective that a method of gradients can follow: a product by its logarithm, or accuracy. */
export function withGradient(objective: ObjectiveSettings): ObjectiveSettings {
  if (objective.kind === 'weighted-product') {
    const { measure, target } = objective
    const product = { kind: 'log-product', measure, target, ...PROXYLESS_PRODUCT } as const
    if (hasGradient(product)) return product
  }
  return hasGradient(objective) ? objective : { kind: 'accuracy' }
}

/**
 * Whether a method that follows gradients has one for this objective: it needs a cost that adds up
 * over branches, and a form that is smooth in it.
 */
export function hasGradient(objective: ObjectiveSettings): boolean {
  switch (objective.kind) {
    case 'accuracy':
      return true
    case 'additive':
    case 'log-product':
      return objective.measure !== 'memory'
    case 'constrained':
    case 'weighted-product':
    case 'multi-objective':
      return false
  }
}
