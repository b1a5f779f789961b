import { useTranslation } from 'react-i18next'
import { withDataset } from '../../run/chosenData'
import type { DatasetSettings } from '../../run/config'
import { CONFIG_BOUNDS } from '../../run/configBounds'
import { imageBounds } from '../../run/ownData'
import { useData } from '../../store/dataState'
import { useWorkspace } from '../../store/workspace'
import { NumberField } from '../space/NumberField'

/** How much of its data the next search uses, and what it does to images in training. */
export function NextSearch() {
  const { t } = useTranslation('data')
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const kept = useData((state) => state.kept)
  const editConfig = useWorkspace((state) => state.editConfig)
  const data = kept?.find(({ name }) => name === dataset.name)
  // Bounds are known where the images are.
  if (dataset.own && !data) return null
  const bounds = data ? imageBounds(data) : CONFIG_BOUNDS
  const { augmentation } = dataset
  const edit = (change: Partial<DatasetSettings>) =>
    editConfig((config) => withDataset(config, { ...config.dataset, ...change }))
  return (
    <section className="data-section" aria-label={t('next')}>
      <h3 className="section-title">{t('next')}</h3>
      <div className="data-next">
        <NumberField
          label={t('trainImages')}
          value={dataset.trainImages}
          bound={bounds.trainImages}
          onChange={(trainImages) => edit({ trainImages })}
        />
        <NumberField
          label={t('testImages')}
          value={dataset.testImages}
          bound={bounds.testImages}
          onChange={(testImages) => edit({ testImages })}
        />
        <NumberField
          label={t('cropPadding')}
          value={augmentation.cropPadding}
          bound={CONFIG_BOUNDS.cropPadding}
          onChange={(cropPadding) => edit({ augmentation: { ...augmentation, cropPadding } })}
        />
        <label className="data-flip">
          <input
            type="checkbox"
            checked={augmentation.flip}
            onChange={(event) =>
              edit({ augmentation: { ...augmentation, flip: event.target.checked } })
            }
          />
          {t('flip')}
        </label>
      </div>
    </section>
  )
}
