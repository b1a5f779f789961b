import i18next from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Across, Judge } from '../../store/compareGroups'
import { chooseComparisons, readComparisons, useComparison } from '../../store/compareState'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { Segments } from '../common/Segments'
import { compareEn } from '../language/compareEn'
import { compareZh } from '../language/compareZh'
import { CompareChart } from './CompareChart'
import { CompareTable } from './CompareTable'
import { useComparedRuns } from './useComparedRuns'
import { YardstickControls } from './YardstickControls'
import './compare.css'

i18next.addResourceBundle('en', 'compare', compareEn)
i18next.addResourceBundle('zh', 'compare', compareZh)

const JUDGES: readonly Judge[] = ['yardstick', 'own']
const ACROSSES: readonly Across[] = ['trained', 'seen', 'time']

/** Finished and running searches side by side. */
export default function CompareDialog() {
  const { t } = useTranslation('compare')
  const setDialog = useWorkspace((state) => state.setDialog)
  const kept = useComparison((state) => state.kept)
  useEffect(() => void readComparisons(), [])
  return (
    <Dialog onClose={() => setDialog(null)} title={t('title')} description={t('help')} wide>
      {kept && <Comparison />}
    </Dialog>
  )
}

function Comparison() {
  const { t } = useTranslation('compare')
  const [joined, setJoined] = useState(true)
  const [across, setAcross] = useState<Across>('trained')
  const { groups, shown, tasks, measured } = useComparedRuns(joined)
  // The yardstick as soon as it has something to say, unless the reader chose otherwise.
  const [chosen, setJudge] = useState<Judge | null>(null)
  const judge = chosen ?? (measured ? 'yardstick' : 'own')
  const ofLibrary = useComparison((state) => state.chosen)
  if (groups.length === 0) return <p className="compare-empty">{t('empty')}</p>
  return (
    <div className="compare">
      {ofLibrary && (
        <p className="note">
          {t('chosen', { count: ofLibrary.size })}{' '}
          <button type="button" className="link-button" onClick={() => chooseComparisons(null)}>
            {t('all')}
          </button>
        </p>
      )}
      <div className="compare-switches">
        <Segments
          label={t('judge')}
          value={judge}
          options={JUDGES.map((name) => ({ name, label: t(`judges.${name}`) }))}
          onChange={setJudge}
        />
        <Segments
          label={t('across')}
          value={across}
          options={ACROSSES.map((name) => ({ name, label: t(`acrosses.${name}`) }))}
          onChange={setAcross}
        />
        <label className="compare-joined">
          <input
            type="checkbox"
            checked={joined}
            onChange={(event) => setJoined(event.target.checked)}
          />
          {t('joined')}
        </label>
      </div>
      <CompareChart groups={shown} judge={judge} across={across} />
      <YardstickControls tasks={tasks} />
      <CompareTable groups={groups} />
    </div>
  )
}
