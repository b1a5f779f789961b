import type { SearchConfig } from '../run/config'
import type { EngineInfo, SearchEvent, Snapshot } from '../run/events'

/** What a run took, apart for what it did. */
export interface RunTimes {
  readonly config: SearchConfig
  readonly engine: EngineInfo
  /** Steps that trained, and ms that they took. */
  readonly trainingSteps: number
  readonly trainingMs: number
  /** ms of judging architectures on held-out images; null unless the run came to its end. */
  readonly judgingMs: number | null
}

/** Fewer tell more about warming up than about speed. */
const LEAST_STEPS = 10

/** Listens to one run after another, and tells at its end how long each part of it took. */
export class SpeedMeter {
  private started: Extract<SearchEvent, { type: 'started' }> | null = null
  private last: Pick<Snapshot, 'step' | 'elapsedMs'> | null = null
  private trainingSteps = 0
  private trainingMs = 0
  /** Steps that judged, those that trained as well among them, and ms of them all. */
  private judgingSteps = 0
  private mixedSteps = 0
  private judgingMs = 0

  /** @returns the times of a run that has just ended; null at any other moment */
  hear(event: SearchEvent): RunTimes | null {
    if (event.type === 'started') this.begin(event)
    if (event.type === 'snapshot') this.add(event.snapshot)
    if (event.type !== 'phase') return null
    if (event.phase === 'finished') return this.finish(true)
    return event.phase === 'stopped' ? this.finish(false) : null
  }

  private begin(event: Extract<SearchEvent, { type: 'started' }>): void {
    this.started = event
    this.last = null
    this.trainingSteps = this.trainingMs = 0
    this.judgingSteps = this.mixedSteps = this.judgingMs = 0
  }

  private add(snapshot: Snapshot): void {
    const { last } = this
    this.last = snapshot
    // The first step also warms the device up; a run that goes on has its time from before.
    if (!last) return
    const ms = snapshot.elapsedMs - last.elapsedMs
    const trained = Number.isFinite(snapshot.trainLoss)
    const judged = Number.isFinite(snapshot.validLoss) && !this.alphasAreJudged
    if (!judged && trained) {
      this.trainingSteps += 1
      this.trainingMs += ms
      return
    }
    if (!judged) return
    this.judgingSteps += 1
    this.judgingMs += ms
    if (trained) this.mixedSteps += 1
  }

  /** The held-out loss of DARTS is that of the alpha step, a part of training. */
  private get alphasAreJudged(): boolean {
    return this.started?.config.strategy.name === 'darts'
  }

  private finish(whole: boolean): RunTimes | null {
    const { started, trainingSteps, trainingMs, judgingSteps, mixedSteps } = this
    this.started = null
    if (!started || trainingSteps < LEAST_STEPS) return null
    const { config, engine } = started
    const judgingMs = this.judgingMs - (mixedSteps * trainingMs) / trainingSteps
    return {
      config,
      engine,
      trainingSteps,
      trainingMs,
      judgingMs: whole && judgingSteps > 0 && judgingMs > 0 ? judgingMs : null,
    }
  }
}
