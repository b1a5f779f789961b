import type { EvaluationSubject } from '../run/events'
import type { EdgeVerdict } from '../space/derivation'
import type { OperationName } from '../space/operations'

/** Operation names in full, for example "separable convolution 3×3". */
export type OperationNames = Readonly<Record<OperationName, string>>

/** Words of the cell drawing. Comments give the English. */
export interface CellGraphText {
  readonly operations: OperationNames
  /** "{title}: {nodes} nodes. {edges}." where `edges` lists the derived edges. */
  summary(title: string, nodes: number, edges: readonly string[]): string
  /** Shown while no edge is pointed at: "each edge mixes its operations; strand width is the gate". */
  readonly hintMixed: string
  /** The same for a fixed cell: "each node adds up its two inputs". */
  readonly hintFixed: string
  /** "derived", said of the chosen operation in the readout. */
  readonly derived: string
  /** "in every architecture", said of an edge that the space's rules force. */
  readonly forced: string
  /** Table heads: "edge", "operation", "gate", "derived". */
  readonly columns: { edge: string; operation: string; gate: string; derived: string }
}

/** Words of the gate heatmap. */
export interface AlphaHeatmapText {
  /** "{title}: {rows} edges by {columns} operations, uniform gate {usual}. Strongest: {strongest}." */
  summary(title: string, rows: number, columns: number, usual: string, strongest: string): string
  /** A cell read aloud: "{row}, {column}: {gate}, {ratio} times uniform" plus ", derived". */
  cell(row: string, column: string, gate: string, ratio: string, ringed: boolean): string
  /** A gate in figures, "0.312"; more precisely where there is room. */
  value(gate: number, precise?: boolean): string
  /** "avoided" */
  readonly avoided: string
  /** "uniform" */
  readonly uniform: string
  /** "preferred" */
  readonly preferred: string
  /** "derived" (the ringed choice) */
  readonly derived: string
  /** What a row is: "edge". */
  readonly row: string
}

/** Words of the gate trajectories. */
export interface AlphaTrajectoriesText {
  readonly operations: OperationNames
  /** "{title}: gates over {steps} steps. Highest at the end: {leaders}." */
  summary(title: string, steps: number, leaders: string): string
  /** "step" */
  readonly step: string
  /** "gate" */
  readonly gate: string
  /** "uniform" */
  readonly uniform: string
}

/** Words of the training curves. */
export interface CurvesText {
  /** "loss (nats)" and "accuracy (%)". */
  readonly loss: string
  readonly accuracy: string
  /** "train" and "validation" batches; "held-out images" for evaluations. */
  readonly train: string
  readonly valid: string
  readonly evaluation: string
  /** "of", head of the column that says what an evaluation was of. */
  readonly subject: string
  /** "supernet", "one path, shared weights" and "trained from scratch". */
  readonly subjects: Readonly<Record<EvaluationSubject, string>>
  /** "shaded: steps that judge and train nothing" */
  readonly judging: string
  /** "step" */
  readonly step: string
  /** "smoothed, window {n} steps; raw values faint" */
  smoothed(window: number): string
  /** "chance" */
  readonly chance: string
  /** "{title}: over {steps} steps, train from {first} to {last}; validation {valid}." */
  summary(metric: string, steps: number, first: string, last: string, valid: string): string
}

/** Words of the kernels' bars. */
export interface KernelBarsText {
  /** "{title}: {count} kernels, {total} ms in all. Longest: {leaders}." */
  summary(title: string, count: number, total: string, leaders: string): string
  /** Table heads: "kernel", "dispatches", "ms", "share", "GFLOP/s", "GB/s". */
  readonly columns: {
    readonly kernel: string
    readonly dispatches: string
    readonly time: string
    readonly share: string
    readonly gflops: string
    readonly gigabytes: string
  }
  /** "all kernels" */
  readonly total: string
}

/** Words of the comparison of runs. */
export interface BestSoFarText {
  /** "{title} against {across}. At the end: {ends}." */
  summary(title: string, across: string, ends: string): string
  /** Table heads: "runs", "median (%)", "lower quartile (%)", "upper quartile (%)", "seeds". */
  readonly columns: {
    readonly name: string
    readonly median: string
    readonly low: string
    readonly high: string
    readonly runs: string
  }
}

/** Words of the timeline. */
export interface TimelineText {
  /** "Timeline" */
  readonly label: string
  readonly play: string
  readonly pause: string
  /** "step" */
  readonly step: string
  /** "back to live" */
  readonly live: string
  /** "recording" */
  readonly recording: string
  /** "Step {step} of {total}, {elapsed}" */
  value(step: number, total: number, elapsed: string): string
  /** A mark: "step {step}: {count} derived edges changed" */
  change(step: number, count: number): string
}

/** Words of the derivation, edge by edge. */
export interface DerivationText {
  /** "Each node keeps its two strongest edges; an edge is as strong as its strongest operation other than none." */
  readonly rule: string
  readonly edge: string
  readonly operation: string
  readonly gate: string
  readonly rank: string
  readonly verdict: string
  /** "Node {name}"; with an empty name, the head of a column: "Node". */
  node(name: string): string
  /**
   * By how much, as text: "kept, nothing to choose between", "kept, ahead by {margin}", "kept, equal but reads
   * an earlier state", "left out, behind by {margin}", "left out, equal but reads a later state".
   */
  readonly verdicts: Readonly<Record<EdgeVerdict, (margin: string) => string>>
}
