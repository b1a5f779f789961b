import { withinLimits } from '../run/budget'
import type { SearchConfig } from '../run/config'
import type {
  Candidate,
  EngineInfo,
  Evaluation,
  ObjectiveChange,
  PolicySnapshot,
  Snapshot,
  Timeline,
} from '../run/events'
import type { Evidence, Exhibits } from '../run/evidence'
import type { LatencyModel } from '../run/latency'
import type { ObjectiveSettings } from '../run/objective'
import { softmaxRows } from '../network/gates'
import type { GateTable } from '../network/network'
import type { CellSpace } from '../space/cellSpace'
import { CELL_TYPES, cellEdges } from '../space/cellSpace'
import { allowedBranches } from '../space/edgeRules'

/**
 * Snapshots kept of one run. Past this every second one is dropped, so a run of any length costs a
 * bounded amount of memory and drawing time.
 */
export const MAX_SNAPSHOTS = 1600

/** Candidates kept of one run; past this every second one is dropped, but never one that led. */
const MAX_CANDIDATES = 20_000

/** Looks at the network kept of one run, a few kilobytes each; past this every second one is dropped. */
const MAX_EVIDENCE = 160

/**
 * A timeline under construction. Its arrays grow in place and `timeline()` wraps them anew, so that an
 * append costs nothing but the append: the wrapper's identity, not the arrays', says that it changed.
 */
export class TimelineRecorder {
  private snapshots: Snapshot[] = []
  private readonly evaluations: Evaluation[] = []
  private exhibits: Exhibits | null = null
  private evidence: Evidence[] = []
  private candidates: Candidate[] = []
  private policies: PolicySnapshot[] = []
  private objectives: ObjectiveChange[] = []
  private latency: LatencyModel | null = null
  private stride = 1
  private seen = 0

  constructor(
    private config: SearchConfig,
    private readonly engine: EngineInfo | null,
    private readonly gateTables: readonly GateTable[],
    private readonly steps: number,
  ) {}

  addSnapshot(snapshot: Snapshot): void {
    const latest = this.snapshots.at(-1)
    if (latest && this.seen % this.stride !== 0)
      this.snapshots[this.snapshots.length - 1] = snapshot
    else this.snapshots.push(snapshot)
    this.seen++
    if (this.snapshots.length > MAX_SNAPSHOTS) this.thin()
  }

  addEvaluation(evaluation: Evaluation): void {
    this.evaluations.push(evaluation)
  }

  setExhibits(exhibits: Exhibits): void {
    this.exhibits = exhibits
  }

  addEvidence(evidence: Evidence): void {
    this.evidence.push(evidence)
    if (this.evidence.length > MAX_EVIDENCE) this.evidence = everySecond(this.evidence)
  }

  addCandidates(candidates: readonly Candidate[]): void {
    this.candidates.push(...candidates)
    if (this.candidates.length > MAX_CANDIDATES) this.candidates = thinned(this.candidates)
  }

  addPolicy(policy: PolicySnapshot): void {
    this.policies.push(policy)
    if (this.policies.length > MAX_SNAPSHOTS) this.policies = everySecond(this.policies)
  }

  setLatency(model: LatencyModel): void {
    this.latency = model
  }

  addObjective(change: ObjectiveChange): void {
    this.objectives.push(change)
  }

  /** Takes over the past of an earlier run, up to and including `step`. */
  recall(earlier: Timeline, step: number): void {
    const { snapshots, evaluations, candidates, policies, evidence = [], objectives = [] } = earlier
    // It goes on with the objective it had come to, and may have begun with another.
    this.config = { ...this.config, objective: earlier.config.objective }
    const past = (point: { readonly step: number }) => point.step <= step
    for (const snapshot of snapshots.filter(past)) this.addSnapshot(snapshot)
    this.evaluations.push(...evaluations.filter(past))
    this.exhibits = earlier.exhibits ?? null
    this.evidence = evidence.filter(past)
    this.addCandidates(candidates.filter(past))
    for (const policy of policies.filter(past)) this.addPolicy(policy)
    this.objectives = objectives.filter(past)
  }

  timeline(): Timeline {
    return {
      config: this.config,
      engine: this.engine,
      gateTables: this.gateTables,
      steps: this.steps,
      snapshots: this.snapshots,
      evaluations: this.evaluations,
      exhibits: this.exhibits,
      evidence: this.evidence,
      candidates: this.candidates,
      policies: this.policies,
      ...(this.objectives.length > 0 && { objectives: this.objectives }),
      latency: this.latency,
    }
  }

