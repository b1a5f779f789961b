/**
 * What a mixture of branches costs by its gates, as part of the loss that its alphas follow:
 * E = fixed + Σ gate · cost. Costs are in any unit; logarithms are of E in that unit.
 */
export interface GateCost {
  /** What each branch adds to the cost, one entry per gate. */
  readonly costs: Float32Array
  /** What is there whichever branches are. */
  readonly fixed: number
  readonly form: GateCostForm
}

export type GateCostForm =
  /** CE + weight · (E − target) / target (ProxylessNAS, Cai et al. 2019, `add#linear`). */
  | { readonly kind: 'additive'; readonly target: number; readonly weight: number }
  /** CE · scale · (log E / log target)^exponent (ProxylessNAS, `mul#log`; FBNet, equation 2). */
  | {
      readonly kind: 'log-product'
      readonly target: number
      readonly scale: number
      readonly exponent: number
    }

/** Expected costs below this count as it, so that their logarithms are positive. */
export const LEAST_LOG_COST = 2

export function expectedCost(
  gates: Float32Array,
  { costs, fixed }: Pick<GateCost, 'costs' | 'fixed'>,
): number {
  return gates.reduce((sum, gate, i) => sum + gate * (costs[i] ?? 0), fixed)
}

/** What the alphas make small. */
export function lossWithCost(loss: number, expected: number, form: GateCostForm): number {
  switch (form.kind) {
    case 'additive':
      return loss + (form.weight * (expected - form.target)) / form.target
    case 'log-product':
      return loss * logFactor(expected, form)
  }
}

/** Slopes of `lossWithCost` along the loss and along the expected cost. */
export function costSlopes(
  loss: number,
  expected: number,
  form: GateCostForm,
): { readonly loss: number; readonly cost: number } {
  switch (form.kind) {
    case 'additive':
      return { loss: 1, cost: form.weight / form.target }
    case 'log-product': {
      const factor = logFactor(expected, form)
      const at = Math.max(expected, LEAST_LOG_COST)
      return { loss: factor, cost: (loss * form.exponent * factor) / (at * Math.log(at)) }
    }
  }
}

function logFactor(
  expected: number,
  { target, scale, exponent }: Extract<GateCostForm, { kind: 'log-product' }>,
): number {
  const log = Math.log(Math.max(expected, LEAST_LOG_COST))
  return scale * (log / Math.log(target)) ** exponent
}
