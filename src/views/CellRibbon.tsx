import { Fragment, memo, useMemo } from 'react'
import type { EdgeRoute } from './cellLayout'
import type { DrawnEdge } from './cellModel'
import type { StrandNames } from './cellPointing'
import { ForcedMark } from './ForcedMark'
import { OPERATION_STYLE } from './operationStyle'
import { ribbonWidth, stackStrands } from './ribbon'
import { offsetPath, round } from './route'

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
  /** The strand pointed at, where one is. */
  readonly pointedStrand: string | null
  /** What edge and strands are called where they can be pointed at by keyboard; else null. */
  readonly names: StrandNames | null
  /** Whether the tab key leads here. */
  readonly home: boolean
  /** Element that tells more of what is pointed at. */
  readonly describedBy: string | undefined
}

/** One edge: strands stacked in fixed order, each as wide as its gate. Drawn again only when it shows. */
export const CellRibbon = memo(Ribbon, sameRibbon)

function Ribbon(props: CellRibbonProps) {
  const { edge, route, fixed, pointed, pointedStrand, names, home, describedBy } = props
  const width = ribbonWidth(fixed)
  const middle = useMemo(() => offsetPath(route, 0), [route])
  if (edge.rule === 'forbidden') return <path className="cell-ribbon-forbidden" d={middle} />
  if (edge.presence === 0) return null
  const reachable = names !== null
  return (
    <g
      className="cell-ribbon"
      data-at={edge.row}
      data-derived={edge.derived !== null || undefined}
      data-pointed={pointed || undefined}
      opacity={edge.presence < 1 ? round(edge.presence) : undefined}
      {...(reachable && {
        role: 'group',
        'aria-label': names.edge,
        'aria-describedby': describedBy,
        tabIndex: home ? 0 : -1,
      })}
    >
      {pointed && <path className="cell-ribbon-halo" d={middle} strokeWidth={width + 8} />}
      <path className="cell-ribbon-gap" d={middle} strokeWidth={width + 4} />
      {stackStrands(edge.strands, width).map(({ operation, thickness, offset }) => {
        if (thickness < THINNEST && !reachable) return null
        const { color, hollow } = OPERATION_STYLE[operation]
        const d = offsetPath(route, offset)
        return (
          <Fragment key={operation}>
            <path
              className="strand"
              data-chosen={operation === edge.derived || undefined}
              data-pointed={(operation === pointedStrand && thickness >= THINNEST) || undefined}
              d={d}
              stroke={color}
              strokeWidth={round(thickness)}
              {...(reachable && {
                role: 'img',
                'aria-label': names.strand(operation),
                'aria-describedby': describedBy,
                'data-strand': operation,
                tabIndex: -1,
              })}
            />
            {hollow && thickness > HOLLOW_FROM && (
              <path className="strand-hollow" d={d} strokeWidth={round(thickness - WALLS)} />
            )}
          </Fragment>
        )
      })}
      {edge.rule === 'forced' && <ForcedMark route={route} />}
      <path className="cell-ribbon-target" d={middle} strokeWidth={width + 8} />
    </g>
  )
}

function sameRibbon(before: CellRibbonProps, after: CellRibbonProps): boolean {
  return (
    before.route === after.route &&
    before.fixed === after.fixed &&
    before.pointed === after.pointed &&
    before.pointedStrand === after.pointedStrand &&
    before.names?.edge === after.names?.edge &&
    before.home === after.home &&
    before.describedBy === after.describedBy &&
    before.edge.row === after.edge.row &&
    before.edge.rule === after.edge.rule &&
    before.edge.derived === after.edge.derived &&
    (before.edge.presence === 0) === (after.edge.presence === 0) &&
    Math.abs(before.edge.presence - after.edge.presence) < VISIBLE_CHANGE &&
    before.edge.strands.length === after.edge.strands.length &&
    after.edge.strands.every(({ operation, share }, index) => {
      const strand = before.edge.strands[index]
      return strand?.operation === operation && Math.abs(strand.share - share) < VISIBLE_CHANGE
    })
  )
}
