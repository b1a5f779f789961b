import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { evaluationAt } from '../store/timeline'
import { useWorkspace } from '../store/workspace'
import { percent } from './common/format'

/** A reader of the screen is told of a search at most this often. */
const ANNOUNCE_MS = 15_000

/** Says aloud what happens to a run, in a region that only screen readers notice. */
export function Milestones() {
  const { t } = useTranslation()
  const phase = useWorkspace((state) => state.phase)
  const [message, setMessage] = useState('')

  useEffect(() => {
    const { timeline, engine } = useWorkspace.getState()
    const step = timeline?.snapshots.at(-1)?.step ?? 0
    const announce = () => {
      const { timeline: now } = useWorkspace.getState()
      const evaluation = now && evaluationAt(now, null)
      setMessage(
        t('milestone.progress', {
          step: now?.snapshots.at(-1)?.step ?? 0,
          total: now?.config.budget.steps,
          accuracy: evaluation ? percent(evaluation.accuracy) : '–',
        }),
      )
    }
    if (phase === 'running') {
      setMessage(t('milestone.started', { adapter: engine?.adapter ?? '' }))
      const timer = setInterval(announce, ANNOUNCE_MS)
      return () => clearInterval(timer)
    }
    if (phase === 'paused') setMessage(t('milestone.paused', { step }))
    else if (phase === 'finished') setMessage(t('milestone.finished'))
    else if (phase !== 'idle') setMessage(t(`phase.${phase}`))
    return undefined
  }, [phase, t])

  return (
    <div className="visually-hidden" role="status" aria-live="polite">
      {message}
    </div>
  )
}
