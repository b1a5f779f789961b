import { useDeferredValue, useMemo } from 'react'
import type {
  ArchitectureRecord,
  Candidate,
  PolicySnapshot,
  Snapshot,
  Timeline,
} from '../../run/events'
import { methodOf } from '../../run/methods'
import { bestCandidate, indexAtStep, snapshotAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import type { PathMethod } from './methodViews'

/** A run as it stood at the step that the timeline stands at. */
export interface RunAtPlayhead {
  readonly timeline: Timeline
  readonly method: PathMethod
  /** Of the crosshair; null before the first. */
  readonly step: number | null
  readonly snapshot: Snapshot | null
  /** In order of birth. */
  readonly candidates: readonly Candidate[]
  /** What the run stood for: at its end what it found, before that the best judged so far. */
  readonly best: Candidate | null
  /** Whether that is final. */
  readonly found: boolean
  readonly policy: PolicySnapshot | null
}

/** Null for methods that judge no architectures one by one. */
export function useRunAtPlayhead(): RunAtPlayhead | null {
  // Deferred, so that drawing a snapshot is cut into short tasks and gives way to the pointer.
  const timeline = useDeferredValue(useWorkspace((state) => state.timeline))
  const playhead = useDeferredValue(useWorkspace((state) => state.playhead))
  const record = useWorkspace((state) => state.record)
  return useMemo(() => timeline && runAt(timeline, playhead, record), [timeline, playhead, record])
}

/** @param playhead null for the latest step, @param record what the run found; null before its end */
export function runAt(
  timeline: Timeline,
  playhead: number | null,
  record: Pick<ArchitectureRecord, 'text'> | null,
): RunAtPlayhead | null {
  const method = methodOf(timeline.config)
  if (method === 'darts' || method === 'darts2') return null
  const { candidates, policies } = timeline
  const upTo = <Point extends { readonly step: number }>(points: readonly Point[]) =>
    playhead === null ? points.length : indexAtStep(points, playhead) + 1
  const snapshot = snapshotAt(timeline, playhead)
  const concluded = playhead === null ? record : null
  const found = concluded && candidates.findLast(({ text }) => text === concluded.text)
  return {
    timeline,
    method,
    step: playhead ?? snapshot?.step ?? null,
    snapshot,
    // A copy: the recorder's own list grows in place.
    candidates: candidates.slice(0, upTo(candidates)),
    best: found ?? bestCandidate(timeline, playhead),
    found: Boolean(found),
    policy: policies[upTo(policies) - 1] ?? null,
  }
}
