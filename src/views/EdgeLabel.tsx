import type { OperationName } from '../space/operations'
import { LABEL_ROOM, type EdgeRoute } from './cellLayout'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'

export interface EdgeLabelProps {
  readonly operation: OperationName
  readonly route: EdgeRoute
  readonly flashing: boolean
  readonly receding: boolean
}

const GLYPH = 14
const PADDING = 4
const HEIGHT = 19
const CHARACTER = 6.1

/** Glyph and short name on a derived edge; the glyph alone where there is no room. */
export function EdgeLabel({ operation, route, flashing, receding }: EdgeLabelProps) {
  const { short, color } = OPERATION_STYLE[operation]
  const { x, y, room } = route.label
  const named = room >= LABEL_ROOM - 6
  const width = GLYPH + 2 * PADDING + (named ? 4 + short.length * CHARACTER : 0)
  const left = named ? x - width : x - Math.max(width, room / 2 + width / 2)
  return (
    <g
      className="edge-label"
      data-flashing={flashing || undefined}
      data-receding={receding || undefined}
      style={{ color }}
    >
      <title>{short}</title>
      <rect x={left} y={y - HEIGHT / 2} width={width} height={HEIGHT} rx={HEIGHT / 2} />
      <OperationGlyph operation={operation} x={left + PADDING} y={y - GLYPH / 2} size={GLYPH} />
      {named && (
        <text x={left + PADDING + GLYPH + 4} y={y + 4}>
          {short}
        </text>
      )}
    </g>
  )
}
