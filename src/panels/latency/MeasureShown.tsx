import { useTranslation } from 'react-i18next'
import type { TimedArchitecture } from '../../store/latencyArchitecture'
import { subjectKey } from '../../store/latencyKeys'
import { measureShown } from '../../store/latencyMeasuring'
import { useLatency } from '../../store/latencyState'
import { BUSY_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { LatencyProgressLine } from './LatencyProgressLine'
import { BusyObstacle, FailureLine } from './MeasureObstacle'

interface MeasureShownProps {
  readonly timed: TimedArchitecture
  /** Whether it has been already. */
  readonly measured: boolean
}

/** Times the architecture in the result column, on every engine that runs it. */
export function MeasureShown({ timed, measured }: MeasureShownProps) {
  const { t } = useTranslation('latency')
  const measuring = useLatency((state) => state.measuring)
  const failure = useLatency((state) => state.failure)
  const searching = useWorkspace(({ phase }) => BUSY_PHASES.has(phase))
  const key = subjectKey(timed)
  const concerns = ({ subject }: { subject: 'device' | { readonly architecture: string } }) =>
    subject !== 'device' && subject.architecture === key
  const measure = () => measureShown(timed)
  if (measuring) return <LatencyProgressLine progress={measuring} />
  if (searching) return <BusyObstacle measure={measure} />
  return (
    <>
      <button type="button" className="button latency-measure" onClick={() => void measure()}>
        {t(measured ? 'again' : 'result.measure')}
      </button>
      {failure && concerns(failure) && <FailureLine failure={failure} />}
    </>
  )
}
