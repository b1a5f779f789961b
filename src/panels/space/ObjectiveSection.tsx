import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import { methodOf } from '../../run/methods'
import {
  COST_MEASURES,
  hasGradient,
  needsLatency,
  OBJECTIVE_KINDS,
  type ObjectiveSettings,
} from '../../run/objective'
import { useWorkspace } from '../../store/workspace'
import { ChoiceMenu } from '../common/ChoiceMenu'
import { ObjectiveFields } from './ObjectiveFields'
import { ObjectiveFormula } from './ObjectiveFormula'
import { defaultObjective } from './objectiveDefaults'
import { useTypicalCost } from './useTypicalCost'

/** What the search is after, as a formula and in words. */
export function ObjectiveSection({ range }: { readonly range: CostRange | null }) {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  const typical = useTypicalCost(config)
  const { objective } = config
  const method = methodOf(config)
  const take = (next: ObjectiveSettings) =>
    editConfig((present) => ({ ...present, objective: next }))
  const gradient = config.strategy.name === 'darts'
  const rewarded = method === 'enas' || method === 'rl'
  const beginWith = (kind: ObjectiveSettings['kind']) => defaultObjective(kind, typical())
  const kinds = OBJECTIVE_KINDS.filter((kind) => !gradient || hasGradient(beginWith(kind)))
  const help = (kind: ObjectiveSettings['kind']) =>
    gradient && (kind === 'additive' || kind === 'log-product')
      ? t(`objective.gradient.${kind}`)
      : t(`objective.help.${kind}`)
  return (
    <section className="space-section" aria-label={t('objective.title')}>
      <h2 className="section-title">{t('objective.title')}</h2>
      <ChoiceMenu
        label={t('objective.title')}
        value={objective.kind}
        onChoose={(kind) => take(beginWith(kind))}
        choices={kinds.map((name) => ({
          name,
          label: t(`objective.kinds.${name}`),
          note: help(name),
        }))}
      />
      <ObjectiveFormula objective={objective} gradient={gradient} />
      <p className="note">{help(objective.kind)}</p>
      {gradient && <p className="note">{t('objective.darts')}</p>}
      {objective.kind === 'multi-objective' && rewarded && (
        <p className="note">{t('objective.reward')}</p>
      )}
      <ObjectiveFields
        objective={objective}
        measures={gradient ? ADDITIVE_MEASURES : COST_MEASURES}
        range={range}
        typical={typical}
        onChange={take}
      />
      {needsLatency(objective) && <LatencyNote ms={typical().latency} />}
    </section>
  )
}

/** Costs that are the sum of those of a network's operations. */
const ADDITIVE_MEASURES = COST_MEASURES.filter((measure) => measure !== 'memory')

function LatencyNote({ ms }: { readonly ms: number | null }) {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <p className="note">
      {ms === null
        ? t('objective.latency')
        : t('objective.latencyKnown', { ms: ms.toPrecision(2) })}{' '}
      <button type="button" className="link-button" onClick={() => setDialog('latency')}>
        {t('help.latency')}
      </button>
    </p>
  )
}
