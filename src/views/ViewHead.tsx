import { fittedText } from './textWidth'
import { wrappedText } from './wrappedText'

const LINE = 16

export interface ViewHeadProps {
  readonly title: string
  readonly figure?: string | undefined
  /** Said under the title, on as many lines as it takes. */
  readonly note: string
  /** In place of the note while something is pointed at. */
  readonly readout?: string | null | undefined
  readonly width: number
}

/** Pixels that the head of a drawing takes with any of these notes, whatever is pointed at. */
export function headHeight(notes: readonly string[], width: number): number {
  return 24 + LINE * Math.max(...notes.map((note) => wrappedText(note, width).length))
}

/** Title, a figure at the right, and what is to be known of a drawing. */
export function ViewHead({ title, figure, note, readout = null, width }: ViewHeadProps) {
  const lines = readout === null ? wrappedText(note, width) : [fittedText(readout, width)]
  return (
    <>
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      {figure !== undefined && (
        <text className="view-readout" x={width} y={15} textAnchor="end">
          {figure}
        </text>
      )}
      {lines.map((line, index) => (
        <text
          key={index}
          className="chart-note"
          data-live={readout === null ? undefined : true}
          x={0}
          y={32 + LINE * index}
        >
          {line}
        </text>
      ))}
    </>
  )
}
