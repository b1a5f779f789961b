import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceCosts } from '../../store/costs'
import { BUSY_PHASES } from '../../store/phases'
import { toggleRun } from '../../store/runControls'
import { useWorkspace } from '../../store/workspace'
import { useWidth } from '../../views/useWidth'
import { Dialog } from '../common/Dialog'
import { withPrefix } from '../common/format'
import { KernelProgress } from './KernelProgress'
import { ProfileFigures } from './ProfileFigures'
import { ProfileDrawing } from './ProfileDrawing'
import { useStepProfile } from './useStepProfile'
import './device.css'

/** Until it is laid out. */
const USUAL_WIDTH = 640

/** Where the time of a search step goes on this device, measured while one looks. */
export default function KernelDialog() {
  const { t } = useTranslation()
  const setDialog = useWorkspace((state) => state.setDialog)
  const config = useWorkspace((state) => state.history.present)
  const parameters = useMemo(() => spaceCosts(config).supernetParameters, [config])
  return (
    <Dialog
      onClose={() => setDialog(null)}
      title={t('kernels.title')}
      description={t('kernels.help', {
        parameters: withPrefix(parameters),
        batch: config.strategy.batch,
      })}
      wide
    >
      <KernelPanel />
    </Dialog>
  )
}

function KernelPanel() {
  const { t } = useTranslation()
  const config = useWorkspace((state) => state.history.present)
  const phase = useWorkspace((state) => state.phase)
  const backend = useWorkspace((state) => (state.engine ?? state.device?.info)?.backend)
  const busy = BUSY_PHASES.has(phase)
  const webgpu = backend === 'webgpu'
  const { state, measureAgain, cancel } = useStepProfile(config, webgpu && !busy)
  const { width, ref } = useWidth(USUAL_WIDTH)
  if (!webgpu) return <Obstacle text={t('kernels.problem.no-webgpu')} />
  if (busy) {
    return (
      <Obstacle text={t('kernels.busy')}>
        <button type="button" className="button primary" onClick={() => void toggleRun()}>
          {t('kernels.pause')}
        </button>
      </Obstacle>
    )
  }
  const { failure, profile } = state
  return (
    <div className="kernels" ref={ref}>
      {phase === 'paused' && <p className="note">{t('kernels.paused')}</p>}
      {failure ? (
        <Obstacle
          text={t(`kernels.problem.${failure.problem}`)}
          detail={failure.problem === 'other' ? failure.message : null}
        />
      ) : (
        <KernelProgress state={state} onCancel={cancel} onMeasure={measureAgain} />
      )}
      {profile && (
        <>
          <ProfileFigures profile={profile} />
          <ProfileDrawing profile={profile} width={width} />
        </>
      )}
    </div>
  )
}

interface ObstacleProps {
  readonly text: string
  readonly detail?: string | null
  readonly children?: ReactNode
}

/** Why nothing is measured, and what to do. */
function Obstacle({ text, detail = null, children }: ObstacleProps) {
  return (
    <div className="kernel-obstacle" role="alert">
      <p>
        {text} {detail !== null && <span className="note">({detail})</span>}
      </p>
      {children}
    </div>
  )
}
