import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import { useWorkspace } from '../../store/workspace'
import { Curves } from '../../views/Curves'
import type { CurveMetric } from '../../views/curveSeries'
import { curvesTable } from '../../views/curveSeries'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import type { PanelProps } from './panelProps'

const HEIGHT = 166

/** Loss or accuracy over the run, with the timeline's crosshair. */
export function CurvesPanel({ run, metric, width }: PanelProps & { readonly metric: CurveMetric }) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const seek = useWorkspace((state) => state.seek)
  const { snapshots, evaluations, config, steps } = run.timeline
  return (
    <Drawing
      name={texts.curves[metric]}
      file={metric}
      table={() => curvesTable(snapshots, evaluations, texts.curves)}
    >
      <Curves
        metric={metric}
        snapshots={snapshots}
        evaluations={evaluations}
        totalSteps={steps}
        step={run.step}
        chance={1 / datasetFormat(config.dataset).classes}
        sides={config.strategy.name === 'darts' ? t('methodViews.alphaSides') : undefined}
        width={width}
        height={HEIGHT}
        onSelectStep={seek}
        text={texts.curves}
      />
    </Drawing>
  )
}
