import type { Snapshot } from '../run/events'
import type { TableTwin } from './table'

export interface CostPoint {
  readonly step: number
  readonly value: number
}

export interface ExpectedCostText {
  readonly step: string
  /** Names the curve: "E". */
  readonly expected: string
  /** A cost with its unit. */
  format(value: number): string
  /** "target: {value}" */
  target(value: string): string
  /** "{title}: over {steps} steps from {first} to {last}; the target is {target}." */
  summary(title: string, steps: number, first: string, last: string, target: string): string
}

/** The expected cost of every snapshot that has one. */
export function expectedCosts(snapshots: readonly Snapshot[]): CostPoint[] {
  return snapshots.flatMap(({ step, expectedCost }) =>
    expectedCost === undefined ? [] : [{ step, value: expectedCost }],
  )
}

/** One row per snapshot. */
export function expectedCostTable(
  title: string,
  points: readonly CostPoint[],
  { step }: ExpectedCostText,
): TableTwin {
  return { columns: [step, title], rows: points.map(({ step: at, value }) => [at, value]) }
}

/** The drawing in one sentence. */
export function summariseExpectedCost(
  title: string,
  points: readonly CostPoint[],
  target: number,
  text: ExpectedCostText,
): string {
  const format = (point: CostPoint | undefined) => (point ? text.format(point.value) : '–')
  const [first, last] = [points[0], points.at(-1)]
  return text.summary(title, last?.step ?? 0, format(first), format(last), text.format(target))
}
