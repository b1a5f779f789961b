import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import {
  COST_MEASURES,
  FBNET_PRODUCT,
  PROXYLESS_PRODUCT,
  type CostMeasure,
  type ObjectiveSettings,
} from '../../run/objective'
import { withPrefix } from '../common/format'
import { MNASNET_EXPONENT, middling, type TypicalCost } from './objectiveDefaults'
import { NumberField } from './NumberField'

const AMOUNT = { min: 1, max: 1e15 }
const MILLISECONDS = { min: 0.01, max: 1e6 }
const EXPONENT = { min: -10, max: 0 }
const WEIGHT = { min: 0, max: 100 }
const SCALE = { min: 1e-6, max: 100 }
const LOG_EXPONENT = { min: 0, max: 10 }

const LOG_PRODUCTS = { proxyless: PROXYLESS_PRODUCT, fbnet: FBNET_PRODUCT } as const

interface ObjectiveFieldsProps {
  readonly objective: ObjectiveSettings
  /** What can count; a method that follows gradients needs costs that add up. */
  readonly measures: readonly CostMeasure[]
  readonly range: CostRange | null
  /** What an architecture of the space costs, for numbers to begin with. */
  readonly typical: () => TypicalCost
  readonly onChange: (objective: ObjectiveSettings) => void
}

/** The numbers of the objective. */
export function ObjectiveFields(props: ObjectiveFieldsProps) {
  const { objective, measures, range, typical, onChange } = props
  const { t } = useTranslation()
  switch (objective.kind) {
    case 'accuracy':
      return null
    case 'constrained': {
      const { limits } = objective
      return (
        <>
          <Measures
            offered={measures}
            chosen={measures.filter((measure) => limits[measure] !== undefined)}
            onChange={(chosen) =>
              onChange({
                kind: 'constrained',
                limits: Object.fromEntries(
                  chosen.map((measure) => [
                    measure,
                    limits[measure] ?? middling(measure, typical()),
                  ]),
                ),
              })
            }
          />
          <div className="setting-rows">
            {COST_MEASURES.map((measure) => {
              const limit = limits[measure]
              if (limit === undefined) return null
              return (
                <div key={measure}>
                  <NumberField
                    label={t(`objective.limit.${measure}`)}
                    value={limit}
                    {...amountField(measure)}
                    onChange={(value) =>
                      onChange({ ...objective, limits: { ...limits, [measure]: value } })
                    }
                  />
                  <AmountNote measure={measure} value={limit} range={range} limits />
                </div>
              )
            })}
          </div>
        </>
      )
    }
    case 'weighted-product':
      return (
        <>
          <Target {...props} objective={objective} />
          <div className="setting-rows">
            <NumberField
              label={t('objective.below')}
              value={objective.exponentBelow}
              bound={EXPONENT}
              whole={false}
              published={MNASNET_EXPONENT}
              onChange={(exponentBelow) => onChange({ ...objective, exponentBelow })}
            />
            <NumberField
              label={t('objective.above')}
              value={objective.exponentAbove}
              bound={EXPONENT}
              whole={false}
              published={MNASNET_EXPONENT}
              onChange={(exponentAbove) => onChange({ ...objective, exponentAbove })}
            />
          </div>
          <div className="formula-kinds">
            <button
              type="button"
              className="link-button"
              onClick={() =>
                onChange({
                  ...objective,
                  exponentBelow: MNASNET_EXPONENT,
                  exponentAbove: MNASNET_EXPONENT,
                })
              }
            >
              {t('objective.soft')}
            </button>
            <button
              type="button"
              className="link-button"
              onClick={() => onChange({ ...objective, exponentBelow: 0, exponentAbove: -1 })}
            >
              {t('objective.hard')}
            </button>
          </div>
        </>
      )
    case 'additive':
      return (
        <>
          <Target {...props} objective={objective} />
          <div className="setting-rows">
            <NumberField
              label={t('objective.weight')}
              value={objective.weight}
              bound={WEIGHT}
              whole={false}
              onChange={(weight) => onChange({ ...objective, weight })}
            />
          </div>
        </>
      )
    case 'log-product':
      return (
        <>
          <Target {...props} objective={objective} />
          <div className="setting-rows">
            <NumberField
              label={t('objective.scale')}
              value={objective.scale}
              bound={SCALE}
              whole={false}
              onChange={(scale) => onChange({ ...objective, scale })}
            />
            <NumberField
              label={t('objective.exponent')}
              value={objective.exponent}
              bound={LOG_EXPONENT}
              whole={false}
              onChange={(exponent) => onChange({ ...objective, exponent })}
            />
          </div>
          <div className="formula-kinds">
            {(['proxyless', 'fbnet'] as const).map((paper) => (
              <button
                key={paper}
                type="button"
                className="link-button"
                onClick={() => onChange({ ...objective, ...LOG_PRODUCTS[paper] })}
              >
                {t(`objective.${paper}`)}
              </button>
            ))}
          </div>
        </>
      )
    case 'multi-objective':
      return (
        <Measures
          offered={measures}
          chosen={objective.measures}
          onChange={(chosen) => onChange({ kind: 'multi-objective', measures: chosen })}
        />
      )
  }
}

