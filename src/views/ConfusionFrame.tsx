import type { ComponentProps, ReactNode } from 'react'
import './theme/evidence.css'
import { judgedNote, summarise, type ConfusionProps } from './confusionWords'
import { ViewHead } from './ViewHead'

interface ConfusionFrameProps extends ConfusionProps {
  readonly height: number
  /** Of the cell pointed at; null for none. */
  readonly readout: string | null
  /** What the drawing is to those who hear it, and who follows its pointer and keys. */
  readonly svg: ComponentProps<'svg'>
  readonly children: ReactNode
}

/** What all drawings of confusions have around their cells. */
export function ConfusionFrame(props: ConfusionFrameProps) {
  const { title, data, words, width, height, readout, svg, children } = props
  const judged = judgedNote(data, words)
  return (
    <svg
      {...svg}
      className="view confusion"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-label={`${title}, ${judged}: ${summarise(data, words)}`}
      tabIndex={-1}
    >
      <ViewHead title={title} note={`${judged} · ${words.axes}`} readout={readout} width={width} />
      {children}
    </svg>
  )
}
