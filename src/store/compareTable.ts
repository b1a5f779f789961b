import { spreadOf, type Spread } from '../run/spread'
import type { ComparedRun } from '../run/comparison'
import type { SearchConfig } from '../run/config'
import { spaceNameOf } from '../run/spacePresets'
import type { Method } from '../run/methods'
import type { SpaceName } from '../space/spacePresets'
import { spaceModel } from '../space/spaceModels'
import { scoreOf, type RunGroup, type YardstickScores } from './compareGroups'
import { remembered } from './remembered'

/** A line of the comparison table: one run, or the medians of several seeds. */
export interface CompareRow {
  readonly group: RunGroup
  readonly method: Method
  readonly space: SpaceName | null
  readonly spaceSize: bigint
  /** Yardstick accuracy of the outcomes, 0–1; null where none was measured. */
  readonly accuracy: Spread | null
  /** Outcomes that the yardstick has not measured yet. */
  readonly unmeasured: number
  /** Best by the method's own judgement. */
  readonly ownAccuracy: number | null
  readonly elapsedMs: number
  readonly gpuMs: number | null
  /** Of the GPU, held while searching. */
  readonly bytes: number
  readonly imagesTrained: number
  readonly imagesJudged: number
  readonly parameters: number | null
  readonly macs: number | null
  /** Bytes that inference of one image holds at most. */
  readonly memory: number | null
  /** ms, as measured of the outcomes on the device that found them; null where none was. */
  readonly latency: Spread | null
  /** ISO 8601, of the newest; null while one runs. */
  readonly recordedAt: string | null
}

export type SortColumn = Exclude<keyof CompareRow, 'group' | 'unmeasured'>

export interface Sorting {
  readonly column: SortColumn
  readonly descending: boolean
}

/** Of one outcome the quartiles of its batches, of several those of their medians. */
function latencyOf(runs: readonly ComparedRun[]): Spread | null {
  const measured = runs.flatMap(({ record }) => record?.latency ?? [])
  const spread = spreadOf(measured.map(({ medianMs }) => medianMs))
  const [only] = measured
  return spread && only && measured.length === 1
    ? { ...spread, low: only.lowMs, high: only.highMs }
    : spread
}

const sizeOf = remembered(
  ({ space }: SearchConfig) => JSON.stringify(space),
  ({ space }: SearchConfig) => spaceModel(space).size,
)

export function compareRow(group: RunGroup, scores: YardstickScores): CompareRow {
  const runs = group.entries.map(({ run }) => run)
  const [{ run: first }] = group.entries
  const medianOf = (value: (run: ComparedRun) => number | null | undefined) =>
    spreadOf(runs.flatMap((run) => value(run) ?? []))?.median ?? null
  const found = runs.flatMap((run) => (run.record ? [scoreOf(scores, run, run.record.text)] : []))
  const measured = found.filter((score) => score !== null)
  return {
    group,
    method: group.method,
    space: spaceNameOf(first.config.space),
    spaceSize: sizeOf(first.config),
    accuracy: spreadOf(measured),
    unmeasured: found.length - measured.length,
    ownAccuracy: medianOf((run) => run.ownBest.at(-1)?.accuracy),
    elapsedMs: medianOf((run) => run.spent.elapsedMs) ?? 0,
    gpuMs: medianOf((run) => run.spent.gpuMs),
    bytes: medianOf((run) => run.engine?.gpuBytes) ?? 0,
    imagesTrained: medianOf((run) => run.spent.imagesTrained) ?? 0,
    imagesJudged: medianOf((run) => run.spent.imagesJudged) ?? 0,
    parameters: medianOf((run) => run.record?.cost.parameters),
    macs: medianOf((run) => run.record?.cost.macs),
    memory: medianOf((run) => run.record?.cost.memoryBytes),
    latency: latencyOf(runs),
    recordedAt:
      runs
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? null,
  }
}

/** By one column; rows that have nothing there stand last, equal ones keep their order. */
export function sortRows(
  rows: readonly CompareRow[],
  { column, descending }: Sorting,
): CompareRow[] {
  return [...rows].sort((a, b) => {
    const [first, second] = [rank(a, column), rank(b, column)]
    if (first === null || second === null) return Number(first === null) - Number(second === null)
    const order = first < second ? -1 : first > second ? 1 : 0
    return descending ? -order : order
  })
}

function rank(row: CompareRow, column: SortColumn): number | bigint | string | null {
  if (column === 'accuracy' || column === 'latency') return row[column]?.median ?? null
  return row[column]
}
