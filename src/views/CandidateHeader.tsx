import { oneLine } from './candidateSeries'
import { NARROW, type CandidateViewProps } from './candidateView'
import type { CandidateText } from './methodText'
import { readoutText } from './readout'
import { fittedText, smallTextWidth } from './textWidth'

interface CandidateHeaderProps extends CandidateViewProps {
  readonly text: CandidateText
  /** Whether the figures stand below the title, in place of the architecture's text. */
  readonly stacked?: boolean
}

/** Title, and of the candidate pointed at, or else chosen, or else the best: figures and text. */
export function CandidateHeader({
  title,
  candidates,
  best,
  found,
  pointed,
  chosen,
  width,
  text,
  stacked = width < NARROW,
}: CandidateHeaderProps) {
  const asked = pointed ?? chosen
  const told = candidates.find(({ id }) => id === asked) ?? best
  const lead =
    told && told.id !== asked && !stacked ? `${found ? text.found : text.best}\u2003` : ''
  return (
    <>
      <text className="view-title" x={0} y={15}>
        {title}
      </text>
      {told && (
        <>
          <text
            className="view-readout"
            data-live={told.id === asked || undefined}
            x={stacked ? 0 : width}
            y={stacked ? 34 : 15}
            textAnchor={stacked ? 'start' : 'end'}
          >
            {lead && <tspan className="readout-best">{lead}</tspan>}
            {fittedReadout(text.figures(told), width)}
          </text>
          {!stacked && (
            <text className="candidate-text" x={width} y={33} textAnchor="end">
              {fittedText(oneLine(told.text), width)}
            </text>
          )}
        </>
      )}
    </>
  )
}

/** Room for the header, in pixels. */
export const CANDIDATE_HEADER = 46

/** An em, which sets the parts of a readout apart, in the small type size. */
const EM = 12

/** As many figures as there is room for, the first of them in any case. */
function fittedReadout(figures: readonly string[], room: number): string {
  let used = -EM
  const fitting = figures.filter((figure, index) => {
    used += smallTextWidth(figure) + EM
    return index === 0 || used <= room
  })
  return readoutText(fitting)
}
