import type { Snapshot } from '../../run/events'
import { indexAtStep } from '../../store/timeline'

/** What a film shows: the run from one step to another, in so many seconds. */
export interface FilmSpan {
  /** Search steps. */
  readonly from: number
  readonly to: number
  readonly seconds: number
}

/** One picture of a film. */
export interface FilmFrame {
  /** Search step of the snapshot it shows. */
  readonly step: number
  /** When it is shown, seconds. */
  readonly at: number
  /** Seconds. */
  readonly lasting: number
}

/** The end is held, so that it can be looked at. */
const HELD_SECONDS = 1.5

/**
 * The pictures of a film: at an even pace through the snapshots, as playback goes, and none twice.
 * @param rate pictures per second at most
 */
export function filmFrames(
  snapshots: readonly Pick<Snapshot, 'step'>[],
  { from, to, seconds }: FilmSpan,
  rate: number,
): readonly FilmFrame[] {
  const first = Math.max(0, indexAtStep(snapshots, from))
  const last = Math.max(first, indexAtStep(snapshots, to))
  const moments = Math.max(1, Math.round(seconds * rate))
  const frames: FilmFrame[] = []
  for (let moment = 0; moment <= moments; moment++) {
    const index = first + Math.round(((last - first) * moment) / moments)
    const step = snapshots[index]?.step
    if (step === undefined || step === frames.at(-1)?.step) continue
    frames.push({ step, at: (seconds * moment) / moments, lasting: 0 })
  }
  return frames.map((frame, index) => {
    const end = frames[index + 1]?.at ?? Math.max(seconds, frame.at) + HELD_SECONDS
    return { ...frame, lasting: end - frame.at }
  })
}
