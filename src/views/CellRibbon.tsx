import { Fragment, memo, useMemo } from 'react'
import type { EdgeRoute } from './cellLayout'
import type { DrawnEdge, Strand } from './cellModel'
import { OPERATION_STYLE } from './operationStyle'
import { offsetPath, round } from './route'

/** Width of a ribbon whose gates add up to one, in pixels. */
export const RIBBON_WIDTH = 12
const FIXED_WIDTH = 6
const THINNEST = 0.15
/** Hollow strands show their hollow from this width on; both walls together take `WALLS`. */
const HOLLOW_FROM = 3
const WALLS = 2.8
/** Shares closer than this draw the same strand, to a twentieth of a pixel. */
const VISIBLE_CHANGE = 0.004

export interface CellRibbonProps {
  readonly edge: DrawnEdge
  readonly route: EdgeRoute
  /** A single strand: the architecture is decided. */
  readonly fixed: boolean
  readonly pointed: boolean
  readonly onHover?: ((row: number | null) => void) | undefined
  readonly onSelect?: ((row: number) => void) | undefined
}

/** One edge: strands stacked in fixed order, each as wide as its gate. Drawn again only when it shows. */
export const CellRibbon = memo(Ribbon, sameRibbon)

function Ribbon({ edge, route, fixed, pointed, onHover, onSelect }: CellRibbonProps) {
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
          <Fragment key={operation}>
            <path
              className="strand"
              data-chosen={operation === edge.derived || undefined}
              d={d}
              stroke={color}
              strokeWidth={round(thickness)}
            />
            {hollow && thickness > HOLLOW_FROM && (
              <path className="strand-hollow" d={d} strokeWidth={round(thickness - WALLS)} />
            )}
          </Fragment>
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

function sameRibbon(before: CellRibbonProps, after: CellRibbonProps): boolean {
  return (
    before.route === after.route &&
    before.fixed === after.fixed &&
    before.pointed === after.pointed &&
    before.onHover === after.onHover &&
    before.onSelect === after.onSelect &&
    before.edge.row === after.edge.row &&
    before.edge.derived === after.edge.derived &&
    before.edge.strands.length === after.edge.strands.length &&
    after.edge.strands.every(({ operation, share }, index) => {
      const strand = before.edge.strands[index]
      return strand?.operation === operation && Math.abs(strand.share - share) < VISIBLE_CHANGE
    })
  )
}
