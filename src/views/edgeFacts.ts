import type { OperationName } from '../space/operations'

/** What is known of one operation on an edge. */
export interface StrandFacts {
  readonly operation: OperationName
  readonly gate: number
  /** Slope of what the alphas follow along the alpha; null where none is known. */
  readonly gradient: number | null
  /** Multiply-accumulates for one image; null where not counted. */
  readonly macs: number | null
  /** As measured by itself; null where it was not. */
  readonly latencyMs: number | null
}

export interface EdgeFacts {
  readonly from: number
  readonly to: number
  readonly derived: OperationName | null
  readonly rule: 'forced' | 'forbidden' | null
  readonly strands: readonly StrandFacts[]
}

/** Words of an edge's readout. Comments give the English. */
export interface EdgeReadoutText {
  /** Heads: "operation", "gate", "gradient", "MACs", "measured". */
  readonly columns: {
    readonly operation: string
    readonly gate: string
    readonly gradient: string
    readonly macs: string
    readonly latency: string
  }
  /** "derived", beside the operation. */
  readonly derived: string
  /** "in every architecture" */
  readonly forced: string
  /** "not kept" */
  readonly dropped: string
  /** What the figures are of, a sentence each. */
  readonly notes: readonly string[]
}

/** Numbers of one row at one power of ten: two digits after the point of the largest. */
export function gradientScale(values: readonly (number | null)[]): {
  readonly exponent: number
  readonly figure: (value: number) => string
} {
  const largest = Math.max(...values.map((value) => Math.abs(value ?? 0)))
  const exponent = largest > 0 ? Math.floor(Math.log10(largest)) : 0
  const unit = 10 ** exponent
  return {
    exponent,
    figure: (value) => {
      const text = (value / unit).toFixed(2)
      return Number(text) === 0 ? '0.00' : text.replace('-', '−')
    },
  }
}
