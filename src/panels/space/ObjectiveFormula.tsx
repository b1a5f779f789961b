import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostLimits, CostMeasure, ObjectiveSettings } from '../../run/objective'
import { COST_MEASURES } from '../../run/objective'
import { withPrefix } from '../common/format'

const SYMBOLS: Readonly<Record<CostMeasure, string>> = {
  macs: 'MACs',
  parameters: 'params',
  latency: 'latency',
}

/** What is maximised, with the numbers that are set. */
export function ObjectiveFormula({ objective }: { readonly objective: ObjectiveSettings }) {
  const { t } = useTranslation()
  return (
    <p className="formula" role="math" aria-label={t(`objective.kinds.${objective.kind}`)}>
      <Formula objective={objective} />
    </p>
  )
}

function Formula({ objective }: { readonly objective: ObjectiveSettings }) {
  switch (objective.kind) {
    case 'accuracy':
      return 'max ACC'
    case 'constrained':
      return (
        <>
          max ACC <span className="formula-with">|</span> {limitsText(objective.limits)}
        </>
      )
    case 'weighted-product': {
      const { measure, target, exponentBelow, exponentAbove } = objective
      return (
        <>
          max ACC · ({SYMBOLS[measure]} ∕ {amount(measure, target)})
          <sup>
            {exponentBelow === exponentAbove
              ? signed(exponentBelow)
              : `${signed(exponentBelow)} | ${signed(exponentAbove)}`}
          </sup>
        </>
      )
    }
    case 'additive': {
      const { measure, target, weight } = objective
      return (
        <>
          max ACC − {weight} · ({SYMBOLS[measure]} − T) ∕ T, T = {amount(measure, target)}
        </>
      )
    }
    case 'multi-objective':
      return (
        <>
          max ACC
          {objective.measures.map((measure) => (
            <Fragment key={measure}>
              <span className="formula-with">,</span> min {SYMBOLS[measure]}
            </Fragment>
          ))}
        </>
      )
  }
}

function limitsText(limits: CostLimits): string {
  return COST_MEASURES.flatMap((measure) => {
    const limit = limits[measure]
    return limit === undefined ? [] : [`${SYMBOLS[measure]} ≤ ${amount(measure, limit)}`]
  }).join(', ')
}

function amount(measure: CostMeasure, value: number): string {
  return measure === 'latency' ? `${value} ms` : withPrefix(value)
}

function signed(value: number): string {
  return value < 0 ? `−${-value}` : String(value)
}
