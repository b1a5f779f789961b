import { indexAtStep } from './timeline'
import { useWorkspace } from './workspace'

/** At speed 1 a whole run plays back in this time: long enough to follow, short enough to wait for. */
export const REPLAY_MS = 14_000

/** Times as fast. */
export const REPLAY_SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16] as const

/** Playback moves at the rate a live run reports. */
const TICK_MS = 80

let timer: ReturnType<typeof setInterval> | null = null

/** Plays the timeline from the playhead, or from the start when it stands at the end. */
export function playTimeline(): void {
  const { timeline, playhead, setReplaying, movePlayhead } = useWorkspace.getState()
  const snapshots = timeline?.snapshots ?? []
  const last = snapshots.length - 1
  if (last < 1) return
  pauseTimeline()
  const standing = playhead === null ? last : indexAtStep(snapshots, playhead)
  // A fraction of a snapshot too, so that a change of speed moves nothing.
  let position = standing >= last ? 0 : Math.max(0, standing)
  let movedAt = performance.now()
  movePlayhead(snapshots[position]?.step ?? null)
  setReplaying(true)
  timer = setInterval(() => {
    const state = useWorkspace.getState()
    if (!state.replaying || state.timeline?.snapshots !== snapshots) return stopTicking()
    const now = performance.now()
    position += ((now - movedAt) / REPLAY_MS) * last * state.replaySpeed
    movedAt = now
    if (position < last) {
      state.movePlayhead(snapshots[Math.floor(position)]?.step ?? null)
    } else if (state.replayLoops) {
      position = 0
      state.movePlayhead(snapshots[0]?.step ?? null)
    } else {
      pauseTimeline()
      state.movePlayhead(null)
    }
  }, TICK_MS)
}

export function pauseTimeline(): void {
  stopTicking()
  useWorkspace.getState().setReplaying(false)
}

/** The next faster speed, or the next slower; the present one at either end. */
export function changeReplaySpeed(direction: 1 | -1): void {
  const { replaySpeed, setReplaySpeed } = useWorkspace.getState()
  const index = REPLAY_SPEEDS.findIndex((speed) => speed === replaySpeed)
  setReplaySpeed(REPLAY_SPEEDS[index + direction] ?? replaySpeed)
}

function stopTicking(): void {
  if (timer !== null) clearInterval(timer)
  timer = null
}
