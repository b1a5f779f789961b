import { useWorkspace } from '../../store/workspace'
import { changeBeside, type TimelineChange } from '../../views/timelineChanges'
import { runChanges } from './runChanges'

/** Moves all views to the next step at which the architecture changed, or to the one before. */
export function jumpToChange(direction: 1 | -1): void {
  const { timeline, playhead, seek, dropImported } = useWorkspace.getState()
  const last = timeline?.snapshots.at(-1)?.step
  if (!timeline || last === undefined) return
  const change = changeBeside(runChanges(timeline), playhead ?? last, direction)
  if (!change) return
  dropImported()
  seek(change.step < last ? change.step : null)
}

/** The last change up to `step`; null before the first. */
export function changeUpTo(
  changes: readonly TimelineChange[],
  step: number,
): TimelineChange | null {
  return changeBeside(changes, step + 1, -1)
}