  private thin(): void {
    this.snapshots = everySecond(this.snapshots)
    this.stride *= 2
  }
}

/** Index of the last element at or before `step`, or −1; `points` ascend by step. */
export function indexAtStep(points: readonly { readonly step: number }[], step: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >> 1
    const point = points[middle]
    if (point && point.step <= step) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The snapshot in force at `step`; the latest when `step` is null, the first before any other. */
export function snapshotAt(timeline: Timeline, step: number | null): Snapshot | null {
  const { snapshots } = timeline
  if (step === null) return snapshots.at(-1) ?? null
  return snapshots[Math.max(0, indexAtStep(snapshots, step))] ?? null
}

/** The last accuracy measured at or before `step`; the latest when `step` is null. */
export function evaluationAt(timeline: Timeline, step: number | null): Evaluation | null {
  const { evaluations } = timeline
  if (step === null) return evaluations.at(-1) ?? null
  return evaluations[indexAtStep(evaluations, step)] ?? null
}

/** Speed over the latest part of a run, from running time alone (pauses do not count). */
export function stepsPerSecond(timeline: Timeline): number | null {
  const { snapshots } = timeline
  const latest = snapshots.at(-1)
  const earlier = snapshots[Math.max(0, snapshots.length - RATE_WINDOW)]
  if (!latest || !earlier) return null
  const steps = latest.step - earlier.step
  const milliseconds = latest.elapsedMs - earlier.elapsedMs
  return steps > 0 && milliseconds > 0 ? (1000 * steps) / milliseconds : null
}

/** Snapshots that speed is averaged over: long enough to be calm, short enough to notice a change. */
const RATE_WINDOW = 20

/** A run of `config` before its first step: every gate uniform, nothing measured. */
export function blankTimeline(config: SearchConfig): Timeline {
  const { space, budget } = config
  const gateTables = space.kind === 'cell' ? cellGateTables(space) : []
  return {
    config,
    engine: null,
    gateTables,
    steps: budget.steps,
    snapshots: [],
    evaluations: [],
    candidates: [],
    policies: [],
  }
}

function cellGateTables(space: CellSpace): GateTable[] {
  const rows = cellEdges(space.nodes).length
  const columns = space.operations.length
  return CELL_TYPES.map((name, index) => {
    const allowed = allowedBranches(space, name)
    return { name, rows, columns, offset: index * rows * columns, ...(allowed && { allowed }) }
  })
}

/** What the run was after at `step`; the latest when `step` is null. */
export function objectiveAt(
  { config, objectives = [] }: Timeline,
  step: number | null,
): ObjectiveSettings {
  const change = objectives.findLast((each) => step === null || each.step <= step)
  return change?.objective ?? config.objective
}

/**
 * Of the candidates judged up to `step` the one of highest score, the first of equals. Where limits
 * were changed under way, those in force at that step count.
 */
export function bestCandidate(timeline: Timeline, step: number | null): Candidate | null {
  const { candidates, objectives } = timeline
  const objective = objectives ? objectiveAt(timeline, step) : null
  let best: Candidate | null = null
  for (const candidate of candidates) {
    if (step !== null && candidate.step > step) break
    if (objective && !withinLimits(objective, candidate.cost)) continue
    if (!best || candidate.score > best.score) best = candidate
  }
  return best
}

function everySecond<T>(points: readonly T[]): T[] {
  const last = points.length - 1
  return points.filter((_, index) => index % 2 === 0 || index === last)
}

function thinned(candidates: readonly Candidate[]): Candidate[] {
  let best = -Infinity
  return candidates.filter(({ score }, index) => {
    const leads = score > best
    if (leads) best = score
    return leads || index % 2 === 0 || index === candidates.length - 1
  })
}

/** Gates of one kind of cell, [edges × operations]. */
export function gatesOf({ gates }: Pick<Snapshot, 'gates'>, table: GateTable): Float32Array {
  return gates.subarray(table.offset, table.offset + table.rows * table.columns)
}

/** Every branch as likely as those it shares a row with; 0 for those that rules leave out. */
export function uniformGates(table: GateTable): Float32Array {
  return softmaxRows(new Float32Array(table.rows * table.columns), [{ ...table, offset: 0 }])
}
