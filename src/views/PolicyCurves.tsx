import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import './theme/methods.css'
import type { PolicySnapshot } from '../run/events'
import { ChartFrame } from './ChartFrame'
import { spreadLabels, tickDecimals } from './chartScale'
import type { PolicyText } from './methodText'
import { summarisePolicy, type PolicyMetric } from './policySeries'
import { readoutText } from './readout'
import { thin } from './thin'

export interface PolicyCurvesProps {
  readonly title: string
  readonly metric: PolicyMetric
  /** Up to the step shown, and after it: the chart shows the whole run. */
  readonly policies: readonly PolicySnapshot[]
  /** Entropy of a uniform policy, nats. */
  readonly uniform: number
  readonly totalSteps: number
  readonly step: number | null
  readonly width: number
  readonly height: number
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: PolicyText
}

const LABELS = 108
const NARROW = 420
const NARROW_LABELS = 68
const LABEL_GAP = 15

/** What a controller is rewarded with beside its moving baseline, or its mean entropy, over steps. */
export function PolicyCurves(props: PolicyCurvesProps) {
  const { title, metric, policies, uniform, totalSteps, step, width, height, text } = props
  const narrow = width < NARROW
  const plot = {
    left: 44,
    top: 42,
    right: width - (narrow ? NARROW_LABELS : LABELS),
    bottom: height - 24,
  }
  const lines =
    metric === 'entropy'
      ? [{ name: 'entropy', word: text.entropy, value: (p: PolicySnapshot) => p.entropy }]
      : [
          { name: 'reward', word: text.reward, value: (p: PolicySnapshot) => p.reward },
          { name: 'baseline', word: text.baseline, value: (p: PolicySnapshot) => p.baseline },
        ]
  const values = policies.flatMap((policy) => lines.map(({ value }) => value(policy)))
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const y = scaleLinear(
    metric === 'entropy'
      ? [0, Math.max(uniform, ...values)]
      : [Math.min(0, ...values), Math.max(0.1, ...values)],
    [plot.bottom, plot.top],
  ).nice(4)
  const decimals = tickDecimals(y)
  const path = line<{ step: number; value: number }>(
    (point) => x(point.step),
    (point) => y(point.value),
  )
  const series = lines.map(({ name, word, value }) => ({
    name,
    word,
    points: policies.map((policy) => ({ step: policy.step, value: value(policy) })),
  }))
  const ends = series.flatMap(({ name, word, points }) => {
    const end = points.at(-1)
    return end ? [{ name, word, ...end }] : []
  })
  const end = Math.max(0, ...ends.map((point) => point.step))
  const places = spreadLabels(
    ends.map(({ value }) => y(value)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  const at = step === null ? null : policies.findLast((policy) => policy.step <= step)
  return (
    <ChartFrame
      className="policy"
      title={title}
      readout={null}
      summary={summarisePolicy(title, metric, policies, text)}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => value.toFixed(decimals)}
      stepWord={text.step}
      step={step}
      onSelectStep={props.onSelectStep}
    >
      {at && (
        <text className="chart-note" x={0} y={32}>
          {readoutText([
            `${text.step} ${at.step}`,
            ...lines.map(({ word, value }) => `${word} ${value(at).toFixed(3)}`),
          ])}
        </text>
      )}
      {metric === 'entropy' && (
        <g className="chart-reference">
          <line x1={plot.left} x2={plot.right} y1={y(uniform)} y2={y(uniform)} />
          <text x={plot.left + 4} y={y(uniform) - 5}>
            {text.uniform(uniform.toFixed(2))}
          </text>
        </g>
      )}
      {series.map(({ name, points }) => (
        <g key={name} className="policy-line" data-series={name}>
          <path d={path(thin(points, plot.right - plot.left)) ?? ''} />
          {points.length < DOTS_BELOW &&
            points.map((point) => (
              <circle key={point.step} cx={x(point.step)} cy={y(point.value)} r={2} />
            ))}
        </g>
      ))}
      {ends.map(({ name, word, value }, index) => (
        <text
          key={name}
          className="policy-label"
          data-series={name}
          x={x(Math.max(end, step ?? 0)) + 8}
          y={(places[index] ?? 0) + 4}
        >
          {narrow ? word : `${word} ${value.toFixed(3)}`}
        </text>
      ))}
    </ChartFrame>
  )
}

const DOTS_BELOW = 60
