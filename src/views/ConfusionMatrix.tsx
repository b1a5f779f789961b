import { memo } from 'react'
import { ConfusionField } from './ConfusionField'
import { ConfusionFrame } from './ConfusionFrame'
import { confusionCounts, type ConfusionCounts } from './confusionCounts'
import {
  cellText,
  CONFUSION_WORDS,
  confusionHead,
  percentOf,
  type ConfusionProps,
  type ConfusionWords,
} from './confusionWords'
import { gridMove } from './gridMove'
import { searchView } from './searchView'
import type { TableTwin } from './table'
import { smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'

const ACCURACY = 44
/** Pixels that a digit takes, all of them alike. */
const DIGIT = 6
const GAP = 8
const LARGEST_ROW = 30
const LEAST_ROW = 20
/** From this share of its row on a cell is too dark for ink on it. */
const STRONG = 0.5
const FAINTEST = 0.06
/** Narrower cells are a field of points. */
const LEAST_CELL = 10

/** How many images of each class were taken for which. Redrawn only after another evaluation. */
export const ConfusionMatrix = memo(
  function ConfusionMatrix(props: ConfusionProps) {
    const { data, words, width } = props
    const labels = Math.ceil(Math.max(...words.classes(data.dataset).map(smallTextWidth))) + GAP
    const cellWidth = Math.floor((width - labels - ACCURACY) / data.rows.length)
    return cellWidth < LEAST_CELL ? (
      <ConfusionField {...props} />
    ) : (
      <ConfusionGrid {...props} labels={labels} cellWidth={cellWidth} />
    )
  },
  (before, after) =>
    before.data === after.data && before.width === after.width && before.words === after.words,
)

interface GridProps extends ConfusionProps {
  /** Pixels left of the cells. */
  readonly labels: number
  readonly cellWidth: number
}

/** Every cell by itself, with its count. */
function ConfusionGrid({ labels, cellWidth, ...props }: GridProps) {
  const { data, words, width } = props
  const { rows } = data
  const names = words.classes(data.dataset)
  const count = rows.length
  const { pointed, stop, parts } = useRoving({
    first: '0 0',
    move: (key, from) => gridMove(key, from, { rows: count, columns: count }),
  })
  const cellHeight = Math.max(LEAST_ROW, Math.min(LARGEST_ROW, cellWidth))
  const [row = -1, column = -1] = pointed?.split(' ').map(Number) ?? []
  const top = confusionHead(width, words) + Math.ceil(0.8 * labels) + GAP
  const accuracyX = labels + count * cellWidth
  return (
    <ConfusionFrame
      {...props}
      height={top + count * cellHeight + 4}
      readout={row in rows ? cellText(data, words, row, column) : null}
      svg={{ ...parts, role: 'grid', 'aria-rowcount': count + 1, 'aria-colcount': count + 2 }}
    >
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
              label={cellText(data, words, is, taken)}
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
    </ConfusionFrame>
  )
}

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

export const confusionView = searchView<ConfusionCounts, ConfusionWords>({
  name: 'confusion',
  size: () => 'half',
  height: 380,
  words: CONFUSION_WORDS,
  data: ({ run }) => confusionCounts(run),
  table: confusionTable,
  Drawing: ConfusionMatrix,
})
