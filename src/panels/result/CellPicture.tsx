import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CellGenotype, CellType } from '../../space/cellSpace'
import { OPERATIONS } from '../../space/operations'
import { cellTable, summariseCell } from '../../views/cellSummary'
import { drawnEdges } from '../../views/cellModel'
import { OperationGlyph } from '../../views/OperationGlyph'
import { OPERATION_STYLE, stateName } from '../../views/operationStyle'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import { arcCell } from './arcCell'

const WIDTH = 312
const GLYPH = 16

/** A found cell at a glance: states on a line, every kept edge an arc with its operation at the top. */
export function CellPicture({
  type,
  cell,
}: {
  readonly type: CellType
  readonly cell: CellGenotype
}) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const title = t(`search.${type}`)
  const nodes = cell.nodes.length
  const content = { nodes, operations: OPERATIONS, genotype: cell }
  const { states, arcs, top, bottom, radius } = useMemo(() => arcCell(cell, WIDTH), [cell])
  return (
    <Drawing name={title} file={`found-${type}-cell`} table={() => cellTable(content, texts.cell)}>
      <svg
        className="view cell-picture"
        viewBox={`0 ${top} ${WIDTH} ${bottom - top}`}
        role="img"
        aria-label={summariseCell(title, nodes, drawnEdges(content), texts.cell)}
      >
        <text className="view-title" x={0} y={top + 12}>
          {title}
        </text>
        {arcs.map(({ key, path, operation }) => (
          <path
            key={key}
            d={path}
            className="arc"
            style={{ stroke: OPERATION_STYLE[operation].color }}
          />
        ))}
        {arcs.map(({ key, operation, apex }) => (
          <g key={key}>
            <circle cx={apex.x} cy={apex.y} r={GLYPH / 2 + 3} className="arc-place" />
            <OperationGlyph
              operation={operation}
              size={GLYPH}
              x={apex.x - GLYPH / 2}
              y={apex.y - GLYPH / 2}
            />
            <title>{OPERATION_STYLE[operation].short}</title>
          </g>
        ))}
        {states.map(({ state, x, joined }) => (
          <g key={state} className="arc-state" data-joined={joined || undefined}>
            <circle cx={x} cy={0} r={radius} />
            <text x={x} y={4}>
              {stateName(state)}
            </text>
          </g>
        ))}
      </svg>
    </Drawing>
  )
}
