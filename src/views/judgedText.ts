/** Words of the drawing of groups that were judged. Comments give the English. */
export interface JudgedGroupsText {
  /** "{title}. {groups}." */
  summary(title: string, groups: string): string
  /** "test accuracy", below the scale. */
  readonly across: string
  /** "mean of random draws", at the line. */
  readonly luck: string
  /** Table heads: "group", "network", "test accuracy (%)", "mean of group (%)", "from", "to". */
  readonly columns: {
    readonly group: string
    readonly network: string
    readonly accuracy: string
    readonly mean: string
    readonly low: string
    readonly high: string
  }
}

/** Words of the drawing of accuracy alone against what architectures are ranked by. */
export interface FidelityText {
  /** "{title}: {architectures} architectures. {correlation}." */
  summary(title: string, architectures: number, correlation: string): string
  /** "accuracy alone" */
  readonly alone: string
}
