import { useTranslation } from 'react-i18next'
import type { Timeline } from '../../run/events'
import { useWorkspace } from '../../store/workspace'

/** Says whose run is on screen: a recording is never taken for a search that happens now. */
export function SourceLine() {
  const { t, i18n } = useTranslation()
  const origin = useWorkspace((state) => state.origin)
  const phase = useWorkspace((state) => state.phase)
  const adapter = useWorkspace((state) => state.timeline?.engine?.adapter ?? '')
  const checkpoint = useWorkspace((state) => state.checkpoint)
  const recordedAt = useWorkspace((state) => state.recordedAt)
  const looksBack = useWorkspace((state) => state.playhead !== null)
  const turn = useWorkspace((state) => state.timeline && turnOf(state.timeline))
  const date = recordedAt ? new Date(recordedAt).toLocaleDateString(i18n.language) : ''

  if (phase === 'idle' && origin === 'recording' && adapter) {
    return (
      <p className="source note">
        <strong className="source-mark">{t('search.recording')}</strong>
        {t('search.recordingOf', { adapter })}
      </p>
    )
  }
  if (phase === 'idle' && checkpoint) {
    return (
      <p className="source note">
        <strong className="source-mark">{t('search.unfinished', { step: checkpoint.step })}</strong>
        {t('search.unfinishedOf')}
      </p>
    )
  }
  if (phase === 'idle' && origin === 'saved') {
    return (
      <p className="source note">
        <strong className="source-mark">{t('search.saved', { date })}</strong>
        {t('search.savedOf', { adapter })}
      </p>
    )
  }
  return (
    <p className="source note" data-phase={phase}>
      <strong className="source-mark">{t(`phase.${phase}`)}</strong>
      {phase === 'running' && (looksBack ? t('search.past') : turn && t(`search.turns.${turn}`))}
    </p>
  )
}

/** What the latest step did, for methods whose steps are of two kinds. */
function turnOf({ config, snapshots }: Timeline): 'training' | 'judging' | null {
  const latest = snapshots.at(-1)
  if (!latest || config.strategy.name === 'darts') return null
  return Number.isFinite(latest.trainLoss) ? 'training' : 'judging'
}
