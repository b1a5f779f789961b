import type { NetworkStackData, StackPart } from './networkStack'
import type { NetworkStackWords } from './networkStackWords'
import type { PlacedPart } from './stackLayout'
import { shareOf } from './stackSummary'

/** Height of the largest bar, and of the figures above. */
const WHOLE = 40
const FIGURE = 14
const BAR = 12
const KEY = 22
/** Narrower parts have no room for a figure. */
const FIGURED = 26
/** Smaller shares round to nothing. */
const LEAST_FIGURE = 0.01

export const BARS_HEIGHT = FIGURE + WHOLE + KEY

interface StackBarsProps {
  readonly data: NetworkStackData
  readonly parts: readonly PlacedPart[]
  /** Top, in pixels. */
  readonly y: number
  readonly words: NetworkStackWords
}

/** What share of the network's MACs each part takes and, where it was measured, of its latency. */
export function StackBars({ data, parts, y, words }: StackBarsProps) {
  const foot = y + FIGURE + WHOLE
  const { latencyMs, adapter } = data
  const timeOf = (part: StackPart) =>
    latencyMs && part.latencyMs !== null ? part.latencyMs / latencyMs : null
  const largest = Math.max(
    LEAST_FIGURE,
    ...data.parts.flatMap((part) => [shareOf(part, data), timeOf(part) ?? 0]),
  )
  const tall = (share: number) => (WHOLE * share) / largest
  return (
    <g className="stack-bars">
      {data.parts.map((part, index) => {
        const place = parts[index]
        if (!place) return null
        const share = shareOf(part, data)
        const time = timeOf(part)
        const width = Math.min(BAR, place.width / (time === null ? 1 : 2) - 1)
        const left = place.x + place.width / 2 - (time === null ? width / 2 : width + 0.5)
        return (
          <g key={index}>
            <rect x={left} y={foot - tall(share)} width={width} height={tall(share)} />
            {time !== null && (
              <rect
                className="stack-bar-time"
                x={left + width + 1.5}
                y={foot - tall(time) + 0.5}
                width={Math.max(1, width - 1)}
                height={Math.max(0, tall(time) - 0.5)}
              />
            )}
            {place.width >= FIGURED && share >= LEAST_FIGURE && (
              <text x={place.x + place.width / 2} y={foot - tall(Math.max(share, time ?? 0)) - 4}>
                {Math.round(100 * share)} %
              </text>
            )}
          </g>
        )
      })}
      <line x1={0} x2={parts.at(-1) ? endOf(parts) : 0} y1={foot + 0.5} y2={foot + 0.5} />
      <g className="stack-key" transform={`translate(0 ${foot + 16})`}>
        <rect x={0} y={-9} width={9} height={9} />
        <text x={14} y={0}>
          {words.shareOfMacs}
        </text>
      </g>
      {latencyMs !== null && adapter !== null && (
        <g className="stack-key" transform={`translate(112 ${foot + 16})`}>
          <rect className="stack-bar-time" x={0.5} y={-8.5} width={8} height={8} />
          <text x={14} y={0}>
            {words.shareOfLatency(adapter)}
          </text>
        </g>
      )}
    </g>
  )
}

function endOf(parts: readonly PlacedPart[]): number {
  return Math.max(...parts.map(({ x, width }) => x + width))
}
