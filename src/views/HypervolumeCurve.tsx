import { scaleLinear } from 'd3-scale'
import './theme/pareto.css'
import { ChartFrame } from './ChartFrame'
import type { HypervolumePoint } from './hypervolume'
import type { HypervolumeText } from './methodText'

export interface HypervolumeCurveProps {
  readonly title: string
  /** Up to the step shown. */
  readonly series: readonly HypervolumePoint[]
  /** "0 %, 12.4 ms": the corner that it is measured from. */
  readonly reference: string
  readonly totalSteps: number
  readonly step: number | null
  readonly width: number
  readonly height: number
  readonly onSelectStep?: ((step: number) => void) | undefined
  readonly text: HypervolumeText
}

const DECIMALS = 3

/** How much the front dominates, over steps: a line of steps that never falls. */
export function HypervolumeCurve(props: HypervolumeCurveProps) {
  const { title, series, reference, totalSteps, step, width, height, text } = props
  const plot = { left: 44, top: 28, right: width - 12, bottom: height - 40 }
  const now = step ?? series.at(-1)?.step ?? 0
  const last = series.at(-1)
  const x = scaleLinear([0, Math.max(1, totalSteps)], [plot.left, plot.right])
  const y = scaleLinear([0, last?.value ?? 1], [plot.bottom, plot.top]).nice(3)
  const path = series.map((point, index) =>
    index === 0 ? `M${x(point.step)} ${y(point.value)}` : `H${x(point.step)}V${y(point.value)}`,
  )
  return (
    <ChartFrame
      className="hypervolume"
      title={title}
      readout={last ? last.value.toFixed(DECIMALS) : null}
      summary={text.summary(title, last ? last.value.toFixed(DECIMALS) : '–', now, reference)}
      width={width}
      height={height}
      plot={plot}
      x={x}
      y={y}
      formatY={(value) => value.toFixed(2)}
      stepWord={text.step}
      step={step}
      onSelectStep={props.onSelectStep}
    >
      {last && <path className="best-line" d={`${path.join('')}H${x(Math.max(now, last.step))}`} />}
      <text className="chart-note" x={0} y={height - 6}>
        {text.reference(reference)}
      </text>
    </ChartFrame>
  )
}
