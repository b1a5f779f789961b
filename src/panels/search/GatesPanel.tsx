import { useTranslation } from 'react-i18next'
import type { CellType } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'
import { AlphaHeatmap } from '../../views/AlphaHeatmap'
import { heatTable } from '../../views/heatSummary'
import { Drawing } from '../common/Drawing'
import { useMediaQuery } from '../common/useMediaQuery'
import { useViewTexts } from '../common/useViewTexts'
import { useCellAtPlayhead } from './useCellAtPlayhead'

/** From here on a cell and its gates fit a laptop's screen only with lower rows. */
const MANY_NODES = 4
const TIGHT_ROW = 16

/** The gates of one kind of cell, edges × operations. */
export function GatesPanel({ type, width }: { readonly type: CellType; readonly width: number }) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const cell = useCellAtPlayhead(type)
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  const lowScreen = useMediaQuery('(max-height: 999px)')
  if (!cell) return null
  const { nodes, operations, gates, derived } = cell
  const tight = lowScreen && nodes >= MANY_NODES
  const title = t(`search.gates.${type}`)
  return (
    <Drawing
      name={title}
      file={`${type}-gates`}
      table={() => heatTable({ nodes, operations, gates, derived }, texts.heatmap)}
    >
      <AlphaHeatmap
        title={title}
        nodes={nodes}
        operations={operations}
        gates={gates}
        derived={derived}
        width={width}
        rowHeight={tight ? TIGHT_ROW : undefined}
        highlightRow={pointedRow}
        onHoverRow={pointAtRow}
        text={texts.heatmap}
      />
    </Drawing>
  )
}
