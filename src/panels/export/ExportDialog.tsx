import i18next from 'i18next'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { closeExporting, trainedOrder, untrainedOrder } from '../../store/exporting'
import { shownArchitecture } from '../../store/shown'
import { chooseTraining, chosenTraining, useTrained } from '../../store/trained'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { percent } from '../common/format'
import { exportEn } from '../language/exportEn'
import { exportZh } from '../language/exportZh'
import { ExportChoice } from './ExportChoice'
import './export.css'

i18next.addResourceBundle('en', 'export', exportEn)
i18next.addResourceBundle('zh', 'export', exportZh)

/** A network as files for other places. */
export default function ExportDialog() {
  const { t } = useTranslation('export')
  const setDialog = useWorkspace((state) => state.setDialog)
  useEffect(() => closeExporting, [])
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      <ExportBody />
    </Dialog>
  )
}

/** In place of a training's id: what the result column shows. */
const SHOWN = 'shown'

function ExportBody() {
  const { t } = useTranslation('export')
  const results = useTrained((state) => state.results)
  const training = useTrained(chosenTraining)
  // What was on screen when the dialog opened: a search goes on behind it.
  const [shown] = useState(() => shownArchitecture(useWorkspace.getState()))
  const [untrained, setUntrained] = useState(false)
  const kept = untrained ? null : training
  const order = useMemo(
    () => (kept ? trainedOrder(kept) : shown && untrainedOrder(shown)),
    [kept, shown],
  )
  if (!order) {
    return (
      <div className="export-empty">
        <p>{t('nothing')}</p>
        <TrainButton />
      </div>
    )
  }
  return (
    <div className="export">
      {results.length > 0 && (
        <label className="export-what">
          <span className="field-label">{t('what')}</span>
          <select
            className="number-field"
            value={kept?.id ?? SHOWN}
            onChange={({ target: { value } }) => {
              setUntrained(value === SHOWN)
              if (value !== SHOWN) chooseTraining(value)
            }}
          >
            {results.map(({ id, name, result: { test } }) => (
              <option key={id} value={id}>
                {t('trained', { name, accuracy: percent(test.correct / test.images) })}
              </option>
            ))}
            {shown && <option value={SHOWN}>{t('shown')}</option>}
          </select>
        </label>
      )}
      {!kept && (
        <div className="export-untrained">
          <p>{t('untrained')}</p>
          <TrainButton />
        </div>
      )}
      <ExportChoice key={kept?.id ?? SHOWN} order={order} id={kept?.id ?? null} />
    </div>
  )
}

function TrainButton() {
  const { t } = useTranslation('export')
  const setDialog = useWorkspace((state) => state.setDialog)
  return (
    <button type="button" className="button" onClick={() => setDialog('train')}>
      {t('train')}
    </button>
  )
}
