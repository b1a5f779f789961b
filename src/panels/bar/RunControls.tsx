import { useTranslation } from 'react-i18next'
import { canResume, finishRun, resetRun, stepRun, toggleRun } from '../../store/runControls'
import { BUSY_PHASES, OPEN_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { Hint } from '../common/Hint'
import { Icon } from '../common/Icon'
import { IconButton } from '../common/IconButton'
import { useImpossible } from './useImpossible'

export function RunControls() {
  const { t } = useTranslation()
  const phase = useWorkspace((state) => state.phase)
  const busy = BUSY_PHASES.has(phase)
  const open = OPEN_PHASES.has(phase)
  const resumable = useWorkspace(canResume)
  const impossible = useImpossible() && !busy && !resumable
  const label = busy ? t('bar.pause') : resumable ? t('bar.resume') : t('bar.run')
  return (
    <div className="run-controls" role="group" aria-label={t('bar.run')}>
      <Hint
        text={
          impossible ? (
            t('bar.impossible')
          ) : (
            <>
              {label} <kbd>Space</kbd>
            </>
          )
        }
      >
        <button
          type="button"
          className="button primary run-button"
          aria-disabled={impossible}
          aria-keyshortcuts="Space"
          onClick={() => {
            if (!impossible) void toggleRun()
          }}
        >
          <Icon name={busy ? 'pause' : 'play'} />
          {label}
        </button>
      </Hint>
      <IconButton
        icon="step"
        label={t('bar.step')}
        shortcut="→"
        disabled={busy || impossible}
        onClick={() => void stepRun()}
      />
      <IconButton
        icon="finish"
        label={t('bar.finish')}
        disabled={!open}
        onClick={() => void finishRun()}
      />
      <IconButton
        icon="reset"
        label={t('bar.reset')}
        shortcut="R"
        disabled={phase === 'idle' && !resumable}
        onClick={() => void resetRun()}
      />
    </div>
  )
}
