import { memo } from 'react'
import './theme/evidence.css'
import type { Evaluation, EvaluationSubject } from '../run/events'
import { CLASS_NAMES, type ClassNames } from './classNames'
import { confusionCounts, type ConfusionCounts, type ConfusionRow } from './confusionCounts'
import { gridMove } from './gridMove'
import {
  searchView,
  type SearchDrawingProps,
  type ViewLanguage,
  type ViewWords,
} from './searchView'
import type { TableTwin } from './table'
import { smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'
import { headHeight, ViewHead } from './ViewHead'

export interface ConfusionWords extends ViewWords {
  readonly classes: ClassNames
  /** Of whom the images were judged: "the supernet", "the architecture found, with shared weights". */
  readonly subjects: Readonly<Record<EvaluationSubject, string>>
  /** "{images} test images after step {step}: {subject}" */
  note(images: number, step: number, subject: string): string
  /** "not evaluated yet" */
  readonly notYet: string
  /** "rows: what it is; columns: what it was taken for" */
  readonly axes: string
  /** Head of the last column: "right". */
  readonly right: string
  /** "{is} taken for {taken}: {count} of {images} images ({percent})" */
  cell(is: string, taken: string, count: number, images: number, percent: string): string
  /** "{percent} right. Most often confused: {worst}." */
  summary(percent: string, worst: string): string
  readonly none: string
  readonly columns: { readonly is: string; readonly accuracy: string; readonly images: string }
}

type DrawingProps = Pick<
  SearchDrawingProps<ConfusionCounts, ConfusionWords>,
  'title' | 'data' | 'words' | 'width'
>

const ACCURACY = 44
/** Pixels that a digit takes, all of them alike. */
const DIGIT = 6
const GAP = 8
const LARGEST_ROW = 30
const LEAST_ROW = 20
/** From this share of its row on a cell is too dark for ink on it. */
const STRONG = 0.5
const FAINTEST = 0.06

/** At the longest: drawings keep room for them. */
const NOTES_TO_COME = (['supernet', 'shared-weights', 'own-weights'] as const).map((subject) => {
  return { subject, images: 10_000, step: 10_000 }
})

/** How many images of each class were taken for which. Redrawn only after another evaluation. */
export const ConfusionMatrix = memo(
  function ConfusionMatrix({ title, data, words, width }: DrawingProps) {
    const { rows, evaluation } = data
    const names = words.classes(data.dataset)
    const count = rows.length
    const { pointed, stop, parts } = useRoving({
      first: '0 0',
      move: (key, from) => gridMove(key, from, { rows: count, columns: count }),
    })
    const labels = Math.ceil(Math.max(...names.map(smallTextWidth))) + GAP
    const cellWidth = Math.floor((width - labels - ACCURACY) / count)
    const cellHeight = Math.max(LEAST_ROW, Math.min(LARGEST_ROW, cellWidth))
    const [row = -1, column = -1] = pointed?.split(' ').map(Number) ?? []
    const at = rows[row]
    const cellText = (truth: ConfusionRow, is: number, taken: number) => {
      const images = truth.counts[taken] ?? 0
      const percent = percentOf(images / truth.images)
      return words.cell(names[is] ?? '', names[taken] ?? '', images, truth.images, percent)
    }
    const judged = evaluation ? evaluationNote(evaluation, words) : words.notYet
    const noted = (told: string) => `${told} · ${words.axes}`
    const note = noted(judged)
    const top =
      headHeight(
        NOTES_TO_COME.map((each) => noted(evaluationNote(each, words))),
        width,
      ) +
      Math.ceil(0.8 * labels) +
      GAP
    const height = top + count * cellHeight + 4
    const accuracyX = labels + count * cellWidth
    return (
      <svg
        {...parts}
        className="view confusion"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="grid"
        aria-label={`${title}, ${judged}: ${summarise(data, words)}`}
        aria-rowcount={count + 1}
        aria-colcount={count + 2}
        tabIndex={-1}
      >
        <ViewHead
          title={title}
          note={note}
          readout={at ? cellText(at, row, column) : null}
          width={width}
        />
        <g role="row">
          <text role="columnheader" x={labels - GAP} y={top - 6} textAnchor="end">
            {words.columns.is}
          </text>
          {names.slice(0, count).map((name, taken) => (
            <g
              key={name}
              role="columnheader"
              className="confusion-head"
              data-active={taken === column || undefined}
            >
              <text
                transform={`translate(${labels + (taken + 0.5) * cellWidth - 4} ${top - 6}) rotate(-52)`}
              >
                {name}
              </text>
            </g>
          ))}
          <g role="columnheader">
            <text x={accuracyX + ACCURACY} y={top - 6} textAnchor="end">
              {words.right}
            </text>
          </g>
        </g>
        {rows.map((truth, is) => (
          <g
            key={is}
            role="row"
            data-active={is === row || undefined}
            transform={`translate(0 ${top + is * cellHeight})`}
          >
            <text role="rowheader" x={labels - GAP} y={cellHeight / 2 + 4} textAnchor="end">
              {names[is]}
            </text>
            {truth.counts.map((images, taken) => (
              <Cell
                key={taken}
                at={`${is} ${taken}`}
                label={cellText(truth, is, taken)}
                images={images}
                share={truth.images > 0 ? images / truth.images : 0}
                right={is === taken}
                x={labels + taken * cellWidth}
                width={cellWidth}
                height={cellHeight}
                home={stop === `${is} ${taken}`}
              />
            ))}
            <text role="gridcell" x={accuracyX + ACCURACY} y={cellHeight / 2 + 4} textAnchor="end">
              {percentOf(truth.accuracy)}
            </text>
          </g>
        ))}
      </svg>
    )
  },
  (before, after) =>
    before.data === after.data && before.width === after.width && before.words === after.words,
)

function Cell(props: {
  readonly at: string
  readonly label: string
  readonly images: number
  readonly share: number
  readonly right: boolean
  readonly x: number
  readonly width: number
  readonly height: number
  readonly home: boolean
}) {
  const { at, label, images, share, right, x, width, height, home } = props
  const box = { x: 1, y: 1, width: width - 2, height: height - 2 }
  const count = String(images)
  const fits = images > 0 && DIGIT * count.length <= width + 2
  return (
    <g
      role="gridcell"
      className="confusion-cell"
      data-at={at}
      tabIndex={home ? 0 : -1}
      aria-label={label}
      transform={`translate(${x} 0)`}
    >
      <rect
        className="confusion-fill"
        {...box}
        rx={2}
        fillOpacity={FAINTEST * Number(images > 0) + (1 - FAINTEST) * share}
      />
      {right && <rect className="confusion-right" {...box} rx={2} />}
      {fits && (
        <text
          className="confusion-count"
          data-on-strong={share > STRONG || undefined}
          x={width / 2}
          y={height / 2 + 4}
          textAnchor="middle"
        >
          {count}
        </text>
      )}
      <rect className="confusion-focus" {...box} rx={2} />
    </g>
  )
}

function evaluationNote(
  { images, step, subject = 'supernet' }: Pick<Evaluation, 'images' | 'step' | 'subject'>,
  words: ConfusionWords,
): string {
  return words.note(images, step, words.subjects[subject])
}

const percentOf = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(0)} %`)

function summarise({ dataset, evaluation, rows }: ConfusionCounts, words: ConfusionWords): string {
  const names = words.classes(dataset)
  const mistakes = rows.flatMap(({ counts }, is) =>
    counts.map((images, taken) => ({ is, taken, images })),
  )
  const worst = mistakes
    .filter(({ is, taken, images }) => is !== taken && images > 0)
    .reduce<(typeof mistakes)[number] | null>(
      (most, each) => (most && most.images >= each.images ? most : each),
      null,
    )
  const confused = worst
    ? words.cell(
        names[worst.is] ?? '',
        names[worst.taken] ?? '',
        worst.images,
        rows[worst.is]?.images ?? 0,
        percentOf(worst.images / (rows[worst.is]?.images ?? 0)),
      )
    : words.none
  if (!evaluation) return ''
  return words.summary(`${(100 * evaluation.accuracy).toFixed(1)} %`, confused)
}

/** A row for every class, with what its images were taken for. */
export function confusionTable(
  { dataset, rows }: ConfusionCounts,
  words: ConfusionWords,
): TableTwin {
  const names = words.classes(dataset)
  const { columns } = words
  return {
    columns: [columns.is, ...names.slice(0, rows.length), columns.images, columns.accuracy],
    rows: rows.map(({ counts, images, accuracy }, is) => [
      names[is] ?? '',
      ...counts,
      images,
      Number.isNaN(accuracy) ? '' : 100 * accuracy,
    ]),
  }
}

export const CONFUSION_WORDS: Readonly<Record<ViewLanguage, ConfusionWords>> = {
  en: {
    title: 'Confusion matrix',
    classes: CLASS_NAMES.en,
    subjects: {
      supernet: 'the supernet with all its branches',
      'shared-weights': 'the architecture found, with shared weights',
      'own-weights': 'the architecture found, trained from scratch',
    },
    note: (images, step, subject) =>
      `${subject}, ${images.toLocaleString('en')} test images after step ${step}`,
    notYet: 'no evaluation yet',
    axes: 'rows: what it is; columns: what it was taken for; strength: share of the row',
    right: 'right',
    cell: (is, taken, count, images, percent) =>
      `${is} taken for ${taken}: ${count} of ${images} images (${percent})`,
    summary: (percent, worst) => `${percent} right. Most often mistaken: ${worst}.`,
    none: 'nothing',
    columns: { is: 'is', accuracy: 'right (%)', images: 'images' },
  },
  zh: {
    title: '混淆矩阵',
    classes: CLASS_NAMES.zh,
    subjects: {
      supernet: '含所有分支的超网络',
      'shared-weights': '找到的架构，共享权重',
      'own-weights': '找到的架构，从头训练',
    },
    note: (images, step, subject) =>
      `${subject}，第 ${step} 步之后，${images.toLocaleString('en')} 张测试图像`,
    notYet: '尚未评估',
    axes: '行：实际类别；列：预测类别；强弱：占该行的比例',
    right: '正确率',
    cell: (is, taken, count, images, percent) =>
      `${is}被认作${taken}：${images} 张中 ${count} 张（${percent}）`,
    summary: (percent, worst) => `${percent} 正确。最常混淆：${worst}。`,
    none: '无',
    columns: { is: '实际类别', accuracy: '正确率（%）', images: '图像数' },
  },
}

export const confusionView = searchView<ConfusionCounts, ConfusionWords>({
  name: 'confusion',
  size: () => 'half',
  height: 380,
  words: CONFUSION_WORDS,
  data: ({ run }) => confusionCounts(run),
  table: confusionTable,
  Drawing: ConfusionMatrix,
})
