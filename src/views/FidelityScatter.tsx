import { scaleLinear } from 'd3-scale'
import { useState } from 'react'
import type { FidelityText } from './judgedText'
import { percentText } from './percentText'
import { readoutText } from './readout'
import { fittedText } from './textWidth'

export interface ScatteredArchitecture {
  readonly name: string
  /** What it is ranked by. */
  readonly x: number
  /** Trained by itself, 0–1. */
  readonly alone: number
}

export interface FidelityScatterProps {
  readonly title: string
  readonly points: readonly ScatteredArchitecture[]
  /** What is across. */
  readonly across: string
  readonly formatX: (value: number) => string
  /** The rank correlation in figures. */
  readonly correlation: string
  /** Accuracies, 0–1, between which the drawing lies, so that several compare. */
  readonly range: readonly [number, number]
  readonly width: number
  readonly height: number
  readonly text: FidelityText
}

const RADIUS = 4

/** Accuracy of architectures trained alone against what they are ranked by. */
export function FidelityScatter(props: FidelityScatterProps) {
  const { title, points, across, formatX, correlation, range, width, height, text } = props
  const [pointed, setPointed] = useState<number | null>(null)
  const plot = { left: 46, top: 52, right: width - 26, bottom: height - 42 }
  const y = scaleLinear(range, [plot.bottom, plot.top]).nice(4)
  const x = scaleLinear(rangeOf(points.map((point) => point.x)), [plot.left, plot.right]).nice(4)
  const active = pointed === null ? undefined : points[pointed]
  const yTicks = y.ticks(4)
  return (
    <svg
      className="view judged-groups fidelity-scatter"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(`${title}, ${across}`, points.length, correlation)}
      onPointerLeave={() => setPointed(null)}
    >
      <text className="judged-title" y={14}>
        {fittedText(title, width * 0.84)}
      </text>
      <text className={active ? 'judged-readout' : undefined} y={33}>
        {fittedText(
          active
            ? readoutText([`${percentText(active.alone)} %`, formatX(active.x), active.name])
            : correlation,
          width,
        )}
      </text>
      <g className="judged-axis" aria-hidden="true">
        {yTicks.map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={plot.left} x2={plot.right} />
            <text x={plot.left - 8} y={4} textAnchor="end">
              {percentTick(tick, yTicks)}
            </text>
          </g>
        ))}
        {x.ticks(Math.max(2, Math.floor((plot.right - plot.left) / 90))).map((tick) => (
          <text key={tick} x={x(tick)} y={plot.bottom + 17} textAnchor="middle">
            {formatX(tick)}
          </text>
        ))}
        <text x={plot.right} y={plot.bottom + 35} textAnchor="end">
          {across}
        </text>
        <text x={0} y={plot.bottom + 35}>
          {text.alone}
        </text>
      </g>
      {points.map((point, index) => (
        <circle
          key={index}
          className="fidelity-point"
          data-pointed={index === pointed || undefined}
          cx={x(point.x)}
          cy={y(point.alone)}
          r={RADIUS}
          onPointerEnter={() => setPointed(index)}
        />
      ))}
    </svg>
  )
}

/** A margin about the values: points on the frame look cut off. */
export function rangeOf(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  if (!Number.isFinite(low)) return [0, 1]
  const margin = low === high ? Math.abs(low) / 10 || 0.05 : (high - low) / 15
  return [Math.max(0, low - margin), high + margin]
}

/** As many digits as tell the ticks apart. */
function percentTick(tick: number, [first = 0, second = 1]: readonly number[]): string {
  return `${(100 * tick).toFixed(Math.abs(second - first) < 0.00999 ? 1 : 0)} %`
}
