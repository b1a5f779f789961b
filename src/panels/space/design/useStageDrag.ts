import { useRef, useState, type PointerEvent } from 'react'

interface StageDragOptions {
  readonly onMove: (from: number, to: number) => void
  readonly onEnd: () => void
}

/** Stages, rows of one list, that change places while one of them is dragged up or down by its grip. */
export function useStageDrag({ onMove, onEnd }: StageDragOptions) {
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
      onPointerMove: ({ clientY, currentTarget }: PointerEvent) => {
        const from = held.current
        if (from === null) return
        const rows = currentTarget.closest('ol')?.children ?? []
        const to = [...rows].findIndex((row) => {
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
