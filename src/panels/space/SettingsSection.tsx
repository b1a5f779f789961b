import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import { largestBatch, publishedSettings } from '../../run/methods'
import type { SearchConfig, StrategySettings } from '../../run/config'
import { useWorkspace } from '../../store/workspace'
import { MethodLength } from './MethodLength'
import { settingsOf, settingValue, withSetting } from './methodSettings'
import { NumberField } from './NumberField'
import { SamplingSection } from './SamplingSection'

/** How long and how the method trains, its numbers beside those of the published code. */
export function SettingsSection({ range }: { readonly range: CostRange | null }) {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const editConfig = useWorkspace((state) => state.editConfig)
  const { strategy } = config
  const published = publishedSettings(config)
  const edit = (change: Partial<SearchConfig>) =>
    editConfig((present) => ({ ...present, ...change }))
  const take = (next: StrategySettings) => edit({ strategy: next })
  const title = t('settings.title')
  return (
    <section className="space-section" aria-label={title}>
      <div className="settings-head">
        <h2 className="section-title">{title}</h2>
        <button
          type="button"
          className="link-button published-link"
          aria-label={t('settings.takePublished')}
          onClick={() =>
            take({ ...published, batch: Math.min(published.batch, largestBatch(config)) })
          }
        >
          {t('settings.published')}
        </button>
      </div>
      <div className="setting-rows">
        <NumberField
          label={t('settings.steps')}
          value={config.budget.steps}
          bound={CONFIG_BOUNDS.steps}
          onChange={(steps) => edit({ budget: { steps } })}
        />
        <NumberField
          label={t('settings.batch')}
          value={strategy.batch}
          bound={{ min: CONFIG_BOUNDS.batch.min, max: largestBatch(config) }}
          published={published.batch}
          onChange={(batch) => take({ ...strategy, batch })}
        />
        {settingsOf(strategy).map((setting) => (
          <NumberField
            key={setting.label}
            label={t(`settings.${setting.label}`)}
            value={settingValue(strategy, setting)}
            bound={setting.bound}
            whole={setting.whole}
            published={settingValue(published, setting)}
            onChange={(value) => take(withSetting(strategy, setting, value))}
          />
        ))}
        <NumberField
          label={t('settings.seed')}
          value={config.seed}
          bound={CONFIG_BOUNDS.seed}
          onChange={(seed) => edit({ seed })}
        />
      </div>
      {strategy.name === 'spos' && (
        <SamplingSection settings={strategy} range={range} onChange={take} />
      )}
      <MethodLength config={config} />
    </section>
  )
}
