/** What an architecture costs, as objectives count it. Latency is measured on this device, in ms. */
export type CostMeasure = 'macs' | 'parameters' | 'latency'
export const COST_MEASURES: readonly CostMeasure[] = ['macs', 'parameters', 'latency']

export interface Cost {
  /** Multiply-accumulates for one image, of the stand-alone architecture. */
  readonly macs: number
  readonly parameters: number
  /** Milliseconds for one image on this device; null where none was measured. */
  readonly latencyMs: number | null
}

/** The value of one measure; null where it is not known. */
export function costBy(measure: CostMeasure, cost: Cost): number | null {
  return measure === 'latency' ? cost.latencyMs : cost[measure]
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
  /** ACC − weight · (cost − target) / target. */
  | {
      readonly kind: 'additive'
      readonly measure: CostMeasure
      readonly target: number
      readonly weight: number
    }
  /** Accuracy and every measure named, by non-dominated sorting and crowding (NSGA-II). */
  | { readonly kind: 'multi-objective'; readonly measures: readonly CostMeasure[] }

export type ObjectiveKind = ObjectiveSettings['kind']

export const OBJECTIVE_KINDS = [
  'accuracy',
  'constrained',
  'weighted-product',
  'additive',
  'multi-objective',
] as const satisfies readonly ObjectiveKind[]
