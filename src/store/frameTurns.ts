/**
 * Redrawing in turns: a few drawings in each frame, first come, first served, so that no frame lasts
 * longer for there being more of them. Who asks again while it waits keeps its place.
 */
export class FrameTurns {
  private readonly waiting = new Set<() => void>()
  private readonly idlers: (() => void)[] = []
  private asked = false

  /** @param nextFrame `requestAnimationFrame`, or what stands for it */
  constructor(
    private readonly perFrame: number,
    private readonly nextFrame: (work: () => void) => void,
  ) {}

  ask(draw: () => void): void {
    this.waiting.add(draw)
    this.askForFrame()
  }

  withdraw(draw: () => void): void {
    this.waiting.delete(draw)
  }

  /** Resolves when nobody waits any more. */
  idle(): Promise<void> {
    if (this.waiting.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.idlers.push(resolve))
  }

  private askForFrame(): void {
    if (this.asked) return
    this.asked = true
    this.nextFrame(() => {
      this.asked = false
      for (const draw of [...this.waiting].slice(0, this.perFrame)) {
        this.waiting.delete(draw)
        draw()
      }
      if (this.waiting.size > 0) this.askForFrame()
      else for (const resolve of this.idlers.splice(0)) resolve()
    })
  }
}

/** More of the usual drawings in one frame make it last longer than a display shows it. */
const DRAWINGS_PER_FRAME = 3

export const drawingTurns = new FrameTurns(DRAWINGS_PER_FRAME, (work) =>
  requestAnimationFrame(work),
)
