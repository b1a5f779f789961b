import { withinLimits } from '../../run/budget'
import type { Candidate, Timeline } from '../../run/events'
import type { ObjectiveSettings } from '../../run/objective'
import { derivationOf } from '../../store/shown'
import { bestCandidate, objectiveAt } from '../../store/timeline'
import { timelineChanges, type TimelineChange } from '../../views/timelineChanges'

interface Known {
  readonly upTo: number
  readonly changes: readonly TimelineChange[]
}

const NOTHING: Known = { upTo: 0, changes: [] }
const derivedOf = new WeakMap<object, Known>()

interface KnownLeads extends Known {
  readonly best: Candidate | null
  /** What was searched for when the last of them was judged; null where that never changed. */
  readonly objective: ObjectiveSettings | null
}

const NO_LEADER: KnownLeads = { ...NOTHING, best: null, objective: null }
const ledOf = new WeakMap<object, KnownLeads>()

/**
 * Where the derived architecture changed, or for methods that judge candidates where another took the
 * lead, by step. Grows with the timeline: only what is new is looked at.
 */
export function runChanges(timeline: Timeline): readonly TimelineChange[] {
  const latest = timeline.snapshots.at(-1)
  return latest && derivationOf(timeline, latest) ? derivedChanges(timeline) : leads(timeline)
}

function derivedChanges(timeline: Timeline): readonly TimelineChange[] {
  const { snapshots } = timeline
  const before = derivedOf.get(snapshots) ?? NOTHING
  if (before.upTo === snapshots.length) return before.changes
  const fresh = snapshots.slice(Math.max(0, before.upTo - 1)).flatMap((snapshot) => {
    const genotype = derivationOf(timeline, snapshot)?.genotype
    return genotype ? [{ step: snapshot.step, genotype }] : []
  })
  const changes = [...before.changes, ...timelineChanges(fresh)]
  derivedOf.set(snapshots, { upTo: snapshots.length, changes })
  return changes
}

function leads(timeline: Timeline): readonly TimelineChange[] {
  const { candidates } = timeline
  const before = ledOf.get(candidates) ?? NO_LEADER
  if (before.upTo === candidates.length) return before.changes
  const changes = [...before.changes]
  let { best, objective } = before
  for (const candidate of candidates.slice(before.upTo)) {
    const { step } = candidate
    const present = timeline.objectives ? objectiveAt(timeline, step) : null
    const outdone = candidate.score > (best?.score ?? -Infinity)
    const counts = !present || withinLimits(present, candidate.cost)
    // Where limits were moved, one of those judged before may lead now.
    const next =
      present !== objective ? bestCandidate(timeline, step) : outdone && counts ? candidate : best
    objective = present
    if (!next || next === best) continue
    best = next
    const { id, accuracy } = next
    const change = { step, count: 1, edges: [], leader: { id, accuracy } }
    if (changes.at(-1)?.step === step) changes[changes.length - 1] = change
    else changes.push(change)
  }
  ledOf.set(candidates, { upTo: candidates.length, changes, best, objective })
  return changes
}
