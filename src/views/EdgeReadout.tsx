import './theme/edgeReadout.css'
import type { OperationName } from '../space/operations'
import { gradientScale, type EdgeFacts, type EdgeReadoutText, type StrandFacts } from './edgeFacts'
import { macsFigure, timeFigure } from './latencyFigure'
import { OperationGlyph } from './OperationGlyph'
import { edgeName, OPERATION_STYLE } from './operationStyle'

export interface EdgeReadoutProps {
  readonly facts: EdgeFacts
  /** The strand pointed at. */
  readonly pointed: OperationName | null
  readonly text: EdgeReadoutText
}

const GLYPH = 14

/** All that is known of one edge: a row per operation, in the order of its strands. */
export function EdgeReadout({ facts, pointed, text }: EdgeReadoutProps) {
  const { from, to, derived, rule, strands } = facts
  const knows = (name: 'gradient' | 'macs' | 'latencyMs') =>
    strands.some((strand) => strand[name] !== null)
  const gradients = gradientScale(strands.map(({ gradient }) => gradient))
  const cells = (strand: StrandFacts) => [
    strand.gate.toFixed(3),
    ...(knows('gradient') ? [orNothing(strand.gradient, gradients.figure)] : []),
    ...(knows('macs') ? [orNothing(strand.macs, macsFigure)] : []),
    ...(knows('latencyMs') ? [orNothing(strand.latencyMs, timeFigure)] : []),
  ]
  return (
    <div className="edge-readout">
      <p className="edge-readout-edge">
        <strong>{edgeName(from, to)}</strong>
        {rule === 'forced' && <span>{text.forced}</span>}
        {derived === null && <span>{text.dropped}</span>}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.columns.operation}</th>
            <th scope="col">{text.columns.gate}</th>
            {knows('gradient') && (
              <th scope="col">
                {text.columns.gradient}
                {gradients.exponent !== 0 && (
                  <span>
                    {' × 10'}
                    <sup>{String(gradients.exponent).replace('-', '−')}</sup>
                  </span>
                )}
              </th>
            )}
            {knows('macs') && <th scope="col">{text.columns.macs}</th>}
            {knows('latencyMs') && <th scope="col">{text.columns.latency}</th>}
          </tr>
        </thead>
        <tbody>
          {strands.map((strand) => (
            <tr
              key={strand.operation}
              data-derived={strand.operation === derived || undefined}
              data-pointed={strand.operation === pointed || undefined}
            >
              <th scope="row">
                <svg width={GLYPH} height={GLYPH} aria-hidden="true">
                  <OperationGlyph operation={strand.operation} x={0} y={0} size={GLYPH} />
                </svg>
                {OPERATION_STYLE[strand.operation].short}
                {strand.operation === derived && <span>{text.derived}</span>}
              </th>
              {cells(strand).map((value, column) => (
                <td key={column}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {text.notes.map((note) => (
        <p key={note} className="edge-readout-note">
          {note}
        </p>
      ))}
    </div>
  )
}

function orNothing(value: number | null, figure: (value: number) => string): string {
  return value === null ? '–' : figure(value)
}
