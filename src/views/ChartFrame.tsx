import { memo, type ComponentProps, type MouseEvent, type ReactNode } from 'react'
import type { ScaleLinear } from 'd3-scale'

export interface PlotArea {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export interface ChartPlace {
  readonly step: number
  readonly value: number
}

export interface ChartFrameProps {
  readonly className: string
  readonly title: string
  readonly readout: string | null
  readonly summary: string
  readonly width: number
  readonly height: number
  readonly plot: PlotArea
  /** Steps across, values up. */
  readonly x: ScaleLinear<number, number>
  readonly y: ScaleLinear<number, number>
  readonly formatY: (value: number) => string
  /** Word under the step axis. */
  readonly stepWord: string
  /** Step of the crosshair all charts share; null hides it. */
  readonly step: number | null
  readonly onHoverStep?: ((step: number | null) => void) | undefined
  readonly onSelectStep?: ((step: number) => void) | undefined
  /** Where on the axes the pointer is; null when it has left. */
  readonly onPoint?: ((at: ChartPlace | null) => void) | undefined
  readonly children: ReactNode
  /** Parts that are pointed at themselves, above the plot, and what listens to them. */
  readonly over?: ReactNode
  readonly parts?: ComponentProps<'svg'> | undefined
}

/** Axes, grid, crosshair and pointing, the same for every chart over steps. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, readout, summary, width, height, plot, x, y, formatY, stepWord, step } = props
  const stepAt = (event: MouseEvent<SVGRectElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const fraction = (event.clientX - bounds.left) / bounds.width
    return Math.max(0, Math.round(x.invert(plot.left + fraction * (plot.right - plot.left))))
  }
  const valueAt = (event: MouseEvent<SVGRectElement>) => {
    const bounds = event.currentTarget.getBoundingClientRect()
    const fraction = (event.clientY - bounds.top) / bounds.height
    return y.invert(plot.top + fraction * (plot.bottom - plot.top))
  }
  return (
    <svg
      {...props.parts}
      className={`view chart ${props.className}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role={props.over ? 'group' : 'img'}
      aria-label={summary}
    >
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      {readout !== null && (
        <text className="view-readout" x={width} y={15} textAnchor="end">
          {readout}
        </text>
      )}
      <ChartAxes plot={plot} x={x} y={y} formatY={formatY} stepWord={stepWord} />
      {props.children}
      {step !== null && (
        <line
          className="chart-crosshair"
          x1={x(step)}
          x2={x(step)}
          y1={plot.top - 4}
          y2={plot.bottom}
        />
      )}
      <rect
        className="chart-target"
        x={plot.left}
        y={plot.top}
        width={Math.max(0, plot.right - plot.left)}
        height={Math.max(0, plot.bottom - plot.top)}
        onPointerMove={(event) => {
          props.onHoverStep?.(stepAt(event))
          props.onPoint?.({ step: stepAt(event), value: valueAt(event) })
        }}
        onPointerLeave={() => {
          props.onHoverStep?.(null)
          props.onPoint?.(null)
        }}
        onClick={(event) => props.onSelectStep?.(stepAt(event))}
      />
      {props.over}
    </svg>
  )
}

type AxesProps = Pick<ChartFrameProps, 'plot' | 'x' | 'y' | 'formatY' | 'stepWord'>

/** Drawn again only with other scales: a crosshair that moves leaves them alone. */
const ChartAxes = memo(function ChartAxes({ plot, x, y, formatY, stepWord }: AxesProps) {
  return (
    <g className="chart-axis" aria-hidden="true">
      {y.ticks(4).map((tick) => (
        <g key={tick} transform={`translate(0 ${y(tick)})`}>
          <line x1={plot.left} x2={plot.right} />
          <text x={plot.left - 8} y={4} textAnchor="end">
            {formatY(tick)}
          </text>
        </g>
      ))}
      {x
        .ticks(Math.max(2, Math.round((plot.right - plot.left) / 90)))
        .filter(Number.isInteger)
        .map((tick, index, ticks) => (
          <text key={tick} x={x(tick)} y={plot.bottom + 17} textAnchor="middle">
            {index === ticks.length - 1 ? `${stepWord} ${tick}` : tick}
          </text>
        ))}
    </g>
  )
})
