import { memo } from 'react'
import './theme/evidence.css'
import { CLASS_NAMES, type ClassNames } from './classNames'
import { EVIDENCE_WORDS } from './evidenceWords'
import { predictionsOf, type Prediction } from './predictionRows'
import {
  searchView,
  type SearchDrawingProps,
  type ViewLanguage,
  type ViewWords,
} from './searchView'
import {
  evidenceNote,
  notesToCome,
  shownEvidence,
  type EvidenceWords,
  type ShownEvidence,
} from './shownEvidence'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'
import { headHeight, ViewHead } from './ViewHead'

export interface PredictionsWords extends ViewWords, EvidenceWords {
  readonly classes: ClassNames
  /** "ringed: what the image is" */
  readonly ringed: string
  readonly right: string
  readonly wrong: string
  /** "{right} of {count} right" */
  score(right: number, count: number): string
  readonly columns: {
    readonly image: string
    readonly is: string
    readonly taken: string
    readonly share: string
    readonly truth: string
    readonly verdict: string
  }
}

type DrawingProps = SearchDrawingProps<ShownEvidence, PredictionsWords>

const ROW = 22
const BAR = 20
const MARK = 22
/** As many as a run shows that has test images enough: their places are kept before they are chosen. */
const USUAL_IMAGES = 8
const ENTRY = { least: 188, gap: 28, below: 14 }
/** Where entries stand one below the other, each tells fewer classes. */
const ROWS = { side: 3, below: 2 }

/** A few test images and what they are taken for. Redrawn only when there is a new look at them. */
export const Predictions = memo(
  function Predictions({ title, data, words, totalSteps, width }: DrawingProps) {
    const columns = Math.max(1, Math.floor((width + ENTRY.gap) / (ENTRY.least + ENTRY.gap)))
    const entryWidth = (width - ENTRY.gap * (columns - 1)) / columns
    const rows = columns > 1 ? ROWS.side : ROWS.below
    const entryHeight = rows * ROW + ENTRY.below
    const predictions = predictionsOf(data, rows)
    const right = predictions.filter((each) => each.right).length
    const score = words.score(right, predictions.length)
    const noted = (note: string) => `${note} · ${words.ringed}`
    const note = noted(evidenceNote(data.evidence, words))
    const head = headHeight(notesToCome(data, totalSteps, words).map(noted), width) + 6
    const places = data.exhibits?.labels.length ?? USUAL_IMAGES
    const height = head + entryHeight * Math.ceil(places / columns)
    return (
      <svg
        className="view predictions"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}, ${note}: ${score}. ${spoken(data, predictions, words)}`}
      >
        <ViewHead
          title={title}
          figure={predictions.length > 0 ? score : undefined}
          note={note}
          width={width}
        />
        {Array.from({ length: places }, (_, index) => (
          <Entry
            key={index}
            prediction={predictions[index]}
            image={data.images[index]}
            rows={rows}
            names={words.classes(data.dataset)}
            x={(index % columns) * (entryWidth + ENTRY.gap)}
            y={head + Math.floor(index / columns) * entryHeight}
            width={entryWidth}
          />
        ))}
      </svg>
    )
  },
  (before, after) =>
    before.data === after.data && before.width === after.width && before.words === after.words,
)

function Entry(props: {
  readonly prediction: Prediction | undefined
  readonly image: string | undefined
  readonly rows: number
  readonly names: readonly string[]
  readonly x: number
  readonly y: number
  readonly width: number
}) {
  const { prediction, image, names, x, y, width } = props
  const size = props.rows * ROW - (ROW - BAR)
  const left = size + MARK
  const room = width - left
  return (
    <g transform={`translate(${x} ${y})`} data-right={prediction?.right}>
      {image === undefined ? (
        <rect className="exhibit-place" width={size} height={size} />
      ) : (
        <image href={image} width={size} height={size} imageRendering="pixelated" />
      )}
      {prediction && <Mark right={prediction.right} x={size + 6} />}
      {prediction?.rows.map((row, index) => (
        <g
          key={row.label}
          className="prediction-row"
          data-is={row.is || undefined}
          transform={`translate(${left} ${index * ROW})`}
        >
          <rect className="prediction-bar" width={row.share * room} height={BAR} rx={2} />
          {row.is && <rect className="prediction-ring" width={room} height={BAR} rx={3} />}
          <text x={6} y={14}>
            {fittedText(names[row.label] ?? '', room - 52)}
          </text>
          <text x={room - 6} y={14} textAnchor="end">
            {percentOf(row.share)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** A tick or a cross beside what the image is taken for. */
function Mark({ right, x }: { readonly right: boolean; readonly x: number }) {
  const d = right ? 'M0 6l3.5 3.5L10 2' : 'M1 2l8 8M9 2l-8 8'
  return <path className="prediction-mark" d={d} transform={`translate(${x} 4)`} fill="none" />
}

const percentOf = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

function spoken(
  { dataset }: ShownEvidence,
  predictions: readonly Prediction[],
  { classes, right, wrong }: PredictionsWords,
): string {
  const names = classes(dataset)
  return predictions
    .map((each) => {
      const [first] = each.rows
      const taken = first ? `${names[first.label]} ${percentOf(first.share)}` : '–'
      return `${names[each.label]}: ${taken}, ${each.right ? right : wrong}`
    })
    .join('; ')
}

/** A row for every image. */
function predictionsTable(data: ShownEvidence, words: PredictionsWords): TableTwin {
  const { columns, classes, right, wrong } = words
  const names = classes(data.dataset)
  return {
    columns: [
      columns.image,
      columns.is,
      columns.taken,
      columns.share,
      columns.truth,
      columns.verdict,
    ],
    rows: predictionsOf(data, names.length).map((each, image) => {
      const [first] = each.rows
      const truth = each.rows.find(({ is }) => is)
      return [
        image + 1,
        names[each.label] ?? '',
        first ? (names[first.label] ?? '') : '',
        100 * (first?.share ?? 0),
        100 * (truth?.share ?? 0),
        each.right ? right : wrong,
      ]
    }),
  }
}

const WORDS: Readonly<Record<ViewLanguage, PredictionsWords>> = {
  en: {
    ...EVIDENCE_WORDS.en,
    title: 'Predictions',
    classes: CLASS_NAMES.en,
    ringed: 'ringed: what it is',
    right: 'right',
    wrong: 'wrong',
    score: (right, count) => `${right} of ${count} right`,
    columns: {
      image: 'image',
      is: 'is',
      taken: 'taken for',
      share: 'probability of that (%)',
      truth: 'probability of what it is (%)',
      verdict: 'right or wrong',
    },
  },
  zh: {
    ...EVIDENCE_WORDS.zh,
    title: '预测',
    classes: CLASS_NAMES.zh,
    ringed: '加框者为正确类别',
    right: '正确',
    wrong: '错误',
    score: (right, count) => `${count} 张中 ${right} 张正确`,
    columns: {
      image: '图像',
      is: '实际类别',
      taken: '预测类别',
      share: '预测类别的概率（%）',
      truth: '实际类别的概率（%）',
      verdict: '正确与否',
    },
  },
}

export const predictionsView = searchView<ShownEvidence, PredictionsWords>({
  name: 'predictions',
  size: () => 'half',
  height: 520,
  words: WORDS,
  data: ({ run }) => shownEvidence(run),
  table: predictionsTable,
  Drawing: Predictions,
})
