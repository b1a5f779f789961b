import { useTranslation } from 'react-i18next'
import type { CellType } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'
import { CellGraph } from '../../views/CellGraph'
import { cellTable } from '../../views/cellSummary'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import { useCellAtPlayhead } from './useCellAtPlayhead'

interface MixturePanelProps {
  readonly type: CellType
  readonly width: number
  /** What the widths of strands mean, where they are not gates of a mixture. */
  readonly hint?: string
}

/** A cell as a mixture of its operations, with what is derived from it. */
export function MixturePanel({ type, width, hint }: MixturePanelProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const cell = useCellAtPlayhead(type)
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  if (!cell) return null
  const { nodes, operations, gates, derived } = cell
  return (
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
        text={hint === undefined ? texts.cell : { ...texts.cell, hintMixed: hint }}
      />
    </Drawing>
  )
}
