import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import type { PlotArea } from './ChartFrame'
import type { ParetoScales } from './paretoScales'
import { smallTextWidth } from './textWidth'

export interface BudgetLineProps {
  /** Null: there is none, and the line waits at the dear end. */
  readonly budget: number | null
  readonly x: ParetoScales['x']
  readonly plot: PlotArea
  /** What it limits: "Budget: latency". */
  readonly label: string
  /** "2.40 ms", or for null that there is no budget. */
  readonly valueText: (budget: number | null) => string
  /** Told when it has been set down; null lifts it. */
  readonly onBudget: (budget: number | null) => void
}

/** Share of the axis that an arrow key moves it by, and a page key. */
const STEP = 0.01
const PAGE = 0.1
/** A key may be followed by another; what is meant is where it comes to rest. */
const REST_MS = 500
const DIGITS = 3
const PLATE_PADDING = 8
const PLATE_HEIGHT = 20
const GRIP = 5

/** A line that architectures have to stay left of, to be dragged or moved with the arrow keys. */
export function BudgetLine({ budget, x, plot, label, valueText, onBudget }: BudgetLineProps) {
  const [draft, setDraft] = useState<{ readonly budget: number | null } | null>(null)
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(rest.current), [])
  const shown = draft ? draft.budget : budget
  const place = (value: number | null) =>
    value === null ? plot.right : Math.max(plot.left, Math.min(plot.right, x(value)))
  const at = (pixels: number) =>
    pixels >= plot.right ? null : Number(x.invert(Math.max(plot.left, pixels)).toPrecision(DIGITS))
  const settle = (next: { readonly budget: number | null } | null) => {
    clearTimeout(rest.current)
    setDraft(null)
    if (next && next.budget !== budget) onBudget(next.budget)
  }
  const drag = (event: PointerEvent<SVGGElement>) => {
    event.stopPropagation()
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    setDraft({ budget: at(pixelsOf(event)) })
  }
  const press = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, place(shown), plot)
    if (target === null && event.key !== 'Escape' && event.key !== 'Enter') return
    event.preventDefault()
    event.stopPropagation()
    if (target === null) return settle(event.key === 'Enter' ? draft : null)
    const next = { budget: at(target) }
    setDraft(next)
    clearTimeout(rest.current)
    rest.current = setTimeout(() => settle(next), REST_MS)
  }
  const [least = 0, most = 1] = x.domain()
  const text = valueText(shown)
  const plate = smallTextWidth(text) + 2 * PLATE_PADDING
  const line = place(shown)
  // The number stands before the line, unless there is no room.
  const left = line - plate < plot.left - 40 ? line : line - plate
  return (
    <g
      className="budget"
      data-set={shown !== null || undefined}
      data-held={draft !== null || undefined}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={shown ?? most}
      aria-valuetext={text}
      onPointerDown={drag}
      onPointerMove={drag}
      onPointerUp={() => settle(draft)}
      onPointerCancel={() => settle(null)}
      onClick={(event) => event.stopPropagation()}
      onKeyDown={press}
      onBlur={() => settle(draft)}
    >
      {shown !== null && (
        <rect
          className="budget-beyond"
          x={line}
          y={plot.top}
          width={plot.right - line}
          height={plot.bottom - plot.top}
        />
      )}
      <rect
        className="budget-target"
        x={line - 8}
        y={plot.top - PLATE_HEIGHT}
        width={16}
        height={plot.bottom - plot.top + PLATE_HEIGHT}
      />
      <line x1={line} x2={line} y1={plot.top - PLATE_HEIGHT} y2={plot.bottom} />
      <circle className="budget-grip" cx={line} cy={plot.bottom} r={GRIP} />
      <g transform={`translate(${left} ${plot.top - PLATE_HEIGHT - 2})`}>
        <rect className="budget-plate" width={plate} height={PLATE_HEIGHT} rx={3} />
        <text x={plate / 2} y={14} textAnchor="middle">
          {text}
        </text>
      </g>
    </g>
  )
}

/** Place of the pointer within the drawing, in its own pixels. */
function pixelsOf(event: PointerEvent<SVGGElement>): number {
  const svg = event.currentTarget.ownerSVGElement
  if (!svg) return 0
  const { left, width } = svg.getBoundingClientRect()
  return ((event.clientX - left) / width) * svg.viewBox.baseVal.width
}

function keyTarget(key: string, from: number, { left, right }: PlotArea): number | null {
  const room = right - left
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return from - STEP * room
    case 'ArrowRight':
    case 'ArrowUp':
      return from + STEP * room
    case 'PageDown':
      return from - PAGE * room
    case 'PageUp':
      return from + PAGE * room
    case 'Home':
      return left
    case 'End':
      return right
    default:
      return null
  }
}
