import { bisector } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import { memo, useMemo } from 'react'
import './theme/alphaViews.css'
import { methodOf } from '../run/methods'
import { ChartFrame, type PlotArea } from './ChartFrame'
import { spreadLabels } from './chartScale'
import {
  collapseLevels,
  collapseSigns,
  collapseSource,
  collapseState,
  type CollapseSigns,
} from './collapse'
import { CollapseMark } from './CollapseMark'
import { COLLAPSE_WORDS, type CollapseWords } from './collapseWords'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import { searchView, type SearchDrawingProps } from './searchView'
import { fittedText } from './textWidth'
import { thin } from './thin'

interface CollapseData {
  readonly signs: readonly CollapseSigns[]
}

const HEIGHT = 316
const STATE_Y = 44
const REASON_Y = 65
const PLOT = { left: 44, top: 86, bottom: HEIGHT - 24 }
/** Counts above, strengths below. */
const COUNTS_BOTTOM = 186
const STRENGTHS_TOP = 226
const LABELS = 112
const NARROW = 420
const NARROW_LABELS = 78
const GLYPH = 13
const LABEL_GAP = 15

/** How near a gradient search is to collapsing into skip connections, and since when. */
function CollapseMeter(props: SearchDrawingProps<CollapseData, CollapseWords>) {
  const { title, data, words, step, totalSteps, width, pointer } = props
  const { signs } = data
  const most = useMemo(() => signs.reduce((top, { kept }) => Math.max(top, kept), 1), [signs])
  const narrow = width < NARROW
  const plot = useMemo(
    () => ({ ...PLOT, right: width - (narrow ? NARROW_LABELS : LABELS) }),
    [width, narrow],
  )
  const scales = useMemo(
    () => scalesOf(signs, most, totalSteps, plot),
    [signs, most, totalSteps, plot],
  )
  const { x, counts, strengths } = scales
  const now = signs[indexAt(signs, step)]
  const end = signs.at(-1)
  if (!now || !end) return null
  const state = collapseState(now)
  const counted = words.counted(now.skips, now.weightless, now.kept)
  const ratios = [
    words.times(words.skip, now.skipStrength.toFixed(2)),
    words.times(words.largest, now.largest.toFixed(2)),
  ]
  const labelled = [
    { y: counts(end.skips), name: OPERATION_STYLE.skip_connect.short, value: String(end.skips) },
    { y: counts(end.weightless), name: words.weightless, value: String(end.weightless) },
  ]
  const measured = [
    { y: strengths(end.skipStrength), name: words.skip, value: end.skipStrength.toFixed(2) },
    { y: strengths(end.largest), name: words.largest, value: end.largest.toFixed(2) },
  ]
  const right = x(end.step) + 8
  return (
    <>
      <ChartFrame
        className="collapse"
        title={title}
        readout={null}
        summary={words.summary(
          title,
          now.step,
          `${words.states[state]}. ${words.reasons[state]}`,
          counted,
          ratios.join(', '),
        )}
        width={width}
        height={HEIGHT}
        plot={plot}
        x={x}
        y={counts}
        formatY={String}
        stepWord={words.step}
        step={step}
        onSelectStep={pointer.onStep}
      >
        <CollapseMark state={state} x={0} y={STATE_Y - 15} />
        <text className="collapse-state" data-state={state} x={26} y={STATE_Y}>
          {words.states[state]}
        </text>
        <text className="collapse-reason" x={0} y={REASON_Y}>
          {fittedText(narrow ? counted : words.reasons[state], width)}
        </text>
        {!narrow && (
          <text className="collapse-reason" x={width} y={STATE_Y} textAnchor="end">
            {counted}
          </text>
        )}
        <g className="chart-axis" aria-hidden="true">
          {strengths.ticks(3).map((tick) => (
            <g key={tick} transform={`translate(0 ${strengths(tick)})`}>
              <line x1={plot.left} x2={plot.right} />
              <text x={plot.left - 8} y={4} textAnchor="end">
                {tick}
              </text>
            </g>
          ))}
          <text x={plot.left} y={STRENGTHS_TOP - 12}>
            {words.strengths}
          </text>
        </g>
        <Early signs={signs} x={x} plot={plot} />
        <Lines signs={signs} most={most} totalSteps={totalSteps} plot={plot} />
        <Levels most={most} counts={counts} plot={plot} words={words} />
        <EndLabels
          labels={labelled}
          x={right}
          low={PLOT.top}
          high={COUNTS_BOTTOM}
          narrow={narrow}
        />
        <EndLabels
          labels={measured}
          x={right}
          low={STRENGTHS_TOP}
          high={PLOT.bottom}
          narrow={narrow}
        />
      </ChartFrame>
      <details className="view-explanation">
        <summary>{words.explain}</summary>
        <p>
          <strong>{words.states[state]}.</strong> {words.reasons[state]}
        </p>
        {words.explanation.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </details>
    </>
  )
}

/** Up to where it was too early to tell. */
function Early(props: {
  readonly signs: readonly CollapseSigns[]
  readonly x: Scale
  readonly plot: PlotArea
}) {
  const { signs, x, plot } = props
  const end = useMemo(() => {
    const decided = signs.findIndex((sign) => collapseState(sign) !== 'early')
    return signs.at(decided)?.step ?? 0
  }, [signs])
  return (
    <rect
      className="collapse-early"
      x={plot.left}
      y={plot.top}
      width={Math.max(0, x(end) - plot.left)}
      height={COUNTS_BOTTOM - plot.top}
    />
  )
}

/** From which count on a state is reached, as lines across. */
function Levels(props: {
  readonly most: number
  readonly counts: Scale
  readonly plot: PlotArea
  readonly words: CollapseWords
}) {
  const { most, counts, plot, words } = props
  return (
    <g className="chart-reference collapse-levels" aria-hidden="true">
      {collapseLevels(most).map(({ state, count }) => (
        <g key={state}>
          <line x1={plot.left} x2={plot.right} y1={counts(count)} y2={counts(count)} />
          <text x={plot.right - 4} y={counts(count) - 4} textAnchor="end">
            {words.states[state]}
          </text>
        </g>
      ))}
    </g>
  )
}

/** Drawn again only when the run has grown. */
const Lines = memo(function Lines(props: {
  readonly signs: readonly CollapseSigns[]
  readonly most: number
  readonly totalSteps: number
  readonly plot: PlotArea
}) {
  const { signs, most, totalSteps, plot } = props
  const { x, counts, strengths } = scalesOf(signs, most, totalSteps, plot)
  const room = plot.right - plot.left
  const pathOf = (value: (sign: CollapseSigns) => number, y: Scale, stepped: boolean) => {
    const points = signs.map((sign) => ({ step: sign.step, value: value(sign) }))
    const path = line<{ step: number; value: number }>(
      (point) => round(x(point.step)),
      (point) => round(y(point.value)),
    )
    return (stepped ? path.curve(curveStepAfter) : path)(thin(points, room)) ?? ''
  }
  const color = OPERATION_STYLE.skip_connect.color
  return (
    <>
      <path className="collapse-line" d={pathOf((sign) => sign.weightless, counts, true)} />
      <path
        className="collapse-line"
        data-kind="skip"
        style={{ stroke: color }}
        d={pathOf((sign) => sign.skips, counts, true)}
      />
      <path className="collapse-line" d={pathOf((sign) => sign.largest, strengths, false)} />
      <path
        className="collapse-line"
        data-kind="skip"
        style={{ stroke: color }}
        d={pathOf((sign) => sign.skipStrength, strengths, false)}
      />
    </>
  )
})

/** At the ends of two lines; the first of them is that of skip connections. */
function EndLabels(props: {
  readonly labels: readonly { readonly y: number; readonly name: string; readonly value: string }[]
  readonly x: number
  readonly low: number
  readonly high: number
  readonly narrow: boolean
}) {
  const { labels, x, low, high, narrow } = props
  const places = spreadLabels(
    labels.map(({ y }) => y),
    LABEL_GAP,
    low,
    high,
  )
  return labels.map(({ name, value }, index) => {
    const y = places[index] ?? 0
    const glyphed = index === 0
    return (
      <g key={name} className="collapse-label" data-kind={glyphed ? 'skip' : undefined}>
        {glyphed && (
          <OperationGlyph operation="skip_connect" x={x} y={y - GLYPH / 2} size={GLYPH} />
        )}
        <text x={glyphed ? x + GLYPH + 4 : x} y={y + 4}>
          {narrow ? (glyphed ? value : name) : `${name} ${value}`}
        </text>
      </g>
    )
  })
}

type Scale = ReturnType<typeof scaleLinear<number, number>>

function scalesOf(
  signs: readonly CollapseSigns[],
  most: number,
  totalSteps: number,
  plot: PlotArea,
) {
  let low = 1
  let high = 1.02
  for (const { skipStrength, largest } of signs) {
    low = Math.min(low, skipStrength)
    high = Math.max(high, skipStrength, largest)
  }
  return {
    x: scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right]),
    counts: scaleLinear([0, most], [COUNTS_BOTTOM, PLOT.top]),
    strengths: scaleLinear([low, high], [PLOT.bottom, STRENGTHS_TOP]).nice(3),
  }
}

