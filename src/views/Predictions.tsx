import { memo } from 'react'
import './theme/evidence.css'
import { CLASS_NAMES } from './classNames'
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
  shownEvidence,
  type EvidenceWords,
  type ShownEvidence,
} from './shownEvidence'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'

export interface PredictionsWords extends ViewWords, EvidenceWords {
  readonly classes: (typeof CLASS_NAMES)[ViewLanguage]
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

const ROWS = 3
const ROW = 20
const IMAGE = 56
const ENTRY = { least: 196, height: 92, gap: 24 }
const HEAD = 46

/** A few test images and what they are taken for. Redrawn only when there is a new look at them. */
export const Predictions = memo(
  function Predictions({ title, data, words, width }: DrawingProps) {
    const predictions = predictionsOf(data, ROWS)
    const right = predictions.filter((each) => each.right).length
    const columns = Math.max(1, Math.floor((width + ENTRY.gap) / (ENTRY.least + ENTRY.gap)))
    const entryWidth = (width - ENTRY.gap * (columns - 1)) / columns
    const height = HEAD + ENTRY.height * Math.ceil(predictions.length / columns)
    const score = words.score(right, predictions.length)
    const note = evidenceNote(data.evidence, words)
    return (
      <svg
        className="view predictions"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${title}, ${note}: ${score}. ${spoken(data, predictions, words)}`}
      >
        <text className="view-title" x={0} y={15}>
          {title}
        </text>
        <text className="view-readout" x={width} y={15} textAnchor="end">
          {score}
        </text>
        <text className="chart-note" x={0} y={32}>
          {fittedText(`${note} · ${words.ringed}`, width)}
        </text>
        {predictions.map((prediction, index) => (
          <Entry
            key={index}
            prediction={prediction}
            image={data.images[index] ?? ''}
            names={words.classes[data.dataset]}
            x={(index % columns) * (entryWidth + ENTRY.gap)}
            y={HEAD + Math.floor(index / columns) * ENTRY.height}
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
  readonly prediction: Prediction
  readonly image: string
  readonly names: readonly string[]
  readonly x: number
  readonly y: number
  readonly width: number
}) {
  const { prediction, image, names, x, y, width } = props
  const { label, right, rows } = prediction
  const room = width - IMAGE - 12
  return (
    <g transform={`translate(${x} ${y})`} data-right={right}>
      <image href={image} width={IMAGE} height={IMAGE} imageRendering="pixelated" />
      <Mark right={right} />
      <text className="prediction-truth" x={16} y={IMAGE + 17}>
        {names[label]}
      </text>
      {rows.map((row, index) => {
        const percent = percentOf(row.share)
        return (
          <g
            key={row.label}
            className="prediction-row"
            data-is={row.is || undefined}
            transform={`translate(${IMAGE + 12} ${index * (ROW + 2)})`}
          >
            <rect className="prediction-bar" width={row.share * room} height={ROW} rx={2} />
            {row.is && <rect className="prediction-ring" width={room} height={ROW} rx={3} />}
            <text x={6} y={14}>
              {fittedText(names[row.label] ?? '', room - 52)}
            </text>
            <text x={room - 6} y={14} textAnchor="end">
              {percent}
            </text>
          </g>
        )
      })}
    </g>
  )
}

/** A tick or a cross, under the image. */
function Mark({ right }: { readonly right: boolean }) {
  const d = right ? 'M1 6l3.5 3.5L11 2' : 'M2 2l8 8M10 2l-8 8'
  return (
    <path className="prediction-mark" d={d} transform={`translate(0 ${IMAGE + 6})`} fill="none" />
  )
}

const percentOf = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`

function spoken(
  { dataset }: ShownEvidence,
  predictions: readonly Prediction[],
  { classes, right, wrong }: PredictionsWords,
): string {
  const names = classes[dataset]
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
  const names = classes[data.dataset]
  return {
    columns: [
      columns.image,
      columns.is,
      columns.taken,
      columns.share,
      columns.truth,
      columns.verdict,
    ],
    rows: predictionsOf(data, data.exhibits.classes).map((each, image) => {
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
  height: 420,
  words: WORDS,
  data: ({ run }) => shownEvidence(run),
  table: predictionsTable,
  Drawing: Predictions,
})
