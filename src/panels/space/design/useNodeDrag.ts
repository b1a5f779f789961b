import { useRef, useState, type PointerEvent } from 'react'

interface NodeDragOptions {
  /** Between neighbouring nodes, pixels on the screen. */
  readonly step: number
  readonly nodes: number
  readonly onMove: (from: number, to: number) => void
  readonly onEnd: () => void
}

/** A node in the hand: which, and how far from its present place. */
interface NodeInHand {
  readonly node: number
  readonly offset: number
}

/** Less is a click. */
const LEAST_DRAG = 4

/** Nodes that change places while one of them is dragged sideways. */
export function useNodeDrag({ step, nodes, onMove, onEnd }: NodeDragOptions) {
  const [inHand, setInHand] = useState<NodeInHand | null>(null)
  const gesture = useRef<{ startX: number; start: number; node: number; moved: boolean } | null>(
    null,
  )
  return {
    inHand,
    /** Whether the gesture that just ended was a drag, whose click says nothing. */
    wasDrag: () => gesture.current?.moved === true,
    handlers: (node: number) => ({
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        gesture.current = { startX: event.clientX, start: node, node, moved: false }
      },
      onPointerMove: (event: PointerEvent) => {
        const drag = gesture.current
        if (!drag || !event.currentTarget.hasPointerCapture(event.pointerId)) return
        const distance = event.clientX - drag.startX
        if (!drag.moved && Math.abs(distance) < LEAST_DRAG) return
        drag.moved = true
        const wanted = Math.round(drag.start + distance / step)
        const place = Math.max(0, Math.min(nodes - 1, wanted))
        if (place !== drag.node) {
          onMove(drag.node, place)
          drag.node = place
        }
        setInHand({ node: place, offset: distance - (place - drag.start) * step })
      },
      onPointerUp: () => {
        if (gesture.current?.moved) onEnd()
        setInHand(null)
      },
      onPointerCancel: () => {
        gesture.current = null
        onEnd()
        setInHand(null)
      },
    }),
  }
}
