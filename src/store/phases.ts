import type { RunPhase } from '../run/events'

/** The device is at work; Pause is what makes sense. */
export const BUSY_PHASES: ReadonlySet<RunPhase> = new Set(['loading', 'compiling', 'running'])

/** A run that can still go on. */
export const OPEN_PHASES: ReadonlySet<RunPhase> = new Set([
  'loading',
  'compiling',
  'running',
  'paused',
])
