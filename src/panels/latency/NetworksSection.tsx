import { useTranslation } from 'react-i18next'
import type { Interval, LatencyTrial, LatencyValidation } from '../../run/latency'
import { latencyVerdict } from '../../store/latencyVerdict'
import { latencyFigure, macsFigure } from '../../views/latencyFigure'
import '../../views/latency.css'
import { PredictionScatter, predictionTable } from '../../views/PredictionScatter'
import '../../views/theme/views.css'
import { useWidth } from '../../views/useWidth'
import { Drawing } from '../common/Drawing'
import { percent } from '../common/format'
import { useDrawingScale } from '../common/useDrawingScale'
import { useLatencyText } from './latencyTexts'

/** Until it is laid out. */
const USUAL_WIDTH = 320
const HEIGHT = 240

interface NetworksSectionProps {
  /** Null where no network was timed. */
  readonly validation: LatencyValidation | null
}

/** Whole networks: what was expected of them against what was measured. */
export function NetworksSection({ validation }: NetworksSectionProps) {
  const { t } = useTranslation('latency')
  return (
    <section className="latency-section" aria-label={t('networksTitle')}>
      <h3 className="section-title">{t('networksTitle')}</h3>
      {validation ? (
        <Validation validation={validation} />
      ) : (
        <p className="note">{t('noNetworks')}</p>
      )}
    </section>
  )
}

function Validation({ validation }: { readonly validation: LatencyValidation }) {
  const { t } = useTranslation('latency')
  const verdict = latencyVerdict(validation)
  const { trials, spearman, spearmanLearned, spearmanMacs, meanError, meanErrorLearned } =
    validation
  return (
    <>
      <p>
        <strong data-verdict={verdict}>{t(`verdict.${verdict}`)}</strong>{' '}
        <span className="note">{t('networkCount', { count: trials.length })}</span>{' '}
        {validation.remeasured && <span className="note">{t('remeasured')}</span>}
      </p>
      <div className="latency-predictions">
        <Prediction
          name="byTable"
          trials={trials}
          value={({ predictedMs }) => predictedMs}
          correlation={spearman}
          error={meanError}
        />
        <Prediction
          name="byModel"
          trials={trials}
          value={({ learnedMs }) => learnedMs}
          correlation={spearmanLearned}
          error={meanErrorLearned}
        />
        <Prediction
          name="byMacs"
          trials={trials}
          value={({ macs }) => macs}
          correlation={spearmanMacs}
          error={null}
        />
      </div>
    </>
  )
}

interface PredictionProps {
  readonly name: 'byTable' | 'byModel' | 'byMacs'
  readonly trials: readonly LatencyTrial[]
  readonly value: (trial: LatencyTrial) => number
  readonly correlation: Interval
  /** Of predictions in milliseconds; null for what is none. */
  readonly error: Interval | null
}

function Prediction({ name, trials, value, correlation, error }: PredictionProps) {
  const { t } = useTranslation('latency')
  const text = useLatencyText()
  const { width, ref } = useWidth(USUAL_WIDTH)
  const scale = useDrawingScale()
  const title = t(name)
  const inMs = name !== 'byMacs'
  const across = inMs ? text.predicted : text.columns.macs
  const points = trials.map((trial) => ({
    name: trial.text,
    x: value(trial),
    ms: trial.measured.medianMs,
    lowMs: trial.measured.lowMs,
    highMs: trial.measured.highMs,
  }))
  const interval = ({ low, high }: Interval, form: (share: number) => string) =>
    t('interval', { low: form(low), high: form(high) })
  return (
    <div ref={ref}>
      <Drawing
        name={title}
        file={`latency-${name}`}
        table={() => predictionTable(points, across, text)}
      >
        <PredictionScatter
          title={title}
          points={points}
          identity={inMs}
          across={across}
          formatX={inMs ? latencyFigure : macsFigure}
          correlation={correlation.value.toFixed(2)}
          width={Math.floor(width / scale)}
          height={HEIGHT}
          text={text}
        />
      </Drawing>
      <p className="latency-figure">{t('spearman', { value: correlation.value.toFixed(2) })}</p>
      <p className="note">{interval(correlation, (share) => share.toFixed(2))}</p>
      {error && (
        <p className="note">
          {t('error', { value: percent(error.value) })} · {interval(error, percent)}
        </p>
      )}
    </div>
  )
}
