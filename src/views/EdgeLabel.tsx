import type { OperationName } from '../space/operations'
import type { EdgeRoute } from './cellLayout'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import { smallTextWidth } from './textWidth'

export interface EdgeLabelProps {
  readonly operation: OperationName
  readonly route: EdgeRoute
  readonly flashing: boolean
  readonly receding: boolean
}

const GLYPH = 14
const GLYPH_GAP = 4
const PADDING = 4
const HEIGHT = 18

/** Glyph and short name on a derived edge; the glyph alone where there is no room. */
export function EdgeLabel({ operation, route, flashing, receding }: EdgeLabelProps) {
  const { short, color } = OPERATION_STYLE[operation]
  const { x, y, room } = route.label
  const bare = GLYPH + 2 * PADDING
  const full = bare + GLYPH_GAP + smallTextWidth(short)
  const named = full <= room
  const width = named ? full : bare
  const left = x - Math.max(width, Math.min(room, full) / 2 + width / 2)
  return (
    <g
      className="edge-label"
      data-flashing={flashing || undefined}
      data-receding={receding || undefined}
      style={{ color }}
    >
      <title>{short}</title>
      <rect
        className="edge-label-plate"
        x={left}
        y={y - HEIGHT / 2}
        width={width}
        height={HEIGHT}
        rx={HEIGHT / 2}
      />
      <OperationGlyph operation={operation} x={left + PADDING} y={y - GLYPH / 2} size={GLYPH} />
      {named && (
        <text x={left + PADDING + GLYPH + GLYPH_GAP} y={y + 4}>
          {short}
        </text>
      )}
    </g>
  )
}
