import type { RunPhase } from '../run/events'

/** How a run is to end before its budget does: with a result, or without. */
type Ending = 'stopped' | 'dropped'

/** Where a run stands and how far it may go. Commands write it, the loop reads it between steps. */
export class RunControl {
  private current: RunPhase = 'idle'
  private limit = Infinity
  private ordered: Ending | null = null
  private waiting: { readonly holds: () => boolean; readonly resolve: () => void }[] = []

  constructor(private readonly onPhase: (phase: RunPhase, detail: string | null) => void) {}

  get phase(): RunPhase {
    return this.current
  }

  get ending(): Ending | null {
    return this.ordered
  }

  get preparing(): boolean {
    return this.current === 'loading' || this.current === 'compiling'
  }

  get ended(): boolean {
    return ['idle', 'finished', 'stopped', 'failed'].includes(this.current)
  }

  /** Whether step `index` (from 0) may be taken now. */
  permits(index: number): boolean {
    return index < this.limit
  }

  enter(phase: RunPhase, detail: string | null = null): void {
    if (phase === this.current) return
    this.current = phase
    this.onPhase(phase, detail)
    this.wake()
  }

  /** Permits every step. */
  release(): void {
    this.limit = Infinity
    this.wake()
  }

  /** Permits no step from `next` on. */
  hold(next: number): void {
    this.limit = Math.min(this.limit, next)
    this.wake()
  }

  /** Permits one step more than now, or exactly one if all were permitted. */
  permitOneMore(next: number): void {
    this.limit = (this.limit === Infinity ? next : this.limit) + 1
    this.wake()
  }

  end(ending: Ending): void {
    this.ordered = ending
    this.wake()
  }

  /** Resolves once `holds` is true; it is asked after every change. */
  until(holds: () => boolean): Promise<void> {
    if (holds()) return Promise.resolve()
    return new Promise((resolve) => this.waiting.push({ holds, resolve }))
  }

  private wake(): void {
    const ready = this.waiting.filter(({ holds }) => holds())
    this.waiting = this.waiting.filter((waiter) => !ready.includes(waiter))
    for (const { resolve } of ready) resolve()
  }
}
