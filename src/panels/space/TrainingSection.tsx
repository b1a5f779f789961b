import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { CONFIG_BOUNDS } from '../../run/schema'
import { useWorkspace } from '../../store/workspace'
import { NumberField } from './NumberField'

/** The published rate is 0.0003; faster ones show in minutes what it shows in hours. */
const ALPHA_RATES = { min: 0, max: 1 }

/** How long and on what the search trains. */
export function TrainingSection() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  const { strategy } = config
  const edit = (change: (config: SearchConfig) => Partial<SearchConfig>) =>
    editConfig((current) => ({ ...current, ...change(current) }))
  return (
    <section className="space-section training" aria-label={t('space.training')}>
      <h2 className="section-title">{t('space.training')}</h2>
      <div className="training-fields">
        <NumberField
          label={t('space.steps')}
          value={config.budget.steps}
          bound={CONFIG_BOUNDS.steps}
          onChange={(steps) => edit(() => ({ budget: { steps } }))}
        />
        <NumberField
          label={t('space.batch')}
          value={strategy.batch}
          bound={CONFIG_BOUNDS.batch}
          onChange={(batch) => edit(() => ({ strategy: { ...strategy, batch } }))}
        />
        {strategy.name === 'darts' && (
          <NumberField
            label={t('space.alphaRate')}
            value={strategy.alphaLearningRate}
            bound={ALPHA_RATES}
            whole={false}
            onChange={(alphaLearningRate) =>
              edit(() => ({ strategy: { ...strategy, alphaLearningRate } }))
            }
          />
        )}
        <NumberField
          label={t('space.seed')}
          value={config.seed}
          bound={CONFIG_BOUNDS.seed}
          onChange={(seed) => edit(() => ({ seed }))}
        />
      </div>
    </section>
  )
}
