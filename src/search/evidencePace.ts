/** Looking more often than a reader can follow would be for nothing. */
const LEAST_INTERVAL_MS = 1000

/** A look may take this share of the time between two. */
const MOST_SHARE = 0.04

/** When to look at what the network has learnt, so that it costs a search next to nothing. */
export class EvidencePace {
  private nextMs = -Infinity

  constructor(private readonly now: () => number) {}

  get due(): boolean {
    return this.now() >= this.nextMs
  }

  /** Takes a look, and lets the more time pass until the next the longer it took. */
  async look(task: () => Promise<void>): Promise<void> {
    const startMs = this.now()
    await task()
    const endMs = this.now()
    this.nextMs = endMs + Math.max(LEAST_INTERVAL_MS, (endMs - startMs) / MOST_SHARE)
  }
}
