import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { BranchesPanel } from './BranchesPanel'
import { CellSwitch } from './CellSwitch'
import { CurvesPanel } from './CurvesPanel'
import { LineagePanel } from './LineagePanel'
import { LivesPanel } from './LivesPanel'
import type { PanelName } from './methodViews'
import { MixturePanel } from './MixturePanel'
import type { PanelProps } from './panelProps'
import { ParetoPanel } from './ParetoPanel'
import { PolicyPanel } from './PolicyPanel'
import { ProgressPanel } from './ProgressPanel'
import { TapePanel } from './TapePanel'

/** Every drawing of the middle column by its name: a new one is its file and a line here. */
export const METHOD_PANELS: Readonly<Record<PanelName, ComponentType<PanelProps>>> = {
  tape: TapePanel,
  reward: (props) => <PolicyPanel {...props} metric="reward" />,
  entropy: (props) => <PolicyPanel {...props} metric="entropy" />,
  lineage: LineagePanel,
  lives: LivesPanel,
  progress: (props) => <ProgressPanel {...props} descent={false} />,
  climb: (props) => <ProgressPanel {...props} descent />,
  front: ParetoPanel,
  mixture: LikelyCell,
  trained: (props) => <BranchesPanel {...props} shows="trained" />,
  belief: (props) => <BranchesPanel {...props} shows="belief" />,
  loss: ({ width }) => <CurvesPanel metric="loss" width={width} />,
  accuracy: ({ width }) => <CurvesPanel metric="accuracy" width={width} />,
}

/** The cell of the DARTS space with what the method makes likely on its edges. */
function LikelyCell({ width }: PanelProps) {
  const { t } = useTranslation()
  const type = useWorkspace((state) => state.cellShown)
  return (
    <div className="cell-place">
      <CellSwitch />
      <MixturePanel type={type} width={width} hint={t('methodViews.likelihood')} />
    </div>
  )
}
