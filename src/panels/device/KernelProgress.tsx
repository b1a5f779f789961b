import { useTranslation } from 'react-i18next'
import type { StepProfiling } from './useStepProfile'

interface KernelProgressProps {
  readonly state: StepProfiling
  readonly onCancel: () => void
  readonly onMeasure: () => void
}

/** How far the measuring is, and the button that ends it or begins anew. */
export function KernelProgress({ state, onCancel, onMeasure }: KernelProgressProps) {
  const { t } = useTranslation()
  const { stage, compiled, profile } = state
  const repeats = profile?.repeats ?? 0
  const planned = profile?.plannedRepeats ?? 0
  const working = stage === 'compiling' || stage === 'measuring'
  const text =
    stage === 'compiling' && compiled < 1
      ? `${t('task.compile')} ${Math.round(100 * compiled)} %`
      : working
        ? t('kernels.measuring', { count: repeats, planned })
        : t('kernels.measured', { count: repeats })
  return (
    <div className="kernel-progress">
      {working && (
        <progress
          className="progress-bar"
          aria-label={t(stage === 'compiling' ? 'task.compile' : 'kernels.title')}
          max={1}
          value={stage === 'compiling' ? compiled : repeats / planned}
        />
      )}
      <span className="note" role="status">
        {text}
      </span>
      <button type="button" className="button" onClick={working ? onCancel : onMeasure}>
        {t(working ? 'kernels.cancel' : 'kernels.again')}
      </button>
    </div>
  )
}
