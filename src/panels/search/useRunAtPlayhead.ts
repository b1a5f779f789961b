import { useDeferredValue, useMemo } from 'react'
import type { ArchitectureRecord, Timeline } from '../../run/events'
import { methodOf } from '../../run/methods'
import { bestCandidate, indexAtStep, snapshotAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import type { ShownRun } from '../../views/shownRun'

/** The run on screen; null while there is none. */
export function useRunAtPlayhead(): ShownRun | null {
  const newest = useWorkspace((state) => state.timeline)
  const present = useWorkspace((state) => state.playhead)
  // Deferred, so that drawing a snapshot is cut into short tasks and gives way to the pointer; but
  // another run, whose drawings have other sizes, is shown with the press that began it.
  const [earlier, before] = [useDeferredValue(newest), useDeferredValue(present)]
  const sameRun = earlier?.config === newest?.config
  const [timeline, playhead] = sameRun ? [earlier, before] : [newest, present]
  const record = useWorkspace((state) => state.record)
  return useMemo(() => timeline && runAt(timeline, playhead, record), [timeline, playhead, record])
}

/** @param playhead null for the latest step, @param record what the run found; null before its end */
export function runAt(
  timeline: Timeline,
  playhead: number | null,
  record: Pick<ArchitectureRecord, 'text'> | null,
): ShownRun {
  const { candidates, policies } = timeline
  const upTo = <Point extends { readonly step: number }>(points: readonly Point[]) =>
    playhead === null ? points.length : indexAtStep(points, playhead) + 1
  const snapshot = snapshotAt(timeline, playhead)
  const concluded = playhead === null ? record : null
  const found = concluded && candidates.findLast(({ text }) => text === concluded.text)
  return {
    timeline,
    method: methodOf(timeline.config),
    step: playhead ?? snapshot?.step ?? null,
    snapshot,
    // A copy: the recorder's own list grows in place.
    candidates: candidates.slice(0, upTo(candidates)),
    best: found ?? bestCandidate(timeline, playhead),
    found: Boolean(found),
    ended: record !== null && (playhead === null || playhead >= timeline.steps),
    policy: policies[upTo(policies) - 1] ?? null,
  }
}
