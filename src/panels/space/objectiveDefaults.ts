import type { NetworkCost } from '../../network/costRange'
import type { CostMeasure, ObjectiveKind, ObjectiveSettings } from '../../run/objective'

/** Costs that are known without measuring, and so can be aimed at here. */
export const COUNTED_MEASURES = ['macs', 'parameters'] as const satisfies readonly CostMeasure[]

/** MnasNet, section 3: twice the latency for five per cent of accuracy. */
export const MNASNET_EXPONENT = -0.07
/** MnasNet's additive rivals have no published weight; this prices a doubling like its product does. */
const ADDITIVE_WEIGHT = 0.05

/** An objective of this kind to begin with, about an architecture of middling cost. */
export function defaultObjective(kind: ObjectiveKind, typical: NetworkCost): ObjectiveSettings {
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
    case 'multi-objective':
      return { kind, measures: [measure] }
  }
}

/** A limit or target that some architectures keep and some do not. */
export function middling(measure: CostMeasure, typical: NetworkCost): number {
  return measure === 'latency' ? 1 : rounded(typical[measure])
}

/** To two digits, as people say such numbers: 1 234 567 → 1 200 000. */
export function rounded(value: number): number {
  return Number(value.toPrecision(2))
}

/** Whether the objective needs a latency, which is not measured here. */
export function unmeasured(objective: ObjectiveSettings): boolean {
  switch (objective.kind) {
    case 'accuracy':
      return false
    case 'constrained':
      return objective.limits.latency !== undefined
    case 'weighted-product':
    case 'additive':
      return objective.measure === 'latency'
    case 'multi-objective':
      return objective.measures.includes('latency')
  }
}
