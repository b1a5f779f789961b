import { useMemo } from 'react'
import { scaleLinear } from 'd3-scale'
import './theme/methods.css'
import { CANDIDATE_HEADER, CandidateHeader } from './CandidateHeader'
import { CandidateKey, CandidateMark } from './CandidateMark'
import { ancestry, candidateReadout, leaders, thinCandidates } from './candidateSeries'
import type { CandidateViewProps } from './candidateView'
import { ChartFrame } from './ChartFrame'
import type { ProgressText } from './methodText'
import { orderMove } from './orderMove'
import { useRoving } from './useRoving'

export interface CandidateProgressProps extends CandidateViewProps {
  /** End of the step axis. */
  readonly totalSteps: number
  readonly step: number | null
  /** Whether lines lead from parents to their children. */
  readonly descent: boolean
  /** Accuracy (0–1) of guessing. */
  readonly chance: number
  readonly height: number
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: ProgressText
}

const FOOT = 46
const MOST_MARKS = 600
const FEW = 60
const RADIUS = 5.5
const SMALL_RADIUS = 3.5

/** Every architecture judged, by step and accuracy, and the best so far as a line of steps. */
export function CandidateProgress(props: CandidateProgressProps) {
  const {
    title,
    candidates,
    best,
    pointed,
    chosen,
    selected,
    totalSteps,
    step,
    width,
    height,
    text,
  } = props
  const led = useMemo(() => leaders(candidates), [candidates])
  const shown = useMemo(
    () => thinCandidates(candidates, MOST_MARKS, [chosen]),
    [candidates, chosen],
  )
  const told = pointed ?? chosen ?? best?.id ?? null
  const lineage = useMemo(() => ancestry(candidates, told), [candidates, told])
  const plot = { left: 44, top: CANDIDATE_HEADER + 10, right: width - 12, bottom: height - FOOT }
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const accuracies = candidates.map(({ accuracy }) => accuracy)
  const y = scaleLinear(
    [Math.min(props.chance, ...accuracies), Math.max(2 * props.chance, ...accuracies)],
    [plot.bottom, plot.top],
  ).nice(4)
  const { stop, parts } = useRoving({
    first: '',
    move: (key, from) =>
      orderMove(
        key,
        from,
        shown.map(({ id }) => id),
      ),
    onPoint: (at) => props.onPoint?.(at === null ? null : Number(at)),
    onSelect: (at) => props.onChoose?.(Number(at)),
  })
  const home = shown.some(({ id }) => String(id) === stop) ? stop : String(best?.id ?? '')
  const radius = shown.length > FEW ? SMALL_RADIUS : RADIUS
  const byId = useMemo(() => new Map(candidates.map((each) => [each.id, each])), [candidates])
  const now = Math.max(step ?? 0, led.at(-1)?.step ?? 0)

  return (
    <ChartFrame
      className="progress-chart"
      title=""
      readout={null}
      summary={text.summary(
        title,
        candidates.length,
        candidates.at(-1)?.step ?? 0,
        best ? candidateReadout(best, text) : '–',
      )}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => `${Math.round(100 * value)} %`}
      stepWord={text.step}
      step={step}
      onSelectStep={props.onSelectStep}
      parts={parts}
      over={
        <>
          {shown.map((candidate) => (
            <CandidateMark
              key={candidate.id}
              id={candidate.id}
              origin={candidate.origin}
              x={x(candidate.step)}
              y={y(candidate.accuracy)}
              radius={radius}
              label={candidateReadout(candidate, text)}
              best={candidate.id === best?.id}
              chosen={candidate.id === chosen}
              pointed={candidate.id === pointed}
              selected={selected.has(candidate.id)}
              faded={!lineage.has(candidate.id) && !led.includes(candidate)}
              home={String(candidate.id) === home}
            />
          ))}
          <CandidateKey candidates={candidates} x={0} y={height - 10} text={text} />
        </>
      }
    >
      <CandidateHeader {...props} />
      {props.descent && (
        <g className="lineage-links">
          {shown.flatMap((child) =>
            child.parents.map((id) => {
              const parent = byId.get(id)
              if (!parent) return null
              return (
                <path
                  key={`${id}-${child.id}`}
                  data-ancestral={(lineage.has(id) && lineage.has(child.id)) || undefined}
                  data-told={id === told || undefined}
                  d={`M${x(parent.step)} ${y(parent.accuracy)}L${x(child.step)} ${y(child.accuracy)}`}
                />
              )
            }),
          )}
        </g>
      )}
      <path className="best-line" d={steps(led, x, y, now)} />
    </ChartFrame>
  )
}

/** Level until the next leader, and on to the present. */
function steps(
  led: CandidateProgressProps['candidates'],
  x: (step: number) => number,
  y: (accuracy: number) => number,
  now: number,
): string {
  const line = led.map(({ step, accuracy }, index) =>
    index === 0 ? `M${x(step)} ${y(accuracy)}` : `H${x(step)}V${y(accuracy)}`,
  )
  return line.length > 0 ? `${line.join('')}H${x(now)}` : ''
}
