import '../language/timeTexts'
import { useTranslation } from 'react-i18next'
import type { Timeline } from '../../run/events'
import { useWorkspace } from '../../store/workspace'
import { Dialog } from '../common/Dialog'
import { AnimationForm } from './AnimationForm'
import './animation.css'

/** The run as a file that moves: of which views, how large, how long, of which steps. */
export default function AnimationDialog() {
  const { t } = useTranslation('time')
  const setDialog = useWorkspace((state) => state.setDialog)
  const timeline = useWorkspace((state) => state.timeline)
  return (
    <Dialog onClose={() => setDialog(null)} title={t('film.title')} description={t('film.help')}>
      {hasRun(timeline) ? <AnimationForm timeline={timeline} /> : <p>{t('film.noRun')}</p>}
    </Dialog>
  )
}

function hasRun(timeline: Timeline | null): timeline is Timeline {
  return timeline !== null && timeline.snapshots.length > 1
}
