import { ConfusionFrame } from './ConfusionFrame'
import type { ConfusionRow } from './confusionCounts'
import { cellText, confusionHead, type ConfusionProps } from './confusionWords'
import { gridMove } from './gridMove'
import type { PointerPlace } from './pointerPlace'
import { fittedText, smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'

const GAP = 8
/** Largest share of the width that names take. */
const MOST_NAMES = 0.25
/** Pixels between names that can be read. */
const NAME_PITCH = 13
/** Cells are drawn together by how much of their row they take: tens of thousands of elements are slow. */
const LEVELS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1] as const

/** A confusion matrix of so many classes that its cells are points. Some of the classes are named; all are told. */
export function ConfusionField(props: ConfusionProps) {
  const { data, words, width } = props
  const { rows } = data
  const names = words.classes(data.dataset)
  const count = rows.length
  const longest = Math.max(...names.map(smallTextWidth))
  const labels = Math.ceil(Math.min(longest, MOST_NAMES * width)) + GAP
  const side = (width - labels) / count
  const top = confusionHead(width, words) + GAP
  const { pointed, stop, parts } = useRoving({
    first: '0 0',
    move: (key, from) => gridMove(key, from, { rows: count, columns: count }),
    partAt: ({ x, y }: PointerPlace) => {
      const [row, column] = [Math.floor((y - top) / side), Math.floor((x - labels) / side)]
      return row in rows && column in rows ? `${row} ${column}` : null
    },
  })
  const readoutOf = (at: string) => {
    const [is = 0, taken = 0] = at.split(' ').map(Number)
    return cellText(data, words, is, taken)
  }
  const nameEvery = Math.ceil(NAME_PITCH / side)
  return (
    <ConfusionFrame
      {...props}
      height={Math.ceil(top + count * side) + 4}
      readout={pointed === null ? null : readoutOf(pointed)}
      svg={{ ...parts, role: 'group' }}
    >
      <g aria-hidden="true">
        {names.slice(0, count).map((name, row) =>
          row % nameEvery > 0 ? null : (
            <text key={row} x={labels - GAP} y={top + (row + 0.5) * side + 4} textAnchor="end">
              {fittedText(name, labels - GAP)}
            </text>
          ),
        )}
      </g>
      <g transform={`translate(${labels} ${top})`}>
        <rect className="confusion-ground" width={count * side} height={count * side} />
        {cellsByLevel(rows, side).map((path, level) => (
          <path key={level} className="confusion-fill" fillOpacity={opacityOf(level)} d={path} />
        ))}
        {[...new Set([stop, pointed ?? stop])].map((at) => (
          <FieldCell
            key={at}
            at={at}
            label={readoutOf(at)}
            side={side}
            pointed={at === pointed}
            home={at === stop}
          />
        ))}
      </g>
    </ConfusionFrame>
  )
}

/** Drawn by itself, so that it can have the focus and a ring. */
function FieldCell(props: {
  readonly at: string
  readonly label: string
  readonly side: number
  readonly pointed: boolean
  readonly home: boolean
}) {
  const { at, label, side, pointed, home } = props
  const [row = 0, column = 0] = at.split(' ').map(Number)
  return (
    <g
      role="img"
      className="confusion-cell"
      data-at={at}
      tabIndex={home ? 0 : -1}
      aria-label={label}
    >
      <rect
        className="confusion-focus"
        data-pointed={pointed || undefined}
        x={column * side - 2}
        y={row * side - 2}
        width={side + 4}
        height={side + 4}
      />
    </g>
  )
}

/** The cells that take at most so much of their row, as one path for each level. */
function cellsByLevel(rows: readonly ConfusionRow[], side: number): string[] {
  const paths = LEVELS.map(() => '')
  const length = side.toFixed(2)
  rows.forEach(({ counts, images }, is) =>
    counts.forEach((count, taken) => {
      if (count === 0) return
      const level = LEVELS.findIndex((most) => count / images <= most)
      const corner = `M${(taken * side).toFixed(2)} ${(is * side).toFixed(2)}`
      paths[level] += `${corner}h${length}v${length}h-${length}z`
    }),
  )
  return paths
}

/** Faint mistakes must still be seen. */
const opacityOf = (level: number) => Math.sqrt(LEVELS[level] ?? 1)
