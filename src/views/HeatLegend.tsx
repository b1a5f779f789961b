import { heatColor } from './heatScale'
import type { AlphaHeatmapText } from './text'

export interface HeatLegendProps {
  readonly x: number
  readonly y: number
  /** Ratio at the ends. */
  readonly extent: number
  readonly columns: number
  readonly text: AlphaHeatmapText
}

const SWATCHES = 9
const SWATCH = 16
const HALF = (SWATCHES * SWATCH) / 2

/** The scale itself: avoided to the left, preferred to the right, the uniform gate in the middle. */
export function HeatLegend({ x, y, extent, columns, text }: HeatLegendProps) {
  const ratio = extent.toFixed(extent < 1.2 ? 2 : 1).replace(/\.0$/, '')
  return (
    <g className="heat-legend" aria-hidden="true" transform={`translate(${x} ${y})`}>
      {Array.from({ length: SWATCHES }, (_, index) => (
        <rect
          key={index}
          x={-HALF + index * SWATCH}
          width={SWATCH}
          height={8}
          fill={heatColor((index - (SWATCHES - 1) / 2) / ((SWATCHES - 1) / 2))}
        />
      ))}
      <text x={-HALF - 8} y={8} textAnchor="end">
        {text.avoided} 1/{ratio}×
      </text>
      <text x={0} y={23} textAnchor="middle">
        {text.uniform} {(1 / columns).toFixed(3)}
      </text>
      <text x={HALF + 8} y={8}>
        {ratio}× {text.preferred}
      </text>
    </g>
  )
}
