import './theme/evidence.css'
import type { ConfusionRow } from './confusionCounts'
import {
  cellText,
  confusionHead,
  judgedNote,
  summarise,
  type ConfusionProps,
} from './confusionWords'
import { gridMove } from './gridMove'
import type { PointerPlace } from './pointerPlace'
import { fittedText, smallTextWidth } from './textWidth'
import { useRoving } from './useRoving'
import { ViewHead } from './ViewHead'

const GAP = 8
/** Largest share of the width that names take. */
const MOST_NAMES = 0.25
/** Pixels between names that can be read. */
const NAME_PITCH = 13
/** Cells are drawn together by how much of their row they take: tens of thousands of elements are slow. */
const LEVELS = [0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1] as const

/** A confusion matrix of so many classes that its cells are points. Some of the classes are named; all are told. */
export function ConfusionField({ title, data, words, width }: ConfusionProps) {
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
  const judged = judgedNote(data, words)
  const [is = 0, taken = 0] = (pointed ?? stop).split(' ').map(Number)
  const told = cellText(data, words, is, taken)
  const nameEvery = Math.ceil(NAME_PITCH / side)
  const height = Math.ceil(top + count * side) + 4
  return (
    <svg
      {...parts}
      className="view confusion"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={`${title}, ${judged}: ${summarise(data, words)}`}
      tabIndex={-1}
    >
      <ViewHead
        title={title}
        note={`${judged} · ${words.axes}`}
        readout={pointed === null ? null : told}
        width={width}
      />
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
        <g
          role="img"
          className="confusion-cell"
          data-at={`${is} ${taken}`}
          tabIndex={0}
          aria-label={told}
        >
          <rect
            className="confusion-focus"
            data-pointed={pointed !== null || undefined}
            x={taken * side - 2}
            y={is * side - 2}
            width={side + 4}
            height={side + 4}
          />
        </g>
      </g>
    </svg>
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
