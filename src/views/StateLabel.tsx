import { CELL_INPUTS } from '../space/cellSpace'

export interface StateLabelProps {
  readonly state: number | 'output'
  /** Centre of the label. */
  readonly x: number
  readonly y: number
}

/** c with its index set below, for the inputs and the output; a plain number for a node. */
export function StateLabel({ state, x, y }: StateLabelProps) {
  if (typeof state === 'number' && state >= CELL_INPUTS) {
    return (
      <text className="cell-state-name" x={x} y={y + 5} textAnchor="middle">
        {state - CELL_INPUTS}
      </text>
    )
  }
  const index = state === 'output' ? 'k' : state === 0 ? 'k−2' : 'k−1'
  return (
    <text className="cell-state-name" x={x} y={y + 4} textAnchor="middle">
      c
      <tspan className="cell-state-index" dy={4}>
        {index}
      </tspan>
    </text>
  )
}
