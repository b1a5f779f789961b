import { symbol } from 'd3-shape'
import { useState, type CSSProperties } from 'react'
import { layOutBestSoFar, type ComparedForm, type ComparedSeries } from './bestSoFarLayout'
import { METHOD_STYLE } from './methodStyle'
import type { BestSoFarText } from './text'

export interface BestSoFarProps {
  readonly title: string
  readonly series: readonly ComparedSeries[]
  readonly form: ComparedForm
  readonly width: number
  readonly height: number
  /** What is across, and how a tick of it reads. */
  readonly across: string
  readonly formatAcross: (value: number) => string
  readonly text: BestSoFarText
}

const MARK_AREA = 46

/**
 * Accuracy against what it took: a line for every group of runs, the median where they differ by their
 * seed, and the quartiles about it. Its looks are in bestSoFar.css, which whoever draws it brings.
 */
export function BestSoFar(props: BestSoFarProps) {
  const { title, form, width, height, across, formatAcross, text } = props
  const { plot, x, y, series } = layOutBestSoFar(props.series, { form, width, height })
  const [pointed, setPointed] = useState<string | null>(null)
  const ticks = x.ticks(Math.max(2, Math.round((plot.right - plot.left) / 90)))
  return (
    <svg
      className="view best-so-far"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={text.summary(title, across, series.map(summaryOf).join('; '))}
      data-pointing={pointed !== null || undefined}
      onPointerLeave={() => setPointed(null)}
    >
      <text className="best-title" y={14}>
        {title}
      </text>
      <g className="best-axis" aria-hidden="true">
        {y.ticks(5).map((tick) => (
          <g key={tick} transform={`translate(0 ${y(tick)})`}>
            <line x1={plot.left} x2={plot.right} />
            <text x={plot.left - 8} y={4} textAnchor="end">
              {percent(tick, y.ticks(5))}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick} x={x(tick)} y={plot.bottom + 18} textAnchor="middle">
            {formatAcross(tick)}
          </text>
        ))}
        <text x={(plot.left + plot.right) / 2} y={plot.bottom + 35} textAnchor="middle">
          {across}
        </text>
      </g>
      {series.map((one) => {
        const { color, mark, hollow } = METHOD_STYLE[one.method]
        return (
          <g
            key={one.key}
            className="best-series"
            style={{ '--method': color } as CSSProperties}
            data-pointed={one.key === pointed || undefined}
            onPointerEnter={() => setPointed(one.key)}
          >
            {one.band !== null && <path className="best-band" d={one.band} />}
            <path className="best-line" d={one.line} />
            {one.marks.map(({ x: markX, y: markY, low, high }, index) => (
              <g key={index}>
                <line className="best-whisker" x1={markX} x2={markX} y1={low} y2={high} />
                <path
                  className="best-mark"
                  data-hollow={hollow || undefined}
                  transform={`translate(${markX} ${markY})`}
                  d={symbol(mark, MARK_AREA)() ?? ''}
                />
              </g>
            ))}
            <path className="best-leader" d={one.label.leader} />
            <text className="best-label" x={one.label.x} y={one.label.y + 4}>
              {one.label.text}
              <title>{summaryOf(one)}</title>
            </text>
          </g>
        )
      })}
    </svg>
  )
}

function summaryOf({ name, points }: ComparedSeries): string {
  const last = points.at(-1)
  return last ? `${name} ${(100 * last.median).toFixed(1)} %` : name
}

/** As many digits as tell the ticks apart. */
function percent(value: number, [first = 0, second = 1]: readonly number[]): string {
  return `${(100 * value).toFixed(Math.abs(second - first) < 0.01 ? 1 : 0)} %`
}
