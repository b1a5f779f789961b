import { useMemo } from 'react'
import { scaleLinear, scaleLog } from 'd3-scale'
import './theme/methods.css'
import type { Candidate } from '../run/events'
import { costBy, type CostMeasure } from '../run/objective'
import { CANDIDATE_HEADER, CandidateHeader } from './CandidateHeader'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { candidateReadout, thinCandidates } from './candidateSeries'
import type { CandidateViewProps } from './candidateView'
import { costFront } from './costFront'
import type { ScatterText } from './methodText'
import { orderMove } from './orderMove'
import { useRoving } from './useRoving'

export interface CandidateScatterProps extends CandidateViewProps {
  readonly measure: CostMeasure
  /** A cost that the objective names, as limit or target; null where it names none. */
  readonly limit: number | null
  readonly height: number
  readonly text: ScatterText
}

const FOOT = 62
const MOST_MARKS = 600
const RADIUS = 5
/** Costs that span more than this factor stand on a logarithmic axis. */
const LOG_FROM = 8

/** Accuracy against cost: what nothing dominates is joined by steps, the rest stands back. */
export function CandidateScatter(props: CandidateScatterProps) {
  const { title, candidates, best, pointed, chosen, measure, limit, width, height, text } = props
  const points = useMemo(() => costed(candidates, measure), [candidates, measure])
  const front = useMemo(() => costFront(points), [points])
  const onFront = new Set(front.map(({ candidate }) => candidate.id))
  const shown = useMemo(() => {
    const kept = new Set(
      thinCandidates(candidates, MOST_MARKS, [chosen, ...front.map((p) => p.candidate.id)]),
    )
    return points.filter(({ candidate }) => kept.has(candidate))
  }, [points, candidates, chosen, front])

  const plot = { left: 44, top: CANDIDATE_HEADER + 10, right: width - 16, bottom: height - FOOT }
  const costs = [...points.map(({ cost }) => cost), ...(limit === null ? [] : [limit])]
  const [least, most] = costs.length > 0 ? [Math.min(...costs), Math.max(...costs)] : [0.9, 1.1]
  const wide = most > LOG_FROM * least
  const margin = wide ? 1.15 : 1.04
  const x = (wide ? scaleLog() : scaleLinear())
    .domain([least / margin, most * margin])
    .range([plot.left, plot.right])
  const accuracies = points.map(({ accuracy }) => accuracy)
  const y = scaleLinear(
    [Math.min(0.9, ...accuracies), Math.max(0.1, ...accuracies)],
    [plot.bottom, plot.top],
  ).nice(4)
  const order = useMemo(
    () => [...shown].sort((a, b) => a.cost - b.cost || a.accuracy - b.accuracy),
    [shown],
  )
  const { stop, parts } = useRoving({
    first: '',
    move: (key, from) =>
      orderMove(
        key,
        from,
        order.map(({ candidate }) => candidate.id),
      ),
    onPoint: (at) => props.onPoint?.(at === null ? null : Number(at)),
    onSelect: (at) => props.onChoose?.(Number(at)),
  })
  const home = shown.some(({ candidate }) => String(candidate.id) === stop)
    ? stop
    : String(best?.id ?? '')
  return (
    <svg
      {...parts}
      className="view chart scatter"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={text.summary(
        title,
        points.length,
        front.length,
        front.map(({ candidate }) => candidateReadout(candidate, text)).join('; '),
      )}
    >
      <CandidateHeader {...props} />
      <g className="chart-axis" aria-hidden="true">
        {y.ticks(4).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={plot.left} x2={plot.right} />
            <text x={plot.left - 8} y={4} textAnchor="end">
              {Math.round(100 * tick)} %
            </text>
          </g>
        ))}
        {x
          .ticks(Math.max(2, Math.round((plot.right - plot.left) / 110)))
          .map((tick, index, all) => (
            <text
              key={tick}
              x={Math.min(x(tick), plot.right)}
              y={plot.bottom + 17}
              textAnchor="middle"
            >
              {all.length > 6 && index % 2 === 1 ? '' : text.cost(measure, tick)}
            </text>
          ))}
        <text x={plot.right} y={plot.bottom + 34} textAnchor="end">
          {text.measures[measure]}
        </text>
        <text x={0} y={plot.bottom + 34}>
          {text.front}
        </text>
      </g>
      {limit !== null && (
        <g className="scatter-limit" aria-hidden="true">
          <line x1={x(limit)} x2={x(limit)} y1={plot.top - 6} y2={plot.bottom} />
          <text x={x(limit) - 5} y={plot.bottom - 6} textAnchor="end">
            {text.limit(text.cost(measure, limit))}
          </text>
        </g>
      )}
      <path className="best-line" d={frontPath(front, x, y, plot.right)} />
      {shown.map(({ candidate, cost, accuracy }) => (
        <CandidateMark
          key={candidate.id}
          id={candidate.id}
          origin={candidate.origin}
          x={x(cost)}
          y={y(accuracy)}
          radius={RADIUS}
          label={candidateReadout(candidate, text)}
          best={candidate.id === best?.id}
          chosen={candidate.id === chosen}
          pointed={candidate.id === pointed}
          faded={!onFront.has(candidate.id)}
          home={String(candidate.id) === home}
        />
      ))}
      <CandidateKey candidates={candidates} x={0} y={height - 10} text={text} />
    </svg>
  )
}

interface Costed {
  readonly candidate: Candidate
  readonly cost: number
  readonly accuracy: number
}

function costed(candidates: readonly Candidate[], measure: CostMeasure): Costed[] {
  return candidates.flatMap((candidate) => {
    const cost = costBy(measure, candidate.cost)
    return cost === null ? [] : [{ candidate, cost, accuracy: candidate.accuracy }]
  })
}

/** From each member of the front level on to the next, and up. */
function frontPath(
  front: readonly Costed[],
  x: (cost: number) => number,
  y: (accuracy: number) => number,
  right: number,
): string {
  const line = front.map(({ cost, accuracy }, index) =>
    index === 0 ? `M${x(cost)} ${y(accuracy)}` : `H${x(cost)}V${y(accuracy)}`,
  )
  return line.length > 0 ? `${line.join('')}H${right}` : ''
}
