import { heatColor } from './heatScale'
import type { AlphaHeatmapText } from './text'

export interface HeatLegendProps {
  /** Middle of the scale. */
  readonly x: number
  readonly y: number
  /** Room for scale and words, in pixels. */
  readonly room: number
  /** Ratio at the ends. */
  readonly extent: number
  /** What is expected, in figures; empty where that differs. */
  readonly usual: string
  readonly text: AlphaHeatmapText
}

const SWATCHES = 9
const SWATCH = 16
/** Room for the words on both sides. */
const WORDS = 200

/** The scale itself: avoided to the left, preferred to the right, what is expected in the middle. */
export function HeatLegend({ x, y, room, extent, usual, text }: HeatLegendProps) {
  const swatch = Math.max(4, Math.min(SWATCH, (room - WORDS) / SWATCHES))
  const half = (SWATCHES * swatch) / 2
  const ratio = String(extent)
  return (
    <g className="heat-legend" aria-hidden="true" transform={`translate(${x} ${y})`}>
      {Array.from({ length: SWATCHES }, (_, index) => (
        <rect
          key={index}
          x={-half + index * swatch}
          width={swatch}
          height={8}
          fill={heatColor((index - (SWATCHES - 1) / 2) / ((SWATCHES - 1) / 2))}
        />
      ))}
      <text x={-half - 8} y={8} textAnchor="end">
        {text.avoided} 1/{ratio}×
      </text>
      <text x={0} y={23} textAnchor="middle">
        {`${text.uniform} ${usual}`.trimEnd()}
      </text>
      <text x={half + 8} y={8}>
        {ratio}× {text.preferred}
      </text>
    </g>
  )
}
