/** Measures running time in milliseconds; time while stopped does not count. */
export class Stopwatch {
  private startedAt: number | null = null

  constructor(
    private readonly now: () => number,
    private accumulatedMs = 0,
  ) {}

  get elapsedMs(): number {
    return this.accumulatedMs + (this.startedAt === null ? 0 : this.now() - this.startedAt)
  }

  start(): void {
    this.startedAt ??= this.now()
  }

  stop(): void {
    this.accumulatedMs = this.elapsedMs
    this.startedAt = null
  }
}
