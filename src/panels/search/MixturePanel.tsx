import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { CellGraph } from '../../views/CellGraph'
import { cellTable } from '../../views/cellSummary'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import { CellSwitch } from './CellSwitch'
import type { PanelProps } from './panelProps'
import { useCellAtPlayhead } from './useCellAtPlayhead'

/** A cell as a mixture of its operations, with what is derived from it. */
export function MixturePanel({ run, cell: type, alone, width }: PanelProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const cell = useCellAtPlayhead(type)
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  if (!cell) return null
  const { nodes, operations, gates, derived } = cell
  // Methods without alphas have no gates of a mixture, but beliefs.
  const mixes = run.method === 'darts' || run.method === 'darts2'
  return (
    <div className="cell-place">
      {alone && <CellSwitch />}
      <Drawing
        name={t(`search.${type}`)}
        file={`${type}-cell`}
        table={() => cellTable({ nodes, operations, gates, genotype: derived }, texts.cell)}
      >
        <CellGraph
          title={t(`search.${type}`)}
          nodes={nodes}
          operations={operations}
          gates={gates}
          genotype={derived}
          width={width}
          highlightRow={pointedRow}
          onHoverRow={pointAtRow}
          text={mixes ? texts.cell : { ...texts.cell, hintMixed: t('methodViews.likelihood') }}
        />
      </Drawing>
    </div>
  )
}
