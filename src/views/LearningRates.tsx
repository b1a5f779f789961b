import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import './theme/evidence.css'
import { ChartFrame } from './ChartFrame'
import { spreadLabels } from './chartScale'
import { nearestBefore } from './nearestStep'
import { rateDomain, rateSeries, type PreferenceKind, type RateSeries } from './rateSeries'
import { powerText } from './powerText'
import { readoutText } from './readout'
import {
  searchView,
  type SearchDrawingProps,
  type ViewLanguage,
  type ViewWords,
} from './searchView'
import type { TableTwin } from './table'
import { thin } from './thin'

export interface LearningRatesWords extends ViewWords {
  /** "weights (SGD)" */
  readonly weights: string
  /** "alphas (Adam)", "controller (Adam)" */
  readonly preferences: Readonly<Record<PreferenceKind, string>>
  readonly step: string
  /** "logarithmic axis" */
  readonly axis: string
  /** "{title}: over {steps} steps, weights from {first} to {last}; {others}" */
  summary(title: string, steps: number, first: string, last: string): string
  /** "; {name} {rate} throughout" */
  constant(name: string, rate: string): string
}

type DrawingProps = SearchDrawingProps<RateSeries, LearningRatesWords>

const HEIGHT = 166
const LABELS = 132
const NARROW = 420
const NARROW_LABELS = 96
const LABEL_GAP = 15
/** Rates come as 32-bit floats, and the lowest may lie on the axis. */
const HALF_PIXEL = 0.5

/** What each step multiplied its gradients by, on a logarithmic axis. */
export function LearningRates(props: DrawingProps) {
  const { title, data, words, step, totalSteps, width, pointer } = props
  const { weights, preferences, end } = data
  const narrow = width < NARROW
  const plot = {
    left: 52,
    top: 44,
    right: width - (narrow ? NARROW_LABELS : LABELS),
    bottom: HEIGHT - 24,
  }
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const y = scaleLinear(rateDomain(data), [plot.bottom, plot.top])
  const height = (rate: number) => Math.min(plot.bottom, y(Math.log10(rate)))
  // A rate that falls to zero leaves a logarithmic axis: the line ends there.
  const path = line<{ step: number; value: number }>(
    (point) => x(point.step),
    (point) => y(Math.log10(point.value)),
  ).defined(({ value }) => y(Math.log10(value)) <= plot.bottom + HALF_PIXEL)
  const last = weights.at(-1) ?? { value: data.planned.first }
  const ends = [
    { name: 'weights', word: words.weights, value: last.value },
    ...(preferences
      ? [
          {
            name: 'preferences',
            word: words.preferences[preferences.kind],
            value: preferences.rate,
          },
        ]
      : []),
  ]
  const places = spreadLabels(
    ends.map(({ value }) => height(value)),
    LABEL_GAP,
    plot.top,
    plot.bottom,
  )
  const at = step === null ? undefined : weights[nearestBefore(weights, step)]
  const readout = at ? [narrow ? rateText(at.value) : `${words.weights} ${rateText(at.value)}`] : []
  return (
    <ChartFrame
      className="rates"
      title={title}
      readout={step === null ? null : readoutText(readout)}
      summary={summarise(title, data, words)}
      width={width}
      height={HEIGHT}
      plot={plot}
      x={x}
      y={y}
      formatY={(exponent) => (Number.isInteger(exponent) ? rateText(10 ** exponent) : '')}
      stepWord={words.step}
      step={step}
      onSelectStep={pointer.onStep}
    >
      <text className="chart-note" x={0} y={32}>
        {words.axis}
      </text>
      <path
        className="learning-rate"
        data-series="weights"
        d={path(thin(weights, plot.right - plot.left)) ?? ''}
      />
      {preferences && (
        <line
          className="learning-rate"
          data-series="preferences"
          x1={x(0)}
          x2={x(end)}
          y1={height(preferences.rate)}
          y2={height(preferences.rate)}
        />
      )}
      {ends.map(({ name, word, value }, index) => (
        <text key={name} className="curve-label" x={plot.right + 8} y={(places[index] ?? 0) + 4}>
          {narrow ? word : `${word} ${rateText(value)}`}
        </text>
      ))}
    </ChartFrame>
  )
}

/** "0.025", "3.0·10⁻⁴". */
function rateText(rate: number): string {
  return rate >= 0.001 ? String(Number(rate.toPrecision(3))) : powerText(Math.log(rate))
}

function summarise(
  title: string,
  { weights, preferences, end }: RateSeries,
  words: LearningRatesWords,
): string {
  const told = (point: { readonly value: number } | undefined) =>
    point ? rateText(point.value) : '–'
  const others = preferences
    ? words.constant(words.preferences[preferences.kind], rateText(preferences.rate))
    : ''
  return words.summary(title, end, told(weights[0]), told(weights.at(-1))) + others
}

/** A row for every step that trained weights. */
function ratesTable({ weights, preferences }: RateSeries, words: LearningRatesWords): TableTwin {
  const others = preferences ? [words.preferences[preferences.kind]] : []
  return {
    columns: [words.step, words.weights, ...others],
    rows: weights.map(({ step, value }) => [
      step,
      value,
      ...(preferences ? [preferences.rate] : []),
    ]),
  }
}

const WORDS: Readonly<Record<ViewLanguage, LearningRatesWords>> = {
  en: {
    title: 'Learning rates',
    weights: 'weights (SGD)',
    preferences: { alphas: 'alphas (Adam)', controller: 'controller (Adam)' },
    step: 'Step',
    axis: 'logarithmic axis',
    summary: (title, steps, first, last) =>
      `${title} over ${steps} steps: weights from ${first} to ${last}`,
    constant: (name, rate) => `; ${name} ${rate} throughout`,
  },
  zh: {
    title: '学习率',
    weights: '权重（SGD）',
    preferences: { alphas: 'α（Adam）', controller: '控制器（Adam）' },
    step: '步',
    axis: '对数坐标',
    summary: (title, steps, first, last) => `${title}，${steps} 步：权重从 ${first} 到 ${last}`,
    constant: (name, rate) => `；${name} 始终为 ${rate}`,
  },
}

export const learningRatesView = searchView<RateSeries, LearningRatesWords>({
  name: 'learning-rates',
  size: () => 'half',
  height: 190,
  words: WORDS,
  data: ({ run }) => rateSeries(run),
  table: ratesTable,
  Drawing: LearningRates,
})
