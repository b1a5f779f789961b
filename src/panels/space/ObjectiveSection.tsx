import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import { methodOf } from '../../run/methods'
import { OBJECTIVE_KINDS, type ObjectiveSettings } from '../../run/objective'
import { typicalCost } from '../../store/costs'
import { useWorkspace } from '../../store/workspace'
import { ChoiceMenu } from '../common/ChoiceMenu'
import { ObjectiveFields } from './ObjectiveFields'
import { ObjectiveFormula } from './ObjectiveFormula'
import { defaultObjective, unmeasured } from './objectiveDefaults'

/** What the search is after, as a formula and in words. */
export function ObjectiveSection({ range }: { readonly range: CostRange | null }) {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  const { objective } = config
  const method = methodOf(config)
  const take = (next: ObjectiveSettings) =>
    editConfig((present) => ({ ...present, objective: next }))
  if (config.strategy.name === 'darts') {
    return (
      <section className="space-section" aria-label={t('objective.title')}>
        <h2 className="section-title">{t('objective.title')}</h2>
        <p>{t('objective.kinds.accuracy')}</p>
        <p className="note">{t('objective.darts')}</p>
      </section>
    )
  }
  const rewarded = method === 'enas' || method === 'rl'
  return (
    <section className="space-section" aria-label={t('objective.title')}>
      <h2 className="section-title">{t('objective.title')}</h2>
      <ChoiceMenu
        label={t('objective.title')}
        value={objective.kind}
        onChoose={(kind) => take(defaultObjective(kind, typicalCost(config)))}
        choices={OBJECTIVE_KINDS.map((name) => ({
          name,
          label: t(`objective.kinds.${name}`),
          note: t(`objective.help.${name}`),
        }))}
      />
      <ObjectiveFormula objective={objective} />
      <p className="note">{t(`objective.help.${objective.kind}`)}</p>
      {objective.kind === 'multi-objective' && rewarded && (
        <p className="note">{t('objective.reward')}</p>
      )}
      {unmeasured(objective) && <p className="note field-problem">{t('objective.latency')}</p>}
      <ObjectiveFields
        objective={objective}
        range={range}
        typical={() => typicalCost(config)}
        onChange={take}
      />
    </section>
  )
}