interface TargetProps extends ObjectiveFieldsProps {
  readonly objective: Extract<ObjectiveSettings, { readonly target: number }>
}

/** Which cost, and what it is held against. */
function Target({ objective, measures, range, typical, onChange }: TargetProps) {
  const { t } = useTranslation()
  const { measure, target } = objective
  return (
    <>
      <Measures
        alone
        offered={measures}
        chosen={[measure]}
        onChange={([chosen = measure]) =>
          onChange({ ...objective, measure: chosen, target: middling(chosen, typical()) })
        }
      />
      <div className="setting-rows">
        <div>
          <NumberField
            label={t(measure === 'latency' ? 'objective.targetMs' : 'objective.target')}
            value={target}
            {...amountField(measure)}
            onChange={(value) => onChange({ ...objective, target: value })}
          />
          <AmountNote measure={measure} value={target} range={range} />
        </div>
      </div>
    </>
  )
}

/** The costs that count: several, of which one has to stay, or one `alone`. */
function Measures(props: {
  readonly offered: readonly CostMeasure[]
  readonly chosen: readonly CostMeasure[]
  readonly alone?: boolean
  readonly onChange: (chosen: readonly CostMeasure[]) => void
}) {
  const { offered, chosen, alone = false, onChange } = props
  const { t } = useTranslation()
  const press = (measure: CostMeasure) => {
    if (alone) return onChange([measure])
    const next = offered.filter((one) => chosen.includes(one) !== (one === measure))
    if (next.length > 0) onChange(next)
  }
  return (
    <div className="measures" role="group" aria-label={t('objective.measure')}>
      {offered.map((measure) => (
        <button
          key={measure}
          type="button"
          className="measure-chip"
          aria-pressed={chosen.includes(measure)}
          onClick={() => press(measure)}
        >
          {t(`objective.measures.${measure}`)}
        </button>
      ))}
    </div>
  )
}

/** Milliseconds have fractions; everything else is counted. */
function amountField(measure: CostMeasure) {
  return measure === 'latency' ? { bound: MILLISECONDS, whole: false } : { bound: AMOUNT }
}

/** The number in short, what the space offers, and whether a limit is out of its reach. */
function AmountNote(props: {
  readonly measure: CostMeasure
  readonly value: number
  readonly range: CostRange | null
  readonly limits?: boolean
}) {
  const { measure, value, range, limits = false } = props
  const { t } = useTranslation()
  // Neither adds up over operations, by which the ends of a space are found.
  if (!range || measure === 'latency' || measure === 'memory') return null
  const least = range.least[measure]
  const most = range.most[measure]
  if (limits && value < least) {
    return (
      <p className="note field-problem" role="alert">
        {t('objective.impossible', { least: withPrefix(least) })}
      </p>
    )
  }
  return (
    <p className="note">
      {t('objective.inSpace', { least: withPrefix(least), most: withPrefix(most) })}
      {limits && value >= most && ` ${t('objective.idle')}`}
    </p>
  )
}
