import type { SearchEvent } from '../run/events'

/** How long events wait for a frame: hidden pages get none, and must still hear of their runs. */
const FRAME_DEADLINE_MS = 250

/** Collects what the worker reports and hands it on once per frame, so that a frame renders once. */
export class EventQueue {
  private waiting: SearchEvent[] = []
  private frame: number | null = null
  private deadline: ReturnType<typeof setTimeout> | null = null

  constructor(private readonly deliver: (events: readonly SearchEvent[]) => void) {}

  push(events: readonly SearchEvent[]): void {
    this.waiting.push(...events)
    if (this.frame !== null) return
    this.frame = requestAnimationFrame(this.flush)
    this.deadline = setTimeout(this.flush, FRAME_DEADLINE_MS)
  }

  /** Forgets what has not been delivered. */
  clear(): void {
    this.waiting = []
  }

  private readonly flush = (): void => {
    if (this.frame !== null) cancelAnimationFrame(this.frame)
    if (this.deadline !== null) clearTimeout(this.deadline)
    this.frame = this.deadline = null
    const events = this.waiting
    this.waiting = []
    if (events.length > 0) this.deliver(events)
  }
}
