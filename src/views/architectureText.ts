import type { AnyOperation } from '../space/anyOperation'

/** Words of the drawings of found architectures. Comments give the English. */
export interface ArchitectureText {
  /** Operation names in full. */
  readonly operations: Readonly<Record<AnyOperation, string>>
  /** "{title}: {parts}." where parts are listed with semicolons. */
  summary(title: string, parts: readonly string[]): string
  /** "concat", on the bar that joins loose ends. */
  readonly concat: string
  /** "in" and "out", on the first and last node of a cell. */
  readonly input: string
  readonly output: string
  /** "adds the input of layer {layers}", said of skip connections. */
  skips(layers: string): string
  /** Table heads: "node", "edge", "layer", "block", "stage", "input", "operation", "skips", "width". */
  readonly columns: {
    readonly node: string
    readonly edge: string
    readonly layer: string
    readonly stage: string
    readonly block: string
    readonly input: string
    readonly operation: string
    readonly skips: string
    readonly width: string
  }
}
