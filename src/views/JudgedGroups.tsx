import { symbol, symbolCircle, symbolSquare, symbolStar } from 'd3-shape'
import { useState, type CSSProperties } from 'react'
import type { JudgedGroup } from '../run/judging'
import { layOutJudgedGroups, type JudgedRow, type PlacedRow } from './judgedGroupsLayout'
import type { JudgedGroupsText } from './judgedText'
import { METHOD_STYLE, type MethodStyle } from './methodStyle'
import { percentText } from './percentText'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import { fittedText } from './textWidth'

export interface JudgedGroupsProps {
  readonly title: string
  readonly rows: readonly JudgedRow[]
  readonly width: number
  readonly text: JudgedGroupsText
}

const MARK_AREA = 44

/**
 * Every network as a dot in the row of its group, the group's mean as a line through it and its 95 %
 * interval as a bar; the mean of random draws runs through all rows. Its looks are in judgedGroups.css
 * and bestSoFar.css, which whoever draws it brings.
 */
export function JudgedGroups({ title, rows, width, text }: JudgedGroupsProps) {
  const [pointed, setPointed] = useState<string | null>(null)
  const layout = layOutJudgedGroups(rows, width)
  const { x, top, bottom, height, luck } = layout
  const [left = 0, right = width] = x.range()
  const ticks = x.ticks(Math.max(2, Math.min(6, Math.floor((right - left) / 90))))
  return (
    <svg
      className="view judged-groups"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, rows.map(summaryOf).join('; '))}
      onPointerLeave={() => setPointed(null)}
    >
      <text className={pointed === null ? 'judged-title' : 'judged-readout'} y={14}>
        {fittedText(pointed ?? title, width)}
      </text>
      <g className="judged-axis" aria-hidden="true">
        {ticks.map((tick) => (
          <g key={tick} transform={`translate(${x(tick)} 0)`}>
            <line y1={top} y2={bottom} />
            <text y={bottom + 18} textAnchor="middle">
              {tickText(tick, ticks)}
            </text>
          </g>
        ))}
        <text x={(left + right) / 2} y={bottom + 36} textAnchor="middle">
          {text.across}
        </text>
      </g>
      {luck !== null && (
        <g className="judged-luck" aria-hidden="true">
          <line x1={luck} x2={luck} y1={top - 6} y2={bottom} />
          <text x={luck} y={top - 11} textAnchor={anchorAt(luck, left, right)}>
            {text.luck}
          </text>
        </g>
      )}
      {layout.rows.map((placed) => (
        <Group
          key={placed.row.key}
          placed={placed}
          width={width}
          beside={layout.beside}
          middle={layout.middle}
          onPoint={setPointed}
        />
      ))}
    </svg>
  )
}

interface GroupProps {
  readonly placed: PlacedRow
  readonly width: number
  readonly beside: boolean
  readonly middle: number
  readonly onPoint: (readout: string | null) => void
}

function Group({ placed, width, beside, middle, onPoint }: GroupProps) {
  const { row, y, label, figures, dots, mean, interval } = placed
  const { color, mark, hollow } = styleOf(row.group)
  const shape = symbol(mark, MARK_AREA)() ?? ''
  const textY = beside ? middle + 4 : 14
  return (
    <g
      className="judged-group"
      style={{ '--group': color } as CSSProperties}
      transform={`translate(0 ${y})`}
    >
      <text className="judged-name" y={textY}>
        {beside ? label : fittedText(label, width / 2)}
        <title>{label}</title>
      </text>
      <text x={width} y={textY} textAnchor="end">
        {figures}
      </text>
      <g transform={`translate(0 ${middle})`}>
        {interval && (
          <line
            className="judged-interval"
            data-over={row.over}
            x1={interval[0]}
            x2={interval[1]}
            y1={0}
            y2={0}
          />
        )}
        {dots.map((dot, index) => (
          <path
            key={index}
            className="judged-dot"
            data-hollow={hollow || undefined}
            transform={`translate(${dot.x} ${dot.y})`}
            d={shape}
            onPointerEnter={() =>
              onPoint(readoutText([label, dot.name, `${percentText(dot.accuracy)} %`]))
            }
          />
        ))}
        {mean !== null && <line className="judged-mean" x1={mean} x2={mean} y1={-13} y2={13} />}
      </g>
    </g>
  )
}

/** One row per network. */
export function judgedGroupsTable(
  rows: readonly JudgedRow[],
  { columns }: JudgedGroupsText,
): TableTwin {
  return {
    columns: [
      columns.group,
      columns.network,
      columns.accuracy,
      columns.mean,
      columns.low,
      columns.high,
    ],
    rows: rows.flatMap(({ name, networks, mean, interval }) =>
      networks.map((network) => [
        name,
        network.name,
        percentText(network.accuracy),
        mean === null ? '' : percentText(mean),
        interval ? percentText(interval[0]) : '',
        interval ? percentText(interval[1]) : '',
      ]),
    ),
  }
}

function styleOf(group: JudgedGroup): MethodStyle {
  switch (group.kind) {
    case 'method':
      return METHOD_STYLE[group.method]
    case 'luck':
      return { color: 'var(--ink-2)', mark: symbolCircle, hollow: true }
    case 'reference':
      return { color: 'var(--ink-3)', mark: symbolSquare, hollow: true }
    case 'picked':
      return { color: 'var(--accent)', mark: symbolStar, hollow: false }
  }
}

function summaryOf(row: JudgedRow): string {
  const { name, mean, interval, networks } = row
  if (mean === null) return name
  const between = interval ? ` (${percentText(interval[0])} – ${percentText(interval[1])})` : ''
  return `${name} ${percentText(mean)} %${between}, n = ${networks.length}`
}

/** As many digits as tell the ticks apart. */
function tickText(tick: number, [first = 0, second = 1]: readonly number[]): string {
  return `${(100 * tick).toFixed(Math.abs(second - first) < 0.00999 ? 1 : 0)} %`
}

/** A text that would leave the drawing stands to the side. */
function anchorAt(x: number, left: number, right: number): 'start' | 'middle' | 'end' {
  if (x - left < 60) return 'start'
  return right - x < 60 ? 'end' : 'middle'
}
