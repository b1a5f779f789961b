import { useMemo } from 'react'
import './theme/methods.css'
import type { PolicySnapshot } from '../run/events'
import type { Choices } from '../space/spaceModel'
import type { SampleFigures, TapeText } from './methodText'
import { readoutText } from './readout'
import { layoutTape, type PlacedColumn, type TapeColumn } from './tapeLayout'
import {
  sampleFigures,
  sharesOf,
  summariseTape,
  tapeReadout,
  type TapeContent,
} from './tapeSummary'
import { TapeOptionBar } from './TapeOptionBar'
import { smallTextWidth } from './textWidth'
import { useGlide } from './useGlide'
import { useRoving } from './useRoving'

export interface DecisionTapeProps {
  readonly title: string
  readonly columns: readonly TapeColumn[]
  /** Of every option of every decision, flat; null before the policy was first told. */
  readonly probabilities: Float32Array | null
  /** The latest architecture drawn; null before the first. */
  readonly sample: Choices | null
  /** Accuracy of that architecture, as shown. */
  readonly sampleAccuracy: string
  /** What the policy was last rewarded with, beside what it was used to; null before. */
  readonly rewarded: Pick<PolicySnapshot, 'reward' | 'baseline'> | null
  readonly width: number
  readonly text: TapeText
}

const HEADER = 26
const LINE_HEAD = 20
/** The decision's name, and how likely what was drawn is. */
const LINE_FOOT = 34
/** Narrower columns do not say how likely. */
const FIGURED_WIDTH = 26
const LINE_GAP = 10
/** Height of a column of options: few lines may be tall. */
const TALL = 150
const LOW = 104
const FOOT = 22

/**
 * A controller's decisions one after another: a column for each, its options as high as they are
 * likely, and through them the path of the latest architecture drawn.
 */
export function DecisionTape(props: DecisionTapeProps) {
  const { title, columns, sample, rewarded, width, text } = props
  const glided = useGlide(props.probabilities ?? undefined)
  const probabilities = props.probabilities && (glided ?? props.probabilities)
  const content: TapeContent = { columns, probabilities, sample }
  const { lines, columnWidth } = useMemo(() => layoutTape(columns, width), [columns, width])
  const labels = useMemo(
    () => labelsOf({ columns, probabilities: props.probabilities, sample }, text),
    [columns, props.probabilities, sample, text],
  )
  const { pointed, stop, parts } = useRoving({
    first: '0 0',
    move: (key, from) => moved(key, from, columns),
  })
  const barHeight = lines.length > 1 ? LOW : TALL
  const lineHeight = LINE_HEAD + barHeight + LINE_FOOT + LINE_GAP
  const height = HEADER + lines.length * lineHeight + FOOT
  const [decision, option] = pointed === null ? [] : pointed.split(' ').map(Number)
  const asked = decision === undefined ? undefined : columns[decision]
  return (
    <svg
      {...parts}
      className="view tape"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="grid"
      aria-label={summariseTape(title, { ...content, probabilities: props.probabilities }, text)}
      aria-rowcount={columns.length}
      tabIndex={-1}
      data-empty={props.probabilities === null || undefined}
    >
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      <text
        className="view-readout"
        data-live={asked ? 'true' : undefined}
        x={width}
        y={15}
        textAnchor="end"
      >
        {asked
          ? tapeReadout(content, asked, option ?? 0, text)
          : props.probabilities === null
            ? text.before
            : rewarded &&
              readoutText([
                `${text.reward} ${rewarded.reward.toFixed(3)}`,
                `${text.baseline} ${rewarded.baseline.toFixed(3)}`,
              ])}
      </text>
      {lines.map((line, index) => {
        const top = HEADER + index * lineHeight
        return (
          <g key={index} transform={`translate(0 ${top})`}>
            <g className="tape-heads" aria-hidden="true">
              {line.groups.map(({ name, x, end }, group) => (
                <g key={name}>
                  <text
                    x={group === 0 ? 0 : (x + end) / 2}
                    y={10}
                    textAnchor={group === 0 ? 'start' : 'middle'}
                  >
                    {group === 0 ? [line.section, name].filter(Boolean).join(' · ') : name}
                  </text>
                </g>
              ))}
            </g>
            <g transform={`translate(0 ${LINE_HEAD})`}>
              {line.columns.map(({ column, x }) => (
                <g key={column.decision} role="row" transform={`translate(${x} 0)`}>
                  {stacked(sharesOf(content, column), barHeight).map(({ y, size }, i) => {
                    const choice = column.options[i]
                    return (
                      choice && (
                        <TapeOptionBar
                          key={choice.term}
                          at={`${column.decision} ${i}`}
                          option={choice}
                          rank={column.options.length > 1 ? i / (column.options.length - 1) : 0}
                          y={y}
                          width={columnWidth}
                          height={size}
                          drawn={sample?.[column.decision] === i}
                          known={props.probabilities !== null}
                          home={stop === `${column.decision} ${i}`}
                          label={labels.get(column)?.[i] ?? ''}
                        />
                      )
                    )
                  })}
                  <text
                    role="rowheader"
                    className="tape-name"
                    x={columnWidth / 2}
                    y={barHeight + 15}
                    textAnchor="middle"
                  >
                    {column.short}
                  </text>
                  {sample && props.probabilities && columnWidth >= FIGURED_WIDTH && (
                    <text
                      className="tape-drawn"
                      aria-hidden="true"
                      x={columnWidth / 2}
                      y={barHeight + 30}
                      textAnchor="middle"
                    >
                      {shareOfDrawn(content, column).toFixed(2)}
                    </text>
                  )}
                </g>
              ))}
              {sample && (
                <path
                  className="tape-sample"
                  aria-hidden="true"
                  d={samplePath(line.columns, content, columnWidth, barHeight)}
                />
              )}
            </g>
          </g>
        )
      })}
      {sample && (
        <g className="tape-key" aria-hidden="true">
          <path className="tape-sample" d={`M0 ${height - 10}H18`} />
          <text x={26} y={height - 6}>
            {latestText(
              props.sampleAccuracy,
              sampleFigures(content, props.probabilities),
              width - 26,
              text,
            )}
          </text>
        </g>
      )}
    </svg>
  )
}

