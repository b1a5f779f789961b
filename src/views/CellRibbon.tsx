import { useMemo } from 'react'
import type { EdgeRoute } from './cellLayout'
import type { DrawnEdge, Strand } from './cellModel'
import { OPERATION_STYLE } from './operationStyle'
import { offsetPath } from './route'

/** Width of a ribbon whose gates add up to one, in pixels. */
export const RIBBON_WIDTH = 12
const FIXED_WIDTH = 6
const THINNEST = 0.15

export interface CellRibbonProps {
  readonly edge: DrawnEdge
  readonly route: EdgeRoute
  /** A single strand: the architecture is decided. */
  readonly fixed: boolean
  readonly pointed: boolean
  readonly onHover?: ((row: number | null) => void) | undefined
  readonly onSelect?: ((row: number) => void) | undefined
}

/** One edge: strands stacked in fixed order, each as wide as its gate. */
export function CellRibbon({ edge, route, fixed, pointed, onHover, onSelect }: CellRibbonProps) {
  const width = fixed ? FIXED_WIDTH : RIBBON_WIDTH
  const middle = useMemo(() => offsetPath(route, 0), [route])
  return (
    <g
      className="cell-ribbon"
      data-derived={edge.derived !== null || undefined}
      data-pointed={pointed || undefined}
      onPointerEnter={() => onHover?.(edge.row)}
      onClick={() => onSelect?.(edge.row)}
    >
      <path className="cell-ribbon-gap" d={middle} strokeWidth={width + 4} />
      {stacked(edge.strands, width).map(({ operation, thickness, offset }) => {
        if (thickness < THINNEST) return null
        const { color, hollow } = OPERATION_STYLE[operation]
        const d = offsetPath(route, offset)
        return (
          <g
            key={operation}
            data-chosen={operation === edge.derived || undefined}
            className="strand"
          >
            <path d={d} stroke={color} strokeWidth={thickness} />
            {hollow && thickness > 3 && (
              <path className="strand-hollow" d={d} strokeWidth={thickness - 2.8} />
            )}
          </g>
        )
      })}
      <path className="cell-ribbon-target" d={middle} strokeWidth={width + 8} />
    </g>
  )
}

/** Strands side by side across the ribbon: thickness and distance from its middle, in pixels. */
function stacked(strands: readonly Strand[], width: number) {
  return strands.map(({ operation, share }, index) => {
    const before = strands.slice(0, index).reduce((sum, strand) => sum + strand.share, 0)
    return { operation, thickness: share * width, offset: (before + share / 2 - 0.5) * width }
  })
}
