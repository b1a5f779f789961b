import * as v from 'valibot'
import { COST_MEASURES, logarithmicCost, type ObjectiveSettings } from './objective'
import { real } from './schemaParts'

const Measure = v.picklist(COST_MEASURES)
/** MACs, weights, bytes or milliseconds: more than any network that fits a page. */
const Amount = real(1e-6, 1e15)
/** Counted as in the formula: 10 µs of latency. */
const LEAST_LOGARITHMIC_TARGET = 10

const Limits = v.pipe(
  v.strictObject({
    macs: v.optional(Amount),
    parameters: v.optional(Amount),
    latency: v.optional(Amount),
    memory: v.optional(Amount),
  }),
  v.check((limits) => Object.keys(limits).length > 0, 'A constrained search needs a limit'),
)

export const ObjectiveSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('accuracy') }),
  v.strictObject({ kind: v.literal('constrained'), limits: Limits }),
  v.strictObject({
    kind: v.literal('weighted-product'),
    measure: Measure,
    target: Amount,
    exponentBelow: real(-10, 0),
    exponentAbove: real(-10, 0),
  }),
  v.strictObject({
    kind: v.literal('additive'),
    measure: Measure,
    target: Amount,
    weight: real(0, 100),
  }),
  v.pipe(
    v.strictObject({
      kind: v.literal('log-product'),
      measure: Measure,
      target: Amount,
      scale: real(1e-6, 100),
      exponent: real(0, 10),
    }),
    v.check(
      ({ measure, target }) => logarithmicCost(measure, target) >= LEAST_LOGARITHMIC_TARGET,
      'The target is too small for its logarithm to be a measure',
    ),
  ),
  v.strictObject({
    kind: v.literal('multi-objective'),
    measures: v.pipe(
      v.array(Measure),
      v.minLength(1),
      v.maxLength(COST_MEASURES.length),
      v.check((measures) => new Set(measures).size === measures.length, 'A measure is named twice'),
    ),
  }),
]) satisfies v.GenericSchema<unknown, ObjectiveSettings>
