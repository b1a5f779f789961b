import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { CellGraph } from '../../views/CellGraph'
import { cellRestrictions } from '../../views/cellModel'
import type { CellPoint } from '../../views/cellPointing'
import { cellTable } from '../../views/cellSummary'
import { EdgeReadout } from '../../views/EdgeReadout'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import { CellSwitch } from './CellSwitch'
import { FloatingReadout } from './FloatingReadout'
import type { PanelProps } from './panelProps'
import { SettleControl } from './SettleControl'
import { useCellAtPlayhead } from './useCellAtPlayhead'
import { useEdgeReadout } from './useEdgeReadout'
import { useSettling } from '../../views/useSettling'
import './cellView.css'

/** A cell as a mixture of its operations, with what is derived from it. */
export function MixturePanel({ run, cell: type, alone, width }: PanelProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const cell = useCellAtPlayhead(run, type)
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  const settling = useSettling(run.ended)
  const [point, setPoint] = useState<CellPoint | null>(null)
  const readoutId = useId()
  const readout = useEdgeReadout(run, type, cell)
  const { space } = run.timeline.config
  const restrictions = useMemo(
    () => (space.kind === 'cell' ? cellRestrictions(space, type) : undefined),
    [space, type],
  )
  if (!cell) return null
  const { nodes, operations, gates, derived: genotype } = cell
  const content = { nodes, operations, gates, genotype, restrictions }
  const facts = point && readout.factsOf(point.row)
  // Methods without alphas have no gates of a mixture, but beliefs.
  const mixes = run.method === 'darts' || run.method === 'darts2'
  const pointAt = (at: CellPoint | null) => {
    setPoint(at)
    pointAtRow(at?.row ?? null)
  }
  return (
    <div className="cell-place">
      {alone && <CellSwitch />}
      {genotype && <SettleControl settling={settling} />}
      <Drawing
        name={t(`search.${type}`)}
        file={`${type}-cell`}
        table={() => cellTable(content, texts.cell)}
      >
        <CellGraph
          title={t(`search.${type}`)}
          {...content}
          settled={genotype ? settling.settled : 0}
          width={width}
          highlightRow={pointedRow}
          highlightStrand={point?.operation}
          onPoint={pointAt}
          describedBy={facts ? readoutId : undefined}
          text={mixes ? texts.cell : { ...texts.cell, hintMixed: t('methodViews.likelihood') }}
        />
      </Drawing>
      {point && facts && (
        <FloatingReadout id={readoutId} x={point.x} y={point.y}>
          <EdgeReadout facts={facts} pointed={point.operation} text={readout.text} />
        </FloatingReadout>
      )}
    </div>
  )
}
