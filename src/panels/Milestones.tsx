import type { TFunction } from 'i18next'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { evaluationAt } from '../store/timeline'
import type { Workspace } from '../store/workspace'
import { useWorkspace } from '../store/workspace'
import { percent } from './common/format'

/** A reader of the screen is told of a running search at most this often. */
const ANNOUNCE_MS = 15_000

/** Says aloud what happens to a run, in a region that only screen readers notice. */
export function Milestones() {
  const { t } = useTranslation()
  const [message, setMessage] = useState('')
  useEffect(
    () =>
      useWorkspace.subscribe(
        ({ phase }) => phase,
        () => setMessage(turn(useWorkspace.getState(), t)),
      ),
    [t],
  )
  useEffect(() => {
    const timer = setInterval(() => {
      const state = useWorkspace.getState()
      if (state.phase === 'running') setMessage(progress(state, t))
    }, ANNOUNCE_MS)
    return () => clearInterval(timer)
  }, [t])
  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {message}
    </div>
  )
}

/** What a change of phase means. */
function turn({ phase, timeline, engine }: Workspace, t: TFunction): string {
  switch (phase) {
    case 'running':
      return t('milestone.started', { adapter: engine?.adapter ?? '' })
    case 'paused':
      return t('milestone.paused', { step: timeline?.snapshots.at(-1)?.step ?? 0 })
    case 'finished':
      return t('milestone.finished')
    default:
      return t(`phase.${phase}`)
  }
}

function progress({ timeline }: Workspace, t: TFunction): string {
  const evaluation = timeline && evaluationAt(timeline, null)
  return t('milestone.progress', {
    step: timeline?.snapshots.at(-1)?.step ?? 0,
    total: timeline?.steps,
    accuracy: evaluation ? percent(evaluation.accuracy) : '–',
  })
}
