import { useTranslation } from 'react-i18next'
import type { CostRange, NetworkCost } from '../../network/costRange'
import type { CostMeasure, ObjectiveSettings } from '../../run/objective'
import { withPrefix } from '../common/format'
import { COUNTED_MEASURES, MNASNET_EXPONENT, middling } from './objectiveDefaults'
import { NumberField } from './NumberField'

const AMOUNT = { min: 1, max: 1e15 }
const EXPONENT = { min: -10, max: 0 }
const WEIGHT = { min: 0, max: 100 }

interface ObjectiveFieldsProps {
  readonly objective: ObjectiveSettings
  readonly range: CostRange | null
  /** What an architecture of the space costs, for numbers to begin with. */
  readonly typical: () => NetworkCost
  readonly onChange: (objective: ObjectiveSettings) => void
}

/** The numbers of the objective. */
export function ObjectiveFields(props: ObjectiveFieldsProps) {
  const { objective, range, typical, onChange } = props
  const { t } = useTranslation()
  switch (objective.kind) {
    case 'accuracy':
      return null
    case 'constrained': {
      const { limits } = objective
      return (
        <>
          <Measures
            chosen={COUNTED_MEASURES.filter((measure) => limits[measure] !== undefined)}
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
            {COUNTED_MEASURES.map((measure) => {
              const limit = limits[measure]
              if (limit === undefined) return null
              return (
                <div key={measure}>
                  <NumberField
                    label={t(`objective.limit.${measure}`)}
                    value={limit}
                    bound={AMOUNT}
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
    case 'multi-objective':
      return (
        <Measures
          chosen={objective.measures}
          onChange={(measures) => onChange({ kind: 'multi-objective', measures })}
        />
      )
  }
}

interface TargetProps extends ObjectiveFieldsProps {
  readonly objective: Extract<ObjectiveSettings, { readonly target: number }>
}

/** Which cost, and what it is held against. */
function Target({ objective, range, typical, onChange }: TargetProps) {
  const { t } = useTranslation()
  const { measure, target } = objective
  return (
    <>
      <Measures
        alone
        chosen={[measure]}
        onChange={([chosen = measure]) =>
          onChange({ ...objective, measure: chosen, target: middling(chosen, typical()) })
        }
      />
      <div className="setting-rows">
        <div>
          <NumberField
            label={t('objective.target')}
            value={target}
            bound={AMOUNT}
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
  readonly chosen: readonly CostMeasure[]
  readonly alone?: boolean
  readonly onChange: (chosen: readonly CostMeasure[]) => void
}) {
  const { chosen, alone = false, onChange } = props
  const { t } = useTranslation()
  const press = (measure: CostMeasure) => {
    if (alone) return onChange([measure])
    const next = COUNTED_MEASURES.filter((one) => chosen.includes(one) !== (one === measure))
    if (next.length > 0) onChange(next)
  }
  return (
    <div className="measures" role="group" aria-label={t('objective.measure')}>
      {COUNTED_MEASURES.map((measure) => (
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

/** The number in short, what the space offers, and whether a limit is out of its reach. */
function AmountNote(props: {
  readonly measure: CostMeasure
  readonly value: number
  readonly range: CostRange | null
  readonly limits?: boolean
}) {
  const { measure, value, range, limits = false } = props
  const { t } = useTranslation()
  if (!range || measure === 'latency') return null
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
