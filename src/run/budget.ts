import {
  COST_MEASURES,
  costBy,
  type Cost,
  type CostLimits,
  type CostMeasure,
  type ObjectiveSettings,
} from './objective'

/** The cost that an objective allows or aims at; null where it names none of this measure. */
export function budgetOf(objective: ObjectiveSettings, measure: CostMeasure): number | null {
  switch (objective.kind) {
    case 'accuracy':
    case 'multi-objective':
      return null
    case 'constrained':
      return objective.limits[measure] ?? null
    case 'weighted-product':
    case 'additive':
    case 'log-product':
      return objective.measure === measure ? objective.target : null
  }
}

/**
 * The objective with this budget: objectives that aim at a cost aim there, the others keep a limit.
 * @param budget null lifts a limit; objectives that aim at a cost cannot do without one
 */
export function withBudget(
  objective: ObjectiveSettings,
  measure: CostMeasure,
  budget: number | null,
): ObjectiveSettings {
  switch (objective.kind) {
    case 'accuracy':
    case 'multi-objective':
      return budget === null ? objective : { kind: 'constrained', limits: { [measure]: budget } }
    case 'constrained':
      return withLimit(objective.limits, measure, budget)
    case 'weighted-product':
    case 'additive':
    case 'log-product':
      return budget === null ? objective : { ...objective, measure, target: budget }
  }
}

/** Whether a cost keeps every limit, as far as it is known. */
export function withinLimits(objective: ObjectiveSettings, cost: Cost): boolean {
  if (objective.kind !== 'constrained') return true
  const { limits } = objective
  return COST_MEASURES.every(
    (measure) => (costBy(measure, cost) ?? 0) <= (limits[measure] ?? Infinity),
  )
}

function withLimit(
  limits: CostLimits,
  measure: CostMeasure,
  budget: number | null,
): ObjectiveSettings {
  if (budget !== null) return { kind: 'constrained', limits: { ...limits, [measure]: budget } }
  const left = Object.entries(limits).filter(([name]) => name !== measure)
  if (left.length === 0) return { kind: 'accuracy' }
  return { kind: 'constrained', limits: Object.fromEntries(left) }
}
