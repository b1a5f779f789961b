import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Box } from './cellGraphLayout'
import { nearestChoice, steppedChoice, type NetworkHandle } from './networkHandles'
import { barHeight, channelsOfHeight } from './networkLayout'

interface StripHandleProps {
  readonly handle: NetworkHandle
  readonly label: string
  /** The edge that it moves. */
  readonly box: Box
  /** From part to part, pixels of the drawing. */
  readonly pitch: number
  readonly scale: number
  /** @param dragging whether it is one of several values of a drag */
  readonly onChange: (value: number, dragging: boolean) => void
  readonly onCommit: () => void
}

/** Half of what a finger hits. */
const REACH = 12
const OVERHANG = 3
const THICKNESS = 4
const CLEARANCE = 6
/** Beside the last part. */
const GAP = 2

/** An edge of the network that can be dragged, or moved by the arrow keys. */
export function StripHandle(props: StripHandleProps) {
  const { handle, label, box, pitch, scale, onChange, onCommit } = props
  const { place, value, choices } = handle
  const atEnd = place.side === 'end'
  const drag = useRef<{ x: number; y: number; value: number; pitch: number } | null>(null)

  const valueAt = ({ clientX, clientY }: PointerEvent) => {
    const start = drag.current
    if (!start) return value
    const wanted = atEnd
      ? start.value + (clientX - start.x) / scale / (start.pitch * handle.parts)
      : channelsOfHeight(barHeight(start.value) - (clientY - start.y) / scale)
    return nearestChoice(wanted, choices)
  }
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drag.current = { x: event.clientX, y: event.clientY, value, pitch }
    },
    onPointerMove: (event: PointerEvent) => {
      if (!drag.current) return
      const next = valueAt(event)
      if (next !== value && Math.abs(next - value) > 0) onChange(next, true)
    },
    onLostPointerCapture: () => {
      drag.current = null
      onCommit()
    },
    onKeyDown: (event: KeyboardEvent) => {
      const next = steppedChoice(event.key, value, choices)
      if (next === null) return
      event.preventDefault()
      if (next !== value) onChange(next, false)
    },
  }
  const grip = atEnd
    ? {
        x: box.x + GAP - THICKNESS / 2,
        y: box.y,
        width: THICKNESS,
        height: box.height + OVERHANG,
      }
    : {
        x: box.x,
        y: box.y - CLEARANCE - THICKNESS / 2,
        width: box.width,
        height: THICKNESS,
      }
  return (
    <g
      className="strip-handle"
      data-side={place.side}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation={atEnd ? 'horizontal' : 'vertical'}
      aria-valuemin={choices[0]}
      aria-valuemax={choices.at(-1)}
      aria-valuenow={value}
      {...handlers}
    >
      <rect
        className="strip-target"
        x={grip.x - (atEnd ? REACH : 0)}
        y={grip.y - (atEnd ? 0 : REACH)}
        width={grip.width + (atEnd ? 2 * REACH : 0)}
        height={grip.height + (atEnd ? 0 : 2 * REACH)}
      />
      <rect className="strip-grip" {...grip} rx={THICKNESS / 2} />
    </g>
  )
}
