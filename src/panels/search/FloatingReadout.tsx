import type { ReactNode } from 'react'
import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

interface FloatingReadoutProps {
  readonly id: string
  /** What it is about, in pixels of the window. */
  readonly x: number
  readonly y: number
  readonly children: ReactNode
}

/** Between the pointer and the readout, and between it and the edges of the window. */
const AWAY = 18
const MARGIN = 8

/** A readout near a point, over everything, within the window; it takes no room and no pointer. */
export function FloatingReadout({ id, x, y, children }: FloatingReadoutProps) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current } = element
    if (!current) return
    const { width, height } = current.getBoundingClientRect()
    const { left, top } = placeBeside({ x, y }, { width, height }, window)
    current.style.transform = `translate(${left}px, ${top}px)`
  })
  return createPortal(
    <div ref={element} id={id} role="tooltip" className="floating-readout">
      {children}
    </div>,
    document.body,
  )
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Right of the point and below it; where there is no room, left or above; never beyond the window. */
export function placeBeside(
  point: { readonly x: number; readonly y: number },
  { width, height }: Size,
  { innerWidth, innerHeight }: { readonly innerWidth: number; readonly innerHeight: number },
): { readonly left: number; readonly top: number } {
  return {
    left: along(point.x, width, innerWidth),
    top: along(point.y, height, innerHeight),
  }
}

function along(at: number, size: number, room: number): number {
  const after = at + AWAY
  if (after + size + MARGIN <= room) return after
  const before = at - AWAY - size
  return before >= MARGIN ? before : Math.max(MARGIN, room - MARGIN - size)
}
