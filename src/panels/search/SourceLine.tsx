import { useTranslation } from 'react-i18next'
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
      {looksBack && phase === 'running' && t('search.past')}
    </p>
  )
}
