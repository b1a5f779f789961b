import { useTranslation } from 'react-i18next'
import type { Genotype } from '../../space/cellSpace'
import { CELL_TYPES } from '../../space/cellSpace'
import { OPERATIONS } from '../../space/operations'
import { CellGraph } from '../../views/CellGraph'
import { cellTable } from '../../views/cellSummary'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'

interface ImportedCellsProps {
  readonly genotype: Genotype
  readonly width: number
}

/** An architecture without its search: both cells, large. */
export function ImportedCells({ genotype, width }: ImportedCellsProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  return (
    <div className="imported-cells">
      {CELL_TYPES.map((type) => {
        const cell = genotype[type]
        const nodes = cell.nodes.length
        return (
          <Drawing
            key={type}
            name={t(`search.${type}`)}
            file={`${type}-cell`}
            table={() => cellTable({ nodes, operations: OPERATIONS, genotype: cell }, texts.cell)}
          >
            <CellGraph
              title={t(`search.${type}`)}
              nodes={nodes}
              operations={OPERATIONS}
              genotype={cell}
              width={width}
              text={texts.cell}
            />
          </Drawing>
        )
      })}
    </div>
  )
}
