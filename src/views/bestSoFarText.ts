/** Words of the comparison of runs. Comments give the English. */
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
