import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TrainingRecipe } from '../../run/training'
import type { KeptCurves } from '../../store/trainingArchive'
import { useWorkspace } from '../../store/workspace'
import { TrainingCurves, trainingCurvesTable } from '../../views/TrainingCurves'
import type { TrainingMetric } from '../../views/trainingCurvesLayout'
import { TRAINING_CURVES_WORDS } from '../../views/trainingCurvesWords'
import '../../views/theme/training.css'
import '../../views/theme/views.css'
import { Drawing } from '../common/Drawing'
import { useDrawnWidth } from './useDrawnWidth'

interface TrainingChartsProps {
  readonly curves: KeptCurves
  readonly recipe: TrainingRecipe
  /** Step of the last point: the curves may grow in place. */
  readonly upTo: number
}

const METRICS: readonly TrainingMetric[] = ['accuracy', 'loss', 'rate']
/** Until it is laid out. */
const USUAL_WIDTH = 400
const HEIGHTS: Readonly<Record<TrainingMetric, number>> = { loss: 220, accuracy: 220, rate: 150 }

/** How a training goes, or went, with one crosshair through all charts. */
export function TrainingCharts(props: TrainingChartsProps) {
  const { t } = useTranslation('train')
  const [step, setStep] = useState<number | null>(null)
  return (
    <section className="training-charts" aria-label={t('curves')}>
      {METRICS.map((metric) => (
        <TrainingChart key={metric} {...props} metric={metric} step={step} onHoverStep={setStep} />
      ))}
    </section>
  )
}

interface TrainingChartProps extends TrainingChartsProps {
  readonly metric: TrainingMetric
  readonly step: number | null
  readonly onHoverStep: (step: number | null) => void
}

function TrainingChart({ curves, recipe, upTo, metric, step, onHoverStep }: TrainingChartProps) {
  const language = useWorkspace((state) => state.language)
  const { width, ref } = useDrawnWidth(USUAL_WIDTH)
  const words = TRAINING_CURVES_WORDS[language]
  const { points, validations, totalSteps } = curves
  return (
    <div ref={ref} className="training-chart">
      <Drawing
        name={words.titles[metric]}
        file={`training-${metric}`}
        table={() => trainingCurvesTable(points, validations, words)}
      >
        <TrainingCurves
          metric={metric}
          points={points}
          upTo={upTo}
          validations={validations}
          totalSteps={totalSteps}
          lossHasParts={recipe.labelSmoothing > 0 || recipe.auxiliaryWeight > 0}
          step={step}
          onHoverStep={onHoverStep}
          width={width}
          height={HEIGHTS[metric]}
          words={words}
        />
      </Drawing>
    </div>
  )
}
