import {
  PROXYLESS_PRODUCT,
  type CostMeasure,
  type ObjectiveKind,
  type ObjectiveSettings,
} from '../../run/objective'

/** What an architecture of middling size costs; its latency in ms, null where none is known here. */
export interface TypicalCost extends Readonly<Record<Exclude<CostMeasure, 'latency'>, number>> {
  readonly latency: number | null
}

/** A target to begin with where nothing is known of the device, ms. */
const UNKNOWN_LATENCY_MS = 1

/** MnasNet, section 3: twice the latency for five per cent of accuracy. */
export const MNASNET_EXPONENT = -0.07
/** MnasNet's additive rivals have no published weight; this prices a doubling like its product does. */
const ADDITIVE_WEIGHT = 0.05

/** An objective of this kind to begin with, about an architecture of middling cost. */
export function defaultObjective(kind: ObjectiveKind, typical: TypicalCost): ObjectiveSettings {
  const measure = 'macs'
  const target = middling(measure, typical)
  switch (kind) {
    case 'accuracy':
      return { kind }
    case 'constrained':
      return { kind, limits: { macs: target } }
    case 'weighted-product':
      return {
        kind,
        measure,
        target,
        exponentBelow: MNASNET_EXPONENT,
        exponentAbove: MNASNET_EXPONENT,
      }
    case 'additive':
      return { kind, measure, target, weight: ADDITIVE_WEIGHT }
    case 'log-product':
      return { kind, measure, target, ...PROXYLESS_PRODUCT }
    case 'multi-objective':
      return { kind, measures: [measure] }
  }
}

/** A limit or target that some architectures keep and some do not. */
export function middling(measure: CostMeasure, typical: TypicalCost): number {
  return rounded(typical[measure] ?? UNKNOWN_LATENCY_MS)
}

/** To two digits, as people say such numbers: 1 234 567 → 1 200 000. */
export function rounded(value: number): number {
  return Number(value.toPrecision(2))
}
