import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { AlphaHeatmap } from '../../views/AlphaHeatmap'
import { cellHeatGrid, keptCells } from '../../views/heatGrid'
import { heatTable } from '../../views/heatSummary'
import { Drawing } from '../common/Drawing'
import { useMediaQuery } from '../common/useMediaQuery'
import { useViewTexts } from '../common/useViewTexts'
import type { PanelProps } from './panelProps'
import { useCellAtPlayhead } from './useCellAtPlayhead'

/** From here on a cell and its gates fit a laptop's screen only with lower rows. */
const MANY_NODES = 4
const TIGHT_ROW = 16

/** The gates of one kind of cell, edges × operations. */
export function GatesPanel({ run, cell: type, width }: PanelProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const cell = useCellAtPlayhead(run, type)
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  const grid = useMemo(
    () =>
      cell && cellHeatGrid(cell.nodes, cell.operations, texts.cell.operations, cell.table.allowed),
    // A cell's object changes with every snapshot; its space does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [cell?.nodes, cell?.operations, cell?.table, texts],
  )
  const lowScreen = useMediaQuery('(max-height: 999px)')
  if (!cell || !grid) return null
  const { nodes, operations, gates, derived } = cell
  const tight = lowScreen && nodes >= MANY_NODES
  const title = t(`search.gates.${type}`)
  const ringed = keptCells(nodes, operations, derived)
  return (
    <Drawing
      name={title}
      file={`${type}-gates`}
      table={() => heatTable({ grid, gates, ringed }, texts.heatmap)}
    >
      <AlphaHeatmap
        title={title}
        grid={grid}
        gates={gates}
        ringed={ringed}
        width={width}
        rowHeight={tight ? TIGHT_ROW : undefined}
        highlightRow={pointedRow}
        onHoverRow={pointAtRow}
        text={texts.heatmap}
      />
    </Drawing>
  )
}
