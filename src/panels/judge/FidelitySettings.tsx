import { useTranslation } from 'react-i18next'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import type { FidelityConfig } from '../../run/fidelity'
import { sameChoices } from '../../space/builtOut'
import { chooseFidelity, firstFidelity } from '../../store/fidelityState'
import type { KeptSupernet } from '../../store/supernet'
import { useWorkspace } from '../../store/workspace'
import { Segments } from '../common/Segments'
import { NumberField } from '../space/NumberField'
import { TrainingFields } from './TrainingFields'

const SAMPLE = { min: 3, max: 200 }

interface FidelitySettingsProps {
  readonly config: FidelityConfig
  readonly supernet: KeptSupernet | null
}

/** What is sampled, where shared weights come from, and how architectures are trained alone. */
export function FidelitySettings({ config, supernet }: FidelitySettingsProps) {
  const { t } = useTranslation('judge')
  const present = useWorkspace((state) => state.history.present)
  const { sample, source, dataset } = config
  const change = (changed: Partial<FidelityConfig>) => chooseFidelity({ ...config, ...changed })
  const fresh = firstFidelity(present)
  return (
    <>
      <section aria-labelledby="fidelity-shared">
        <h3 id="fidelity-shared">{t('fidelity.shared')}</h3>
        {supernet && (
          <Segments
            label={t('fidelity.source')}
            value={source.kind}
            options={(['uniform', 'search'] as const).map((name) => ({
              name,
              label: t(`fidelity.sources.${name}`),
            }))}
            onChange={(kind) =>
              change(kind === 'uniform' ? { source: fresh.source } : ofSearch(supernet))
            }
          />
        )}
        <div className="judge-fields">
          <NumberField
            label={t('fidelity.networks')}
            value={sample.count}
            bound={SAMPLE}
            onChange={(count) => change({ sample: { ...sample, count } })}
          />
          {source.kind === 'uniform' && (
            <NumberField
              label={t('fidelity.steps')}
              value={source.steps}
              bound={CONFIG_BOUNDS.steps}
              onChange={(steps) => change({ source: { ...source, steps } })}
            />
          )}
          <NumberField
            label={t('fidelity.judgeImages')}
            value={config.judgeImages}
            bound={{ min: 1, max: Math.ceil(dataset.trainImages / 2) }}
            onChange={(judgeImages) => change({ judgeImages })}
          />
          <NumberField
            label={t('fidelity.recalibration')}
            value={config.recalibrationImages}
            bound={{ min: 1, max: Math.floor(dataset.trainImages / 2) }}
            onChange={(recalibrationImages) => change({ recalibrationImages })}
          />
        </div>
      </section>
      <section aria-labelledby="fidelity-alone">
        <h3 id="fidelity-alone">{t('fidelity.trainedAlone')}</h3>
        <div className="judge-fields">
          <TrainingFields config={config} onChange={change} />
        </div>
      </section>
      {!sameChoices(config.space, present.space) && (
        <button type="button" className="button quiet" onClick={() => chooseFidelity(fresh)}>
          {t('takePresent')}
        </button>
      )}
    </>
  )
}

/** The search's own space and data: its weights fit nothing else, and saw half of the images. */
function ofSearch({ config, alphaHash }: KeptSupernet): Partial<FidelityConfig> {
  const { space, dataset } = firstFidelity(config)
  return { space, dataset, seed: config.seed, source: { kind: 'search', alphaHash } }
}
