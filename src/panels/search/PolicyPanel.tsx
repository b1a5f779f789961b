import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceModel } from '../../space/spaceModels'
import { useWorkspace } from '../../store/workspace'
import { PolicyCurves } from '../../views/PolicyCurves'
import { policyTable, uniformEntropy, type PolicyMetric } from '../../views/policySeries'
import { Drawing } from '../common/Drawing'
import type { PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

const HEIGHT = 150

/** What the controller earns, or how undecided it is, over the run. */
export function PolicyPanel({
  run,
  width,
  metric,
}: PanelProps & { readonly metric: PolicyMetric }) {
  const { t } = useTranslation()
  const { policy: text } = useMethodTexts()
  const seek = useWorkspace((state) => state.seek)
  const { policies, steps, config } = run.timeline
  const uniform = useMemo(() => uniformEntropy(spaceModel(config.space)), [config.space])
  const title = t(`methodViews.${metric}Title`)
  return (
    <Drawing name={title} file={metric} table={() => policyTable(policies, text)}>
      <PolicyCurves
        title={title}
        metric={metric}
        policies={policies}
        uniform={uniform}
        totalSteps={steps}
        step={run.step}
        width={width}
        height={HEIGHT}
        onSelectStep={seek}
        text={text}
      />
    </Drawing>
  )
}
