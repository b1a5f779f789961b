import { appendFileSync, existsSync } from 'node:fs'
import type { TrainedSummary } from '../src/run/automation'
import { canonicalJson } from '../src/run/canonicalJson'
import type { SearchConfig } from '../src/run/config'
import { sharedKey, type FidelityConfig, type SharedAccuracy } from '../src/run/fidelity'
import { judgedReport, type GroupReport, type JudgedScore } from '../src/run/judgedReport'
import {
  groupKey,
  judgingTraining,
  type JudgedNetwork,
  type JudgingConfig,
} from '../src/run/judging'
import type { Method } from '../src/run/methods'
import { quantile } from '../src/run/spread'
import type { TrainingConfig } from '../src/run/training'
import { readRows } from './jsonLines'

/** A search, as it is printed and kept. */
export interface SearchRow {
  readonly bench: 'quality'
  readonly kind: 'search'
  readonly method: Method
  readonly seed: number
  readonly config: SearchConfig
  /** The architecture that it found. */
  readonly text: string
  /** By what the search itself could tell, on test images; NaN is null in JSON. */
  readonly accuracy: number | null
  readonly imagesTrained: number
  readonly imagesJudged: number
  /** Milliseconds of searching. */
  readonly elapsedMs: number
  readonly adapter: string
  /** Opens the page on what was found. */
  readonly link: string
}

/** A training, as it is printed and kept. */
export interface TrainingRow {
  readonly bench: 'quality'
  readonly kind: 'training'
  readonly config: TrainingConfig
  readonly trained: Omit<TrainedSummary, 'points'>
}

/** What shared weights say of a sample; kept beside trainings, which both benches share. */
interface SharedRow {
  readonly bench: 'quality'
  readonly kind: 'shared'
  readonly config: FidelityConfig
  readonly shared: readonly SharedAccuracy[]
}

export type QualityRow = SearchRow | TrainingRow | SharedRow

const KINDS: readonly string[] = ['search', 'training', 'shared'] satisfies QualityRow['kind'][]

/** A group in the table. */
export interface QualityGroup extends GroupReport {
  /** Medians over its networks. */
  readonly parameters: number
  readonly macs: number
}

/** The rows of a bench in a file; searches and trainings are found there again by their configs. */
export class QualityFile {
  private readonly kept = new Map<string, QualityRow>()

  /** @throws UsageError when the file cannot be read as one of an earlier bench */
  constructor(private readonly path: string | null) {
    if (path === null || !existsSync(path)) return
    for (const row of readRows(path, 'quality') as QualityRow[]) {
      // Tables at the end are made anew.
      if (KINDS.includes(row.kind)) this.kept.set(keyOf(row), row)
    }
  }

  search(config: SearchConfig): SearchRow | null {
    const row = this.kept.get(keyOf({ kind: 'search', config }))
    return row?.kind === 'search' ? row : null
  }

  training(config: TrainingConfig): TrainingRow | null {
    const row = this.kept.get(keyOf({ kind: 'training', config }))
    return row?.kind === 'training' ? row : null
  }

  shared(config: FidelityConfig): SharedRow | null {
    const row = this.kept.get(keyOf({ kind: 'shared', config }))
    return row?.kind === 'shared' ? row : null
  }

  add(row: QualityRow): void {
    this.kept.set(keyOf(row), row)
    if (this.path !== null) appendFileSync(this.path, `${JSON.stringify(row)}\n`)
  }
}

/** The table: groups in the order of their networks. */
export function qualityTable(
  config: JudgingConfig,
  networks: readonly JudgedNetwork[],
  file: Pick<QualityFile, 'training'>,
): QualityGroup[] {
  const rowsOf = ({ subject }: JudgedNetwork) =>
    config.trainingSeeds.map((seed) => file.training(judgingTraining(config, subject, seed)))
  const scores = networks.map((network): JudgedScore => ({
    network,
    accuracies: rowsOf(network).map((row) => row?.trained.accuracy ?? null),
  }))
  return judgedReport(scores).map((report) => {
    const own = networks.filter(({ group }) => groupKey(group) === groupKey(report.group))
    const trained = own.flatMap((network) => rowsOf(network).find((row) => row !== null) ?? [])
    return {
      ...report,
      parameters: median(trained.map((row) => row.trained.parameters)),
      macs: median(trained.map((row) => row.trained.macs)),
    }
  })
}

type Keyed = {
  readonly [Kind in QualityRow['kind']]: Pick<
    Extract<QualityRow, { kind: Kind }>,
    'kind' | 'config'
  >
}[QualityRow['kind']]

function keyOf(row: Keyed): string {
  // How architectures are trained alone is nothing to shared weights.
  if (row.kind === 'shared') return `shared ${sharedKey(row.config)}`
  return canonicalJson([row.kind, row.config])
}

function median(values: readonly number[]): number {
  return quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}
