import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import { useWorkspace } from '../../store/workspace'

/** What the search learns from, and the way to other data. */
export function DataSection() {
  const { t } = useTranslation()
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const setDialog = useWorkspace((state) => state.setDialog)
  const { width, height, channels } = datasetFormat(dataset).input
  const form = t(channels === 1 ? 'data.form.grey' : 'data.form.colour', { width, height })
  return (
    <section className="space-section" aria-label={t('data.title')}>
      <div className="section-head">
        <h2 className="section-title">{t('data.title')}</h2>
        <button
          type="button"
          className="link-button"
          aria-label={`${t('data.title')}: ${t('data.change')}`}
          aria-keyshortcuts="D"
          onClick={() => setDialog('data')}
        >
          {t('data.change')}
        </button>
      </div>
      <p className="data-used-name">{dataset.own?.title ?? 'Fashion-MNIST'}</p>
      <p className="note">
        {t('data.images', {
          train: dataset.trainImages.toLocaleString('en'),
          test: dataset.testImages.toLocaleString('en'),
        })}
        {' · '}
        {form}
      </p>
    </section>
  )
}
