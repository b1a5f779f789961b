import { useCallback, useState } from 'react'
import type { PanelProps } from '../search/panelProps'
import { PlacedPanel } from '../search/PlacedPanel'
import { scaleIn, type Size, type StageView } from './stageLayout'

interface FittedViewProps extends Omit<PanelProps, 'width'> {
  readonly name: string
  readonly view: StageView
  readonly room: Size
}

/** A view as large as its room allows. */
export function FittedView({ name, view, room, ...panel }: FittedViewProps) {
  const { height, ref } = useHeight()
  const expected = scaleIn(room, view)
  const width = Math.floor(room.width / expected)
  // A view that came out higher than it said is drawn smaller as a whole.
  const scale = height > 0 ? Math.min(expected, room.height / height) : expected
  return (
    <div className="stage-room" style={{ width: room.width, height: room.height }}>
      <div className="stage-place" style={{ width: width * scale, height: height * scale }}>
        <div ref={ref} className="stage-view" style={{ width, scale: String(scale) }}>
          <PlacedPanel {...panel} name={name} width={width} />
        </div>
      </div>
    </div>
  )
}

/** Height of an element in its own pixels. */
function useHeight() {
  const [height, setHeight] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.offsetHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { height, ref }
}