/** What is read aloud of every option: where its bar is going, not each place on its way. */
function labelsOf(
  content: TapeContent,
  text: TapeText,
): ReadonlyMap<TapeColumn, readonly string[]> {
  const { columns, sample } = content
  return new Map(
    columns.map((column) => {
      const name = [column.section, column.group, column.short].filter(Boolean).join(' ')
      const shares = sharesOf(content, column)
      return [
        column,
        column.options.map(({ short }, i) =>
          text.option(name, short, (shares[i] ?? 0).toFixed(3), sample?.[column.decision] === i),
        ),
      ]
    }),
  )
}

/** In words where there is room, or else in figures. */
function latestText(
  accuracy: string,
  likely: SampleFigures | null,
  room: number,
  text: TapeText,
): string {
  const words = text.latest(accuracy, likely)
  if (!likely || smallTextWidth(words) <= room) return words
  return readoutText([accuracy, `p ${likely.probability}`, `${likely.ratio} × ${text.uniform}`])
}

function shareOfDrawn(content: TapeContent, column: TapeColumn): number {
  return sharesOf(content, column)[content.sample?.[column.decision] ?? 0] ?? 0
}

/** Shares on top of one another, the first option at the top. */
function stacked(shares: readonly number[], height: number) {
  let before = 0
  return shares.map((share) => {
    const bar = { y: before * height, size: share * height, share }
    before += share
    return bar
  })
}

/** From every option that was drawn to the next, through the gaps: names stay clear of it. */
function samplePath(
  columns: readonly PlacedColumn[],
  content: TapeContent,
  columnWidth: number,
  height: number,
): string {
  const middles = columns.map(({ column, x }) => {
    const bar = stacked(sharesOf(content, column), height)[content.sample?.[column.decision] ?? 0]
    return { x, y: (bar?.y ?? 0) + (bar?.size ?? 0) / 2 }
  })
  return middles
    .slice(1)
    .map(({ x, y }, index) => {
      const before = middles[index]
      const from = (before?.x ?? 0) + columnWidth
      const bend = (from + x) / 2
      const start = round(before?.y ?? 0)
      return `M${round(from)} ${start}C${round(bend)} ${start} ${round(bend)} ${round(y)} ${round(x)} ${round(y)}`
    })
    .join('')
}

const round = (value: number) => Math.round(value * 10) / 10

/** Left and right between decisions, up and down between options. */
function moved(key: string, from: string, columns: readonly TapeColumn[]): string | null {
  const [decision = 0, option = 0] = from.split(' ').map(Number)
  const at = (column: number, row: number) => {
    const number = Math.max(0, Math.min(columns.length - 1, column))
    const options = columns[number]?.options.length ?? 1
    return `${number} ${Math.max(0, Math.min(options - 1, row))}`
  }
  switch (key) {
    case 'ArrowLeft':
      return at(decision - 1, option)
    case 'ArrowRight':
      return at(decision + 1, option)
    case 'ArrowUp':
      return at(decision, option - 1)
    case 'ArrowDown':
      return at(decision, option + 1)
    case 'Home':
      return at(0, option)
    case 'End':
      return at(columns.length - 1, option)
    default:
      return null
  }
}
