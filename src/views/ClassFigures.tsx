import { scaleLinear } from 'd3-scale'
import { memo } from 'react'
import './theme/training.css'
import './theme/views.css'
import type { ClassFigure } from './classAccuracies'
import type { ViewLanguage } from './searchView'
import type { TableTwin } from './table'
import { fittedText, smallTextWidth } from './textWidth'
import { headHeight, ViewHead } from './ViewHead'

export interface ClassFiguresWords {
  readonly title: string
  readonly note: string
  /** "all classes" */
  readonly all: string
  /** "{title}: best {best}, worst {worst}" */
  summary(title: string, best: string, worst: string): string
  readonly columns: {
    readonly name: string
    readonly accuracy: string
    readonly low: string
    readonly high: string
    readonly images: string
    readonly confused: string
  }
}

export interface ClassFiguresProps {
  readonly figures: readonly ClassFigure[]
  /** Of all classes together, 0–1. */
  readonly accuracy: number
  readonly width: number
  readonly words: ClassFiguresWords
}

const ROW = 22
const GAP = 10
/** Room for "100.0 %" and for "97.7–99.1 %". */
const FIGURE = 52
const RANGE = 76
const AXIS = 22
/** Largest share of the width that names take. */
const MOST_NAMES = 0.34
const NARROW = 340

/** The accuracy of every class as a dot, its interval as a line through it, best first. */
export const ClassFigures = memo(function ClassFigures(props: ClassFiguresProps) {
  const { figures, accuracy, width, words } = props
  const longest = Math.max(0, ...figures.map(({ name }) => smallTextWidth(name)))
  const names = Math.min(MOST_NAMES * width, Math.ceil(longest)) + GAP
  const figuresWidth = FIGURE + (width < NARROW ? 0 : RANGE)
  const top = headHeight([words.note], width) + 6
  const bottom = top + figures.length * ROW
  const right = width - figuresWidth - GAP
  const lowest = Math.min(accuracy, ...figures.map(({ interval: [low] }) => low))
  const x = scaleLinear([Math.max(0, lowest), 1], [names, right]).nice(4)
  const height = bottom + AXIS
  return (
    <svg
      className="view class-figures"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summarise(props)}
    >
      <ViewHead title={words.title} note={words.note} width={width} />
      <g className="chart-axis" aria-hidden="true">
        {x.ticks(Math.max(2, Math.floor((right - names) / 70))).map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`}>
            <line y1={top} y2={bottom} />
            <text y={bottom + 16} textAnchor="middle">
              {`${Math.round(100 * tick)} %`}
            </text>
          </g>
        ))}
      </g>
      <line
        className="class-mean"
        x1={x(accuracy)}
        x2={x(accuracy)}
        y1={top}
        y2={bottom}
        aria-hidden="true"
      >
        <title>{`${words.all}: ${percent(accuracy)}`}</title>
      </line>
      {figures.map((figure, index) => (
        <Row
          key={figure.label}
          figure={figure}
          y={top + index * ROW}
          names={names - GAP}
          place={x}
          width={width}
        />
      ))}
    </svg>
  )
})

function Row(props: {
  readonly figure: ClassFigure
  readonly y: number
  /** Pixels for the name. */
  readonly names: number
  readonly place: (accuracy: number) => number
  readonly width: number
}) {
  const { figure, y, names, place, width } = props
  const { name, accuracy, images } = figure
  const [low, high] = figure.interval
  const range = `${(100 * low).toFixed(1)}–${percent(high)}`
  const wide = width >= NARROW
  return (
    <g className="class-row" transform={`translate(0 ${y})`}>
      <title>{`${name}: ${percent(accuracy)} (${range}), ${images}`}</title>
      <text x={names} y={15} textAnchor="end">
        {fittedText(name, names)}
      </text>
      <line className="class-interval" x1={place(low)} x2={place(high)} y1={11} y2={11} />
      <circle className="class-dot" cx={place(accuracy)} cy={11} r={4} />
      <text className="class-figure" x={width - (wide ? RANGE : 0)} y={15} textAnchor="end">
        {percent(accuracy)}
      </text>
      {wide && (
        <text x={width} y={15} textAnchor="end">
          {range}
        </text>
      )}
    </g>
  )
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function summarise({ figures, words }: ClassFiguresProps): string {
  const told = (figure: ClassFigure | undefined) =>
    figure ? `${figure.name} ${percent(figure.accuracy)}` : '–'
  return words.summary(words.title, told(figures[0]), told(figures.at(-1)))
}

/** A row for every class. */
export function classFiguresTable(
  figures: readonly ClassFigure[],
  { columns }: ClassFiguresWords,
): TableTwin {
  return {
    columns: [
      columns.name,
      columns.accuracy,
      columns.low,
      columns.high,
      columns.images,
      columns.confused,
    ],
    rows: figures.map(({ name, accuracy, interval: [low, high], images, confusedWith }) => [
      name,
      100 * accuracy,
      100 * low,
      100 * high,
      images,
      confusedWith ? `${confusedWith.name} (${confusedWith.images})` : '',
    ]),
  }
}

export const CLASS_FIGURES_WORDS: Readonly<Record<ViewLanguage, ClassFiguresWords>> = {
  en: {
    title: 'Accuracy by class',
    note: 'dots: share of test images taken for what they are; lines: 95 % intervals (Wilson); upright: all classes',
    all: 'all classes',
    summary: (title, best, worst) => `${title}: best ${best}, worst ${worst}`,
    columns: {
      name: 'class',
      accuracy: 'accuracy (%)',
      low: '95 % interval from',
      high: 'to',
      images: 'test images',
      confused: 'most often taken for',
    },
  },
  zh: {
    title: '各类准确率',
    note: '点：判断正确的测试图像所占比例；横线：95 % 区间（Wilson）；竖线：所有类别',
    all: '所有类别',
    summary: (title, best, worst) => `${title}：最高 ${best}，最低 ${worst}`,
    columns: {
      name: '类别',
      accuracy: '准确率（%）',
      low: '95 % 区间下限',
      high: '上限',
      images: '测试图像',
      confused: '最常被认作',
    },
  },
}
