import { useMemo } from 'react'
import './theme/pareto.css'
import type { CostMeasure } from '../run/objective'
import { BudgetLine } from './BudgetLine'
import { CANDIDATE_HEADER, CandidateHeader } from './CandidateHeader'
import type { CandidateViewProps } from './candidateView'
import { costFront } from './costFront'
import { ParetoAxes } from './ParetoAxes'
import { ParetoCloud, whiskers } from './ParetoCloud'
import { ParetoMark } from './ParetoMark'
import type { ParetoText } from './methodText'
import type { ParetoPoint } from './paretoPoints'
import { paretoDomain, paretoScales, type ParetoScales } from './paretoScales'
import { readoutText } from './readout'
import { useParetoKeys } from './useParetoKeys'
import { usePlotPointer } from './usePlotPointer'

export interface ParetoFrontProps extends CandidateViewProps {
  readonly measure: CostMeasure
  /** Of the candidates, those whose cost is known. */
  readonly points: readonly ParetoPoint[]
  /** What the line stands at that can be dragged; null where there is no budget. */
  readonly budget: number | null
  /** What the run was held to, where that is something else; null where it is the same or nothing. */
  readonly ranBudget: number | null
  readonly height: number
  readonly onBudget: (budget: number | null) => void
  readonly onSelect: (ids: readonly number[]) => void
  readonly text: ParetoText
}

/** Above the plot: the header, and the number of the budget. */
const HEAD = CANDIDATE_HEADER + 28
const FOOT = 80
const LEFT = 44
const RIGHT = 16

/**
 * Accuracy against a cost. What nothing dominates is joined by steps, the rest stands back; whiskers
 * tell how sure both are; the budget is a line that can be dragged.
 */
export function ParetoFront(props: ParetoFrontProps) {
  const { title, points, best, pointed, chosen, selected, measure, width, height, text } = props
  const { budget, ranBudget } = props
  const front = useMemo(() => costFront(points), [points])
  const plot = useMemo(
    () => ({ left: LEFT, top: HEAD, right: width - RIGHT, bottom: height - FOOT }),
    [width, height],
  )
  const domain = paretoDomain(points, [budget, ranBudget], measure)
  const key = JSON.stringify(domain)
  // Scales stay the same while their domain does, and with them every path drawn by them.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const scales = useMemo(() => paretoScales(domain, plot), [key, plot])
  const { x, y } = scales
  const byId = useMemo(() => new Map(points.map((point) => [point.candidate.id, point])), [points])
  const shown = chosen ?? best?.id ?? null
  const point = (id: number | null) => props.onPoint?.(id)
  const choose = (id: number) => props.onChoose?.(id)
  const { home, parts } = useParetoKeys({
    points,
    front,
    first: shown !== null && byId.has(shown) ? shown : (front[0]?.candidate.id ?? null),
    selected,
    onPoint: point,
    onChoose: choose,
    onSelect: props.onSelect,
  })
  const { brush, handlers } = usePlotPointer({
    ...scales,
    points,
    plot,
    onPoint: point,
    onChoose: choose,
    onSelect: props.onSelect,
  })
  const onFront = new Set(front.map(({ candidate }) => candidate.id))
  const marks = [...new Set([...onFront, home, shown, pointed])].flatMap(
    (id) => (id === null ? undefined : byId.get(id)) ?? [],
  )
  const told = (mark: ParetoPoint) => readoutText(text.pointFigures(mark, measure))
  const figures: ParetoText['figures'] = (candidate) => {
    const mark = byId.get(candidate.id)
    return mark ? text.pointFigures(mark, measure) : text.figures(candidate)
  }
  return (
    <svg
      {...parts}
      className="view chart pareto"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={text.summary(
        title,
        text.measures[measure],
        points.length,
        front.length,
        front.map(told).join('; '),
      )}
    >
      <CandidateHeader {...props} stacked text={{ ...text, figures }} />
      <ParetoAxes {...scales} plot={plot} measure={measure} points={points} text={text} />
      <ParetoCloud points={points} x={x} y={y} />
      <Selected points={points} selected={selected} x={x} y={y} />
      <path
        className="pareto-told-whiskers"
        d={marks.map((mark) => whiskers(mark, scales)).join('')}
      />
      <path className="best-line" d={frontPath(front, scales, plot.right)} />
      <rect
        className="pareto-target"
        x={plot.left}
        y={plot.top}
        width={Math.max(0, plot.right - plot.left)}
        height={Math.max(0, plot.bottom - plot.top)}
        {...handlers}
      />
      {brush && (
        <rect
          className="pareto-brush"
          x={brush.left}
          y={brush.top}
          width={brush.right - brush.left}
          height={brush.bottom - brush.top}
        />
      )}
      {marks.map((mark) => {
        const { id } = mark.candidate
        return (
          <ParetoMark
            key={id}
            id={id}
            x={x(mark.cost)}
            y={y(mark.accuracy)}
            label={told(mark)}
            front={onFront.has(id)}
            predicted={mark.predicted}
            shown={id === shown}
            chosen={id === chosen}
            selected={selected.has(id)}
            pointed={id === pointed}
            home={id === home}
          />
        )
      })}
      {ranBudget !== null && (
        <g className="pareto-ran" aria-hidden="true">
          <line x1={x(ranBudget)} x2={x(ranBudget)} y1={plot.top} y2={plot.bottom} />
          <text x={x(ranBudget) + 5} y={plot.bottom - 6}>
            {text.ran(text.amount(measure, ranBudget))}
          </text>
        </g>
      )}
      <BudgetLine
        budget={budget}
        x={x}
        plot={plot}
        label={text.budgetLabel(text.measures[measure])}
        valueText={(value) =>
          value === null ? text.noBudget : text.budget(text.amount(measure, value))
        }
        onBudget={props.onBudget}
      />
    </svg>
  )
}

interface SelectedProps extends ParetoScales {
  readonly points: readonly ParetoPoint[]
  readonly selected: ReadonlySet<number>
}

/** One path around all of them: a rectangle may hold thousands. */
function Selected({ points, selected, x, y }: SelectedProps) {
  if (selected.size === 0) return null
  const within = points.filter(({ candidate }) => selected.has(candidate.id))
  return (
    <path
      className="pareto-selected"
      d={within.map(({ cost, accuracy }) => `M${x(cost)} ${y(accuracy)}h0`).join('')}
    />
  )
}

/** From each member of the front level on to the next, and up. */
function frontPath(front: readonly ParetoPoint[], { x, y }: ParetoScales, right: number): string {
  const line = front.map(({ cost, accuracy }, index) =>
    index === 0 ? `M${x(cost)} ${y(accuracy)}` : `H${x(cost)}V${y(accuracy)}`,
  )
  return line.length > 0 ? `${line.join('')}H${right}` : ''
}
