import { candidateReadout, oneLine } from './candidateSeries'
import { NARROW, type CandidateViewProps } from './candidateView'
import type { CandidateText } from './methodText'
import { fittedText } from './textWidth'

/** Title, and of the candidate pointed at, or else chosen, or else the best: figures and text. */
export function CandidateHeader({
  title,
  candidates,
  best,
  pointed,
  chosen,
  width,
  text,
}: CandidateViewProps & { readonly text: CandidateText }) {
  const asked = pointed ?? chosen
  const told = candidates.find(({ id }) => id === asked) ?? best
  const narrow = width < NARROW
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
            x={narrow ? 0 : width}
            y={narrow ? 34 : 15}
            textAnchor={narrow ? 'start' : 'end'}
          >
            {told.id !== asked && <tspan className="readout-best">{`${text.best}\u2003`}</tspan>}
            {candidateReadout(told, text)}
          </text>
          {!narrow && (
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
