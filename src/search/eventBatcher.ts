import type { SearchEvent } from '../run/events'

/** The page hears from a run at most 20 times a second. */
export const FLUSH_INTERVAL_MS = 50

/** Collects events and hands them on in batches, in order, at most once per interval. */
export class EventBatcher {
  private pending: SearchEvent[] = []
  private timer: ReturnType<typeof setTimeout> | null = null
  private lastFlush = -Infinity
  private closed = false

  constructor(
    private readonly deliver: (events: SearchEvent[], transfer: ArrayBuffer[]) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  push(event: SearchEvent): void {
    if (this.closed) return
    this.pending.push(event)
    if (this.timer !== null) return
    const wait = Math.max(0, this.lastFlush + FLUSH_INTERVAL_MS - this.now())
    this.timer = setTimeout(() => this.flush(), wait)
  }

  /** Drops what has not been delivered yet, and whatever may still come. */
  close(): void {
    this.closed = true
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    this.pending = []
  }

  private flush(): void {
    const events = this.pending
    this.pending = []
    this.timer = null
    this.lastFlush = this.now()
    this.deliver(events, transferables(events))
  }
}

/** Buffers that move to the page instead of being copied; each event owns its own. */
function transferables(events: readonly SearchEvent[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>()
  for (const event of events) {
    for (const { buffer } of ownedArrays(event)) {
      if (buffer instanceof ArrayBuffer) buffers.add(buffer)
    }
  }
  return [...buffers]
}

function ownedArrays(event: SearchEvent): (Float32Array | Uint8Array)[] {
  if (event.type === 'snapshot') {
    const { alphas, gates, alphaGradients } = event.snapshot
    return alphaGradients ? [alphas, gates, alphaGradients] : [alphas, gates]
  }
  if (event.type === 'evidence') {
    const { probabilities, pixels, ranges } = event.evidence
    return [probabilities, pixels, ranges]
  }
  return event.type === 'policy' ? [event.policy.probabilities] : []
}
