import { useTranslation } from 'react-i18next'
import type { ShownArchitecture } from '../../store/shown'
import { snapshotAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'

/** Whose architecture this is, and how final. */
export function ResultHead({ shown }: { readonly shown: ShownArchitecture | null }) {
  const { t } = useTranslation()
  const dropImported = useWorkspace((state) => state.dropImported)
  const title = useTitle(shown)
  return (
    <div className="section-head result-head">
      <h2 className="section-title">{title}</h2>
      {shown && shown.origin !== 'run' && (
        <button type="button" className="button quiet" onClick={dropImported}>
          {t('result.backToRun')}
        </button>
      )}
    </div>
  )
}

function useTitle(shown: ShownArchitecture | null): string {
  const { t } = useTranslation()
  const playhead = useWorkspace((state) => state.playhead)
  const concluded = useWorkspace((state) => state.record !== null)
  const step = useWorkspace((state) =>
    state.timeline ? (snapshotAt(state.timeline, state.playhead)?.step ?? 0) : 0,
  )
  if (shown?.origin === 'candidate') return t('result.candidate', { name: shown.name })
  if (shown?.name) return shown.name
  if (shown && shown.origin !== 'run') return t(`result.${shown.origin}`)
  if (playhead !== null) return t('result.atStep', { step })
  if (!concluded) return t('result.soFar')
  const ofCells = shown?.space?.kind === 'cell'
  return ofCells ? t('result.found') : t('result.foundArchitecture')
}
