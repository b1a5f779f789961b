import { memo } from 'react'
import { OperationGlyph } from './OperationGlyph'
import { OPERATION_STYLE } from './operationStyle'
import type { TapeOption } from './tapeLayout'
import { fittedText, smallTextWidth } from './textWidth'

export interface TapeOptionBarProps {
  /** Decision and option, found again by whoever handles the events. */
  readonly at: string
  readonly option: TapeOption
  /** 0 for the first option of a decision, 1 for its last: what has no colour of its own is shaded by it. */
  readonly rank: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Part of the latest architecture drawn. */
  readonly drawn: boolean
  /** Whether its height is a probability yet. */
  readonly known: boolean
  readonly home: boolean
  /** Read aloud. */
  readonly label: string
}

const GLYPH = 16
const LABEL_HEIGHT = 15
/** Beside the glyph and its name, on both sides together. */
const PADDING = 6

/** One option of a decision, as high as it is likely. */
export const TapeOptionBar = memo(function TapeOptionBar(props: TapeOptionBarProps) {
  const { at, option, rank, y, width, height, drawn, known, home, label } = props
  const { operation, short } = option
  const middle = y + height / 2
  const roomy = height >= LABEL_HEIGHT
  const glyph = Math.min(GLYPH, width - 4)
  const whole = operation ? GLYPH + 4 + smallTextWidth(short) : 0
  const named = operation !== null && whole + PADDING <= width
  const text = operation ? short : fittedText(short, width - 4)
  return (
    <g
      role="gridcell"
      className="tape-option"
      data-at={at}
      data-drawn={drawn || undefined}
      data-known={known || undefined}
      tabIndex={home ? 0 : -1}
      aria-label={label}
      style={operation ? { color: OPERATION_STYLE[operation].color } : undefined}
    >
      <rect
        className={operation ? 'tape-bar' : 'tape-bar tape-bar-plain'}
        x={0}
        y={y}
        width={width}
        height={Math.max(0, height - 1)}
        style={operation ? undefined : { fillOpacity: 0.16 + 0.44 * rank }}
      />
      {roomy && operation && (
        <OperationGlyph
          operation={operation}
          size={glyph}
          x={named ? (width - whole) / 2 : (width - glyph) / 2}
          y={middle - glyph / 2}
          {...(drawn && { color: 'var(--ink)' })}
        />
      )}
      {roomy && (named || !operation) && (
        <text
          x={named ? (width - whole) / 2 + GLYPH + 4 : width / 2}
          y={middle + 4}
          textAnchor={named ? 'start' : 'middle'}
        >
          {text}
        </text>
      )}
    </g>
  )
})