const round = (value: number) => Math.round(10 * value) / 10

const byStep = bisector(({ step }: CollapseSigns) => step)

/** The last at or before a step; the first where there is none. */
function indexAt(signs: readonly CollapseSigns[], step: number | null): number {
  return step === null ? 0 : Math.max(0, byStep.right(signs, step) - 1)
}

export const collapseView = searchView<CollapseData, CollapseWords>({
  name: 'collapse',
  height: HEIGHT + 30,
  size: (config) =>
    ['darts', 'darts2'].includes(methodOf(config)) &&
    config.space.kind === 'cell' &&
    config.space.operations.includes('skip_connect')
      ? 'half'
      : null,
  words: COLLAPSE_WORDS,
  data: ({ run: { timeline } }) => {
    const source = collapseSource(timeline)
    if (!source || timeline.snapshots.length === 0) return null
    return { signs: collapseSigns(timeline.snapshots, source) }
  },
  table: ({ signs }, { step, states, columns }) => ({
    columns: [
      step,
      columns.state,
      columns.kept,
      columns.skips,
      columns.weightless,
      columns.skipStrength,
      columns.noneStrength,
      columns.leader,
      columns.leaderStrength,
      columns.largest,
    ],
    rows: signs.map((sign) => [
      sign.step,
      states[collapseState(sign)],
      sign.kept,
      sign.skips,
      sign.weightless,
      sign.skipStrength,
      sign.noneStrength ?? '',
      sign.leader,
      sign.leaderStrength,
      sign.largest,
    ]),
  }),
  Drawing: CollapseMeter,
})
