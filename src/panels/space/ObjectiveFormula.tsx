import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostLimits, CostMeasure, ObjectiveSettings } from '../../run/objective'
import { COST_MEASURES } from '../../run/objective'
import { withPrefix } from '../common/format'

const SYMBOLS: Readonly<Record<CostMeasure, string>> = {
  macs: 'MACs',
  parameters: 'params',
  latency: 'latency',
  memory: 'memory',
}

interface FormulaProps {
  readonly objective: ObjectiveSettings
  /** Whether the method follows the gradient of the loss and of the expected cost E. */
  readonly gradient: boolean
}

/** What is made as large or as small as can be, with the numbers that are set. */
export function ObjectiveFormula({ objective, gradient }: FormulaProps) {
  const { t } = useTranslation()
  return (
    <p className="formula" role="math" aria-label={t(`objective.kinds.${objective.kind}`)}>
      <Formula objective={objective} gradient={gradient} />
    </p>
  )
}

function Formula({ objective, gradient }: FormulaProps) {
  switch (objective.kind) {
    case 'accuracy':
      return gradient ? 'min CE' : 'max ACC'
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
          {gradient ? 'min CE +' : 'max ACC −'} {weight} · ({symbol(measure, gradient)} − T) ∕ T, T
          = {amount(measure, target)}
        </>
      )
    }
    case 'log-product': {
      const { measure, target, scale, exponent } = objective
      return (
        <>
          min CE · {scale} · (log {symbol(measure, gradient)} ∕ log T)<sup>{exponent}</sup>, T ={' '}
          {measure === 'latency' ? `${1000 * target} µs` : amount(measure, target)}
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

/** E of a cost is the one that the gates expect. */
function symbol(measure: CostMeasure, expected: boolean): string {
  return expected ? `E[${SYMBOLS[measure]}]` : SYMBOLS[measure]
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
