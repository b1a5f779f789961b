import { useDeferredValue } from 'react'
import { DATASET_FORMATS } from '../../run/datasets'
import { useWorkspace } from '../../store/workspace'
import { Curves } from '../../views/Curves'
import type { CurveMetric } from '../../views/curveSeries'
import { curvesTable } from '../../views/curveSeries'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'

const HEIGHT = 166

/** Loss or accuracy over the run, with the timeline's crosshair. */
export function CurvesPanel({
  metric,
  width,
}: {
  readonly metric: CurveMetric
  readonly width: number
}) {
  const texts = useViewTexts()
  const timeline = useDeferredValue(useWorkspace((state) => state.timeline))
  const playhead = useDeferredValue(useWorkspace((state) => state.playhead))
  const seek = useWorkspace((state) => state.seek)
  if (!timeline) return null
  const { snapshots, evaluations, config, steps } = timeline
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
        step={playhead ?? snapshots.at(-1)?.step ?? null}
        chance={1 / DATASET_FORMATS[config.dataset.name].classes}
        width={width}
        height={HEIGHT}
        onSelectStep={seek}
        text={texts.curves}
      />
    </Drawing>
  )
}
