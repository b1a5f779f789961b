import type { BatchLatency, BatchRequest, BatchResult, SpentUsage } from '../run/automation'
import { methodOf } from '../run/methods'
import type { SearchConfig } from '../run/config'
import type { SearchEvent, Snapshot } from '../run/events'
import type { LatencyMeasurement } from '../run/latency'
import { latencyLimit } from '../run/objective'
import { spaceNameOf } from '../run/spacePresets'
import { encodeLink } from '../share/link'
import { architectureOf } from './link'
import { sharedLatency } from './latencyShown'
import { indexAtStep } from './timeline'

const UNUSED = { imagesTrained: 0, imagesJudged: 0, gpuMs: 0 }

/** What a run told, as batch mode prints it. @throws Error when it ended without a result */
export function batchResult(
  config: SearchConfig,
  { config: given, preset }: BatchRequest,
  events: readonly SearchEvent[],
  wallMs: number,
): BatchResult {
  const snapshots = events.flatMap((event) => (event.type === 'snapshot' ? [event.snapshot] : []))
  const candidates = events.flatMap((event) =>
    event.type === 'candidates' ? event.candidates : [],
  )
  const evaluations = events.flatMap((event) =>
    event.type === 'evaluation' ? [event.evaluation] : [],
  )
  const result = events.findLast((event) => event.type === 'result')
  const engine = events.find((event) => event.type === 'started')?.engine
  const last = snapshots.at(-1)
  if (!result || !engine || !last) throw new Error('The run ended without a result.')
  const { text, genotype, accuracy, subject, cost, usage, latency = null } = result.record
  const confusion = result.record.confusion ? confusionRows(result.record.confusion) : null
  const spent = <Point extends { readonly step: number }>(point: Point) => ({
    ...point,
    ...spentBy(snapshots, point.step),
  })
  const link = encodeLink({
    config,
    ...architectureOf({ text, genotype, space: config.space }),
    ...(accuracy !== null && { accuracy }),
    ...(latency && { latency: sharedLatency(latency, engine.adapter) }),
  })
  return {
    strategy: methodOf(config),
    preset: given === undefined ? preset : 'custom',
    space: spaceNameOf(config.space) ?? 'custom',
    objective: config.objective,
    dataset: config.dataset.name,
    seed: config.seed,
    steps: last.step,
    genotype: text,
    // Steps that only judged have none.
    trainLoss: snapshots.map(({ trainLoss }) => trainLoss).filter(Number.isFinite),
    valAccuracy: accuracy ?? Number.NaN,
    judged: subject,
    confusion,
    classAccuracies: confusion && confusion.map(shareRight),
    cost,
    latency: batchLatency(config, events, latency),
    candidates: candidates.map(spent),
    evaluations: evaluations.map(spent),
    usage: { ...(usage ?? UNUSED), elapsedMs: last.elapsedMs, wallMs },
    alphaHash: result.alphaHash,
    msPerStep: last.elapsedMs / last.step,
    dispatchesPerStep: engine.dispatchesPerStep,
    gpuBytes: engine.gpuBytes,
    engine: engine.engine,
    adapter: engine.adapter,
    link: location.origin + location.pathname + link,
    config,
  }
}

function confusionRows(counts: readonly number[]): number[][] {
  const classes = Math.sqrt(counts.length)
  return Array.from({ length: classes }, (_, is) => counts.slice(is * classes, (is + 1) * classes))
}

function shareRight(counts: readonly number[], is: number): number | null {
  const images = counts.reduce((sum, count) => sum + count, 0)
  return images > 0 ? (counts[is] ?? 0) / images : null
}

function batchLatency(
  { objective }: SearchConfig,
  events: readonly SearchEvent[],
  measured: LatencyMeasurement | null,
): BatchLatency | null {
  const model = events.findLast((event) => event.type === 'latency')?.model
  if (!model) return null
  const limitMs = latencyLimit(objective)
  const { validation } = model
  return {
    device: model.table.device,
    measured,
    limitMs,
    keepsLimit: limitMs === null || !measured ? null : measured.medianMs <= limitMs,
    fit: model.fit,
    validation: validation && {
      networks: validation.trials.length,
      spearman: validation.spearman,
      spearmanMacs: validation.spearmanMacs,
      meanError: validation.meanError,
    },
  }
}

function spentBy(snapshots: readonly Snapshot[], step: number): SpentUsage {
  const snapshot = snapshots[indexAtStep(snapshots, step)]
  return { ...(snapshot?.usage ?? UNUSED), elapsedMs: snapshot?.elapsedMs ?? 0 }
}
