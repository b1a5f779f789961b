/** Words of the drawings of latencies. */
export interface LatencyText {
  readonly heatSummary: (title: string, cells: number, slowest: string, costliest: string) => string
  readonly scatterSummary: (
    title: string,
    across: string,
    networks: number,
    correlation: string,
  ) => string
  readonly dotsSummary: (title: string, rows: string) => string
  readonly slower: string
  readonly faster: string
  readonly predicted: string
  readonly measured: string
  readonly columns: {
    readonly operation: string
    readonly place: string
    readonly stride: string
    readonly macs: string
    /** With its unit. */
    readonly median: string
    readonly spread: string
    readonly low: string
    readonly high: string
    readonly batches: string
    readonly frequency: string
    readonly rank: string
    readonly network: string
    readonly device: string
  }
}
