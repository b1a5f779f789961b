import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'

const TASKS = ['data', 'waiting', 'latency', 'compile', 'evaluate'] as const

/** Progress of long work besides the search itself; its place is kept free when there is none. */
export function RunProgress() {
  const { t } = useTranslation()
  const progress = useWorkspace((state) => state.progress)
  const task = TASKS.find((name) => name === progress?.task)
  const fraction = progress?.fraction ?? null
  return (
    <div className="progress" data-idle={!progress || undefined}>
      {progress && (
        <>
          <progress
            className="progress-bar"
            aria-label={task ? t(`task.${task}`) : progress.task}
            max={1}
            {...(fraction === null ? {} : { value: fraction })}
          />
          <span className="note">
            {task ? t(`task.${task}`) : progress.task}
            {fraction !== null && ` ${Math.round(100 * fraction)} %`}
          </span>
        </>
      )}
    </div>
  )
}
