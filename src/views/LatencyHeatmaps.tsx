import { useState } from 'react'
import './theme/views.css'
import './latency.css'
import { isAnyOperation } from '../space/anyOperation'
import { latencyFigure, macsFigure } from './latencyFigure'
import {
  operationShort,
  summariseLatencies,
  type LatencyCell,
  type LatencyGrid,
} from './latencyGrid'
import { layOutHeatmaps, type HeatmapPlace } from './latencyHeatLayout'
import type { LatencyText } from './latencyText'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import { readoutText } from './readout'
import { fittedText } from './textWidth'

export interface LatencyHeatmapsProps {
  readonly title: string
  readonly grid: LatencyGrid
  readonly width: number
  readonly text: LatencyText
}

const GLYPH = 16

/** Operations by place twice, by their latency and by their MACs, each from nothing to its most. */
export function LatencyHeatmaps({ title, grid, width, text }: LatencyHeatmapsProps) {
  const [pointed, setPointed] = useState<string | null>(null)
  const layout = layOutHeatmaps(grid, width)
  const { height, maps } = layout
  const { columns } = text
  const [row = -1, column = -1] = pointed?.split(' ').map(Number) ?? []
  const active = grid.cells[row]?.[column] ?? null
  return (
    <svg
      className="view latency-heat"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summariseLatencies(title, grid, text)}
      onPointerLeave={() => setPointed(null)}
      onPointerOver={({ target }) =>
        setPointed(target instanceof Element ? target.getAttribute('data-at') : null)
      }
    >
      <text className={active ? 'view-readout' : 'view-title'} y={15}>
        {active
          ? fittedText(readout(active, grid.operations[column], grid.places[row], text), width)
          : title}
      </text>
      <Heatmap
        {...{ grid, pointed }}
        place={maps[0]}
        name={columns.median}
        most={grid.mostMs}
        value={({ ms }) => ms}
        figure={latencyFigure}
      />
      <Heatmap
        {...{ grid, pointed }}
        place={maps[1]}
        name={columns.macs}
        most={grid.mostMacs}
        value={({ macs }) => macs}
        figure={macsFigure}
      />
    </svg>
  )
}

interface HeatmapProps {
  readonly grid: LatencyGrid
  readonly place: HeatmapPlace
  readonly pointed: string | null
  readonly name: string
  readonly most: number
  readonly value: (cell: LatencyCell) => number
  readonly figure: (value: number) => string
}

function Heatmap({ grid, place, pointed, name, most, value, figure }: HeatmapProps) {
  const { x, y, labels, columnWidth, rowHeight, head, numbered, named } = place
  return (
    <g transform={`translate(${x} ${y})`} aria-hidden="true">
      <g className="latency-scale">
        <text y={11}>{name}</text>
        <text x={labels} y={11}>
          0
        </text>
        {SWATCHES.map((share, index) => (
          <rect
            key={share}
            x={labels + 12 + index * 14}
            y={3}
            width={14}
            height={8}
            style={{ fill: heatFill(share) }}
          />
        ))}
        <text x={labels + 18 + SWATCHES.length * 14} y={11}>
          {figure(most)}
        </text>
      </g>
      {grid.operations.map((operation, column) => {
        const center = labels + (column + 0.5) * columnWidth
        return (
          <g key={operation} className="latency-operation">
            {isAnyOperation(operation) && (
              <OperationGlyph
                operation={operation}
                size={GLYPH}
                x={center - GLYPH / 2}
                y={head - (named ? 36 : 22)}
              />
            )}
            {(named || !isAnyOperation(operation)) && (
              <text x={center} y={head - 7} textAnchor="middle">
                {fittedText(operationShort(operation), columnWidth)}
              </text>
            )}
            <title>{operation}</title>
          </g>
        )
      })}
      {grid.places.map((name_, row) => (
        <g key={name_} transform={`translate(0 ${head + row * rowHeight})`}>
          <text className="latency-place" y={rowHeight / 2 + 4}>
            {fittedText(name_, labels - 6)}
            <title>{name_}</title>
          </text>
          {grid.cells[row]?.map((cell, column) => {
            if (!cell) return null
            const at = `${row} ${column}`
            const left = labels + column * columnWidth
            return (
              <g key={at} className="latency-cell" data-pointed={at === pointed || undefined}>
                <rect
                  data-at={at}
                  className="latency-fill"
                  x={left + 1}
                  y={1}
                  width={columnWidth - 2}
                  height={rowHeight - 2}
                  rx={2}
                  style={{ fill: heatFill(value(cell) / most) }}
                />
                {cell.disagreement && (
                  <Mark slower={cell.disagreement.than === 'slower'} x={left + columnWidth - 9} />
                )}
                {numbered && (
                  <text x={left + columnWidth / 2} y={rowHeight / 2 + 4} textAnchor="middle">
                    {figure(value(cell))}
                  </text>
                )}
              </g>
            )
          })}
        </g>
      ))}
    </g>
  )
}

const SWATCHES = [0, 0.25, 0.5, 0.75, 1] as const

/** Up: slower than its MACs say; down: faster. */
function Mark({ slower, x }: { readonly slower: boolean; readonly x: number }) {
  return (
    <path
      className="latency-mark"
      data-than={slower ? 'slower' : 'faster'}
      d={slower ? `M${x - 4} 10L${x} 3L${x + 4} 10Z` : `M${x - 4} 3L${x} 10L${x + 4} 3Z`}
    />
  )
}

/** CSS colour of a share of the most, 0–1, from theme variables. */
function heatFill(share: number): string {
  return `color-mix(in oklab, var(--latency-most) ${(100 * share).toFixed(1)}%, var(--even))`
}

function readout(
  cell: LatencyCell,
  operation = '',
  place = '',
  { slower, faster, columns }: LatencyText,
): string {
  const name = isAnyOperation(operation) ? OPERATION_STYLE[operation].short : operation
  const { disagreement } = cell
  return readoutText([
    `${name}, ${place}`,
    `${latencyFigure(cell.ms)} ms`,
    `${macsFigure(cell.macs)} ${columns.macs}`,
    ...(disagreement ? [disagreement.than === 'slower' ? slower : faster] : []),
  ])
}
