import { indexAtStep } from './timeline'
import { useWorkspace } from './workspace'

/** A whole run plays back in this time: long enough to follow, short enough to wait for. */
const REPLAY_MS = 14_000

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
  const from = standing >= last ? 0 : Math.max(0, standing)
  const startedAt = performance.now()
  movePlayhead(snapshots[from]?.step ?? null)
  setReplaying(true)
  timer = setInterval(() => {
    const state = useWorkspace.getState()
    if (!state.replaying || state.timeline?.snapshots !== snapshots) return stopTicking()
    const played = ((performance.now() - startedAt) / REPLAY_MS) * last
    const index = Math.min(last, from + Math.floor(played))
    if (index === last) {
      pauseTimeline()
      state.movePlayhead(null)
    } else {
      state.movePlayhead(snapshots[index]?.step ?? null)
    }
  }, TICK_MS)
}

export function pauseTimeline(): void {
  stopTicking()
  useWorkspace.getState().setReplaying(false)
}

function stopTicking(): void {
  if (timer !== null) clearInterval(timer)
  timer = null
}
