import { scaleLinear } from 'd3-scale'
import { useState } from 'react'
import './theme/views.css'
import './kernelBars.css'
import type { KernelTime } from '../run/stepProfile'
import { layOutKernels, type KernelColumn } from './kernelLayout'
import { figure, kernelTotal, summariseKernels, type KernelFigures } from './kernelTable'
import { readoutText } from './readout'
import type { KernelBarsText } from './text'
import { fittedText } from './textWidth'

export interface KernelBarsProps {
  readonly title: string
  /** Slowest first. */
  readonly kernels: readonly KernelTime[]
  readonly width: number
  readonly text: KernelBarsText
}

const BASELINE = 15
const HEAD = 48
const FOOT = 12

/** A bar for every kernel, as long as its share of the time; below them their sum. */
export function KernelBars({ title, kernels, width, text }: KernelBarsProps) {
  const [pointed, setPointed] = useState<string | null>(null)
  const { nameRoom, bar, columns, rowHeight, figuresAt, complete } = layOutKernels(
    kernels,
    width,
    text,
  )
  const longest = Math.max(...kernels.map(({ ms }) => ms))
  const length = scaleLinear([0, longest], [0, bar.width])
  const height = HEAD + rowHeight * kernels.length + BASELINE + FOOT
  const active = complete ? undefined : kernels.find(({ kernel }) => kernel === pointed)
  return (
    <svg
      className="view kernel-bars"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={summariseKernels(title, kernels, text)}
      onPointerLeave={() => setPointed(null)}
    >
      <text className={active ? 'view-readout' : 'view-title'} y={BASELINE}>
        {active ? leftOut(active, text) : title}
      </text>
      <g className="kernel-head" transform={`translate(0 ${HEAD - 8})`}>
        <text>{text.columns.kernel}</text>
        {columns.map(({ x, head }) => (
          <text key={head} x={x} textAnchor="end">
            {head}
          </text>
        ))}
      </g>
      {kernels.map((kernel, index) => (
        <g
          key={kernel.kernel}
          className="kernel-row"
          data-pointed={kernel.kernel === pointed || undefined}
          transform={`translate(0 ${HEAD + index * rowHeight})`}
          onPointerEnter={() => setPointed(kernel.kernel)}
        >
          <rect className="kernel-target" width={width} height={rowHeight} />
          <text className="kernel-name" y={BASELINE}>
            {fittedText(kernel.kernel, nameRoom)}
          </text>
          <rect
            className="kernel-bar"
            x={bar.x}
            y={bar.y}
            width={length(kernel.ms)}
            height={bar.height}
            rx={1.5}
          />
          <Figures figures={kernel} columns={columns} y={figuresAt} />
        </g>
      ))}
      <g
        className="kernel-total"
        transform={`translate(0 ${HEAD + kernels.length * rowHeight + 4})`}
      >
        <line x2={width} />
        <text y={BASELINE}>{text.total}</text>
        <Figures figures={kernelTotal(kernels)} columns={columns} y={BASELINE} />
      </g>
    </svg>
  )
}

function Figures(props: {
  readonly figures: KernelFigures
  readonly columns: readonly KernelColumn[]
  readonly y: number
}) {
  return props.columns.map(({ x, head, value }) => (
    <text key={head} x={x} y={props.y} textAnchor="end">
      {value(props.figures)}
    </text>
  ))
}

/** What rows leave out where there is no room. */
function leftOut(kernel: KernelTime, { columns }: KernelBarsText): string {
  return readoutText([
    `${kernel.dispatches} ${columns.dispatches.toLowerCase()}`,
    `${figure(kernel.gflops)} ${columns.gflops}`,
    `${figure(kernel.gigabytes)} ${columns.gigabytes}`,
  ])
}
