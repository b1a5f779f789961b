import './theme/views.css'
import './classBars.css'
import {
  classRows,
  layOutColumns,
  shareFigure,
  summariseAnswers,
  takenFor,
  type ClassBarsText,
  type ClassColumn,
  type ClassRow,
  type ColumnPlace,
} from './classAnswers'
import { timeFigure } from './latencyFigure'
import { fittedText, smallTextWidth } from './textWidth'
import { wrappedText } from './wrappedText'

export interface ClassBarsProps {
  readonly title: string
  readonly columns: readonly ClassColumn[]
  readonly classNames: readonly string[]
  /** What the image is, where that is known. */
  readonly truth: number | null
  readonly width: number
  readonly text: ClassBarsText
}

const LINE = 16
const BAR = { top: 5, height: 13 }
const BASELINE = 16
const HEAD = { title: 15, name: 44, below: 12 }
const FOOT = 4
const ABSENCE_INDENT = 8
/** Lines that a note may take, or the reason why there is no answer. */
const NOTE_LINES = 4
const ABSENCE_LINES = 8

/** What several networks take one image for: bars of their probabilities, class by class. */
export function ClassBars({ title, columns, classNames, truth, width, text }: ClassBarsProps) {
  const rows = classRows(columns, classNames, truth, text.others)
  const labels = rows.map(({ label }) => label)
  const { labelRoom, above, places, rowHeight, shift } = layOutColumns(
    labels,
    columns.length,
    width,
  )
  const notes = columns.map(({ note, absence }, index) => {
    // Names of classes stand where it would be said why there are no bars.
    const [said, most] = above && absence !== null ? [absence, ABSENCE_LINES] : [note, NOTE_LINES]
    return wrappedText(said, places[index]?.width ?? width).slice(0, most)
  })
  const noteLines = Math.max(1, ...notes.map(({ length }) => length))
  const top = HEAD.name + LINE * (noteLines + 1) + HEAD.below
  const height = top + rowHeight * rows.length + FOOT
  return (
    <svg
      className="view class-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summariseAnswers(title, columns, classNames, text)}
    >
      <text className="view-title" y={HEAD.title}>
        {title}
      </text>
      {rows.map(({ label, index }, row) => (
        <g
          key={index ?? 'others'}
          transform={`translate(0 ${top + row * rowHeight})`}
          data-truth={(index !== null && index === truth) || undefined}
          className="class-label"
        >
          {index !== null && index === truth && <title>{text.truth}</title>}
          <text x={above ? 0 : labelRoom} y={BASELINE} textAnchor={above ? 'start' : 'end'}>
            {fittedText(label, labelRoom)}
          </text>
        </g>
      ))}
      {columns.map((column, index) => {
        const place = places[index]
        if (!place) return null
        return (
          <g key={column.name} transform={`translate(${place.x} 0)`}>
            <ColumnHead column={column} notes={notes[index] ?? []} place={place} text={text} />
            {!above && (
              <line className="class-axis" x1={-0.5} x2={-0.5} y1={top} y2={height - FOOT} />
            )}
            {column.probabilities && (
              <Bars
                rows={rows}
                at={index}
                yOf={(row) => top + row * rowHeight + shift}
                place={place}
                taken={takenFor(column)}
              />
            )}
            {!column.probabilities && !above && (
              <Absence
                lines={wrappedText(column.absence ?? '', place.width - ABSENCE_INDENT)}
                top={top}
              />
            )}
          </g>
        )
      })}
    </svg>
  )
}

interface ColumnHeadProps {
  readonly column: ClassColumn
  readonly notes: readonly string[]
  readonly place: ColumnPlace
  readonly text: ClassBarsText
}

function ColumnHead({ column, notes, place, text }: ColumnHeadProps) {
  const { name, latencyMs, absence, probabilities } = column
  const time = latencyMs === null ? '' : timeFigure(latencyMs)
  const whole = text.latency(time)
  const latency = smallTextWidth(whole) <= place.width ? whole : time
  const awaited = absence === null && probabilities ? text.measuring : '–'
  return (
    <>
      <text className="class-name" y={HEAD.name}>
        {fittedText(name, place.width)}
      </text>
      <text className="class-latency" y={HEAD.name + LINE}>
        {latencyMs === null ? awaited : latency}
      </text>
      {notes.map((line, index) => (
        <text key={index} y={HEAD.name + LINE * (index + 2)}>
          {line}
        </text>
      ))}
    </>
  )
}

interface BarsProps {
  readonly rows: readonly ClassRow[]
  /** Which of the columns. */
  readonly at: number
  readonly yOf: (row: number) => number
  readonly place: ColumnPlace
  readonly taken: number | null
}

function Bars({ rows, at, yOf, place, taken }: BarsProps) {
  return rows.map(({ index, shares }, row) => {
    const share = shares[at] ?? 0
    const length = share * place.bar
    return (
      <g
        key={index ?? 'others'}
        className="class-answer"
        data-taken={(index !== null && index === taken) || undefined}
        transform={`translate(0 ${yOf(row)})`}
      >
        <rect className="class-bar" y={BAR.top} width={length} height={BAR.height} rx={1.5} />
        <text x={length + 6} y={BASELINE}>
          {shareFigure(share)}
        </text>
      </g>
    )
  })
}

function Absence({ lines, top }: { readonly lines: readonly string[]; readonly top: number }) {
  return lines.map((line, index) => (
    <text
      key={index}
      className="class-absence"
      x={ABSENCE_INDENT}
      y={top + BASELINE + LINE * index}
    >
      {line}
    </text>
  ))
}
