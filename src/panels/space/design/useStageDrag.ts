import { useRef, useState, type PointerEvent, type RefObject } from 'react'

interface StageDragOptions {
  /** Holds a child for each stage, in their order from top to bottom. */
  readonly list: RefObject<HTMLElement | null>
  readonly onMove: (from: number, to: number) => void
  readonly onEnd: () => void
}

/** Stages that change places while one of them is dragged up or down by its grip. */
export function useStageDrag({ list, onMove, onEnd }: StageDragOptions) {
  const [inHand, setInHand] = useState<number | null>(null)
  const held = useRef<number | null>(null)
  const end = () => {
    if (held.current !== null) onEnd()
    held.current = null
    setInHand(null)
  }
  return {
    inHand,
    handlers: (stage: number) => ({
      onPointerDown: (event: PointerEvent) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        held.current = stage
        setInHand(stage)
      },
      onPointerMove: ({ clientY }: PointerEvent) => {
        const from = held.current
        if (from === null || !list.current) return
        const to = [...list.current.children].findIndex((row) => {
          const { top, bottom } = row.getBoundingClientRect()
          return clientY >= top && clientY < bottom
        })
        if (to < 0 || to === from) return
        onMove(from, to)
        held.current = to
        setInHand(to)
      },
      onLostPointerCapture: end,
    }),
  }
}
