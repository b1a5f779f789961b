import type { Dataset } from '../data/dataset'
import { parameterCount } from '../network/network'
import type { SearchConfig } from '../run/config'
import type { Evaluation, SearchEvent } from '../run/events'
import type { LatencyMeasurement, LatencyModel } from '../run/latency'
import { latencyLimit, type ObjectiveSettings } from '../run/objective'
import type { Choices } from '../space/spaceModel'
import { InfeasibleError } from '../strategies/objective'
import type { Checkpoint } from './checkpoint'
import { EvidencePace } from './evidencePace'
import { evaluationImages, evaluationPoints } from './evaluationPoints'
import { describeFailure } from './failure'
import { GpuTurn } from './gpuTurn'
import { RunControl } from './runControl'
import { RunLatency } from './runLatency'
import type { SearchHost, SearchTask } from './searchHost'
import { SearchSession, type MeteredOutcome } from './session'
import { snapshotOf } from './snapshot'
import { Stopwatch } from './stopwatch'
import { firstWithin } from './verification'

/** While the device works on one step the next is already queued, so that readbacks cost no time. */
const STEPS_IN_FLIGHT = 2

/** Running time that a crash may cost. */
const CHECKPOINT_INTERVAL_MS = 30_000

const NO_POINTS: ReadonlySet<number> = new Set()

export interface SearchRunOptions {
  /** Go on from here instead of from step 0. */
  readonly resumeFrom?: Checkpoint | null
  readonly checkpointIntervalMs?: number
  /** What is known of latencies; a run that is resumed keeps what it had. */
  readonly latencyModel?: LatencyModel | null
}

/** What a search ends with; the latency is null where the run goes without. */
interface Decision {
  readonly choices: Choices
  readonly latency: LatencyMeasurement | null
}

/** An objective asked for under way. */
interface Order {
  readonly objective: ObjectiveSettings
  readonly resolve: (problem: string | null) => void
}

/**
 * One search from its config to its result. Commands may come at any time and in any order; one that
 * makes no sense in the present phase does nothing. All that happens, failures included, is told by
 * events; the promise of a command resolves when the command has taken effect.
 */
export class SearchRun {
  private readonly control: RunControl
  private readonly stopwatch: Stopwatch
  private readonly turn: GpuTurn
  private readonly latency: RunLatency
  private readonly checkpointIntervalMs: number
  private readonly pace: EvidencePace
  private dataset: Dataset | null = null
  private kept: Checkpoint | null
  private keptAtMs: number
  /** First step that has not been queued. */
  private next: number
  private evaluated: Evaluation | null = null
  private startTold = false
  private latencyTold = false
  /** An objective that is to be taken up before the next step. */
  private ordered: Order | null = null
  /** Last step told to the page: after a device loss some are taken again, with the same outcome. */
  private stepTold: number
  private whole: Promise<void> | null = null
  /** Broken off where nothing that is being compiled will be used. */
  private preparation = new AbortController()

  constructor(
    private config: SearchConfig,
    private readonly host: SearchHost,
    options: SearchRunOptions = {},
  ) {
    const { resumeFrom = null, latencyModel = null } = options
    this.control = new RunControl((phase, detail) => host.emit({ type: 'phase', phase, detail }))
    this.turn = new GpuTurn(host, () => this.tellProgress('waiting', null))
    this.latency = new RunLatency(
      config,
      host,
      resumeFrom ? (resumeFrom.latency ?? null) : latencyModel,
    )
    this.kept = resumeFrom
    this.keptAtMs = resumeFrom?.elapsedMs ?? 0
    this.stopwatch = new Stopwatch(() => host.now(), this.keptAtMs)
    this.next = this.stepTold = resumeFrom?.step ?? 0
    this.pace = new EvidencePace(() => host.now())
    this.checkpointIntervalMs = options.checkpointIntervalMs ?? CHECKPOINT_INTERVAL_MS
  }

  /** The newest state that the run can be resumed from, at its end the last; null before the first. */
  get checkpoint(): Checkpoint | null {
    return this.kept
  }

  /** Resolves when the preparation is over: the run is running, paused, or has failed. */
  start(): Promise<void> {
    this.whole ??= this.live()
    return this.control.until(() => !this.control.preparing)
  }

  /** Lets the steps under way finish, then waits. */
  pause(): Promise<void> {
    this.control.hold(this.next)
    return this.control.until(() => this.resting)
  }

  /** Takes one search step and pauses; asked again before that, takes one more. */
  step(): Promise<void> {
    this.control.permitOneMore(this.next)
    return this.control.until(() => this.resting && !this.control.permits(this.next))
  }

  /** Runs on: after a pause, or after a failure from the kept state, on a device opened anew. */
  async resume(): Promise<void> {
    if (this.control.phase === 'failed') {
      await this.whole
      this.next = this.kept?.step ?? 0
      this.whole = this.live()
    }
    this.control.release()
  }

  /** Ends the run early and derives from what was learnt. Resolves when that is told. */
  async stop(): Promise<void> {
    if (!this.control.ended) this.control.end('stopped')
    // A run resumed from its checkpoint has learnt something, and the engine will tell what.
    if (this.next === 0) this.preparation.abort()
    await this.whole
  }

  /**
   * From the next step on the search is after `objective`; a paused run takes it up when it goes on.
   * Resolves when it is in force, or when the run has ended without it.
   * @returns why it cannot be: the search then goes on as it was; null otherwise
   */
  changeObjective(objective: ObjectiveSettings): Promise<string | null> {
    if (this.config.strategy.name === 'darts') {
      return Promise.resolve('DARTS follows the gradient that was compiled for its objective')
    }
    this.ordered?.resolve(null)
    return new Promise((resolve) => {
      this.ordered = { objective, resolve }
      void this.control.until(() => this.control.ended).then(() => resolve(null))
    })
  }

  /** Drops the run; it tells nothing more. Resolves when the device's memory is free. */
  async reset(): Promise<void> {
    this.control.enter('idle')
    this.control.end('dropped')
    this.preparation.abort()
    await this.whole
  }

  private get dropped(): boolean {
    return this.control.ending === 'dropped'
  }

  private get resting(): boolean {
    return this.control.phase === 'paused' || this.control.ended
  }

  private async live(): Promise<void> {
    let session: SearchSession | null = null
    const { signal } = (this.preparation = new AbortController())
    try {
      this.enter('loading')
      const dataset = await this.loadDataset()
      if (this.control.ending === null) {
        this.enter('compiling')
        await this.turn.take(signal)
        session = await this.openSession(dataset, signal)
        await this.train(session)
        if (this.next > 0) {
          await this.turn.take(signal)
          await this.conclude(session, signal)
        }
      }
      this.enter(this.control.ending === null ? 'finished' : 'stopped')
    } catch (error) {
      if (signal.aborted && error === signal.reason) {
        this.enter('stopped')
        return
      }
      const failure = describeFailure(error, this.kept?.step ?? 0)
      this.tell({ type: 'error', ...failure })
      this.enter('failed', failure.message)
    } finally {
      this.stopwatch.stop()
      session?.close()
      this.turn.letGo()
    }
  }

  private async loadDataset(): Promise<Dataset> {
    this.dataset ??= await this.host.loadDataset(this.config.dataset, (fraction) =>
      this.tellProgress('data', fraction),
    )
    return this.dataset
  }

  private async openSession(dataset: Dataset, signal: AbortSignal): Promise<SearchSession> {
    const latency = await this.latency.open(dataset.data, {
      signal,
      onProgress: (fraction) => this.tellProgress('latency', fraction),
    })
    if (this.latency.model && !this.latencyTold) {
      this.latencyTold = true
      this.tell({ type: 'latency', model: this.latency.model })
    }
    const session = await SearchSession.open(this.config, dataset, this.host, {
      checkpoint: this.kept,
      latency,
      onProgress: (fraction) => this.tellProgress('compile', fraction),
      signal,
    })
    if (!this.startTold) {
      this.startTold = true
      this.tell({
        type: 'started',
        config: this.config,
        engine: session.info,
        gateTables: session.network.gateTables,
        weights: parameterCount(session.network),
        steps: session.steps,
      })
      this.tell({ type: 'exhibits', exhibits: session.exhibits })
    }
    return session
  }

  private async train(session: SearchSession): Promise<void> {
    const { steps } = session
    const evaluations = session.judgesSupernet ? evaluationPoints(steps) : NO_POINTS
    const inFlight: Promise<MeteredOutcome>[] = []
    // Outcomes are told in the order of steps, so that none is told after one that failed.
    const settle = async (left: number) => {
      for (const outcome of inFlight.splice(0, inFlight.length - left)) {
        this.tellOutcome(await outcome)
      }
    }
    while (this.next < steps && this.control.ending === null) {
      if (!this.control.permits(this.next)) {
        await settle(0)
        await this.rest(session)
        continue
      }
      this.enter('running')
      if (!(await this.takeTurn())) continue
      if (this.ordered) {
        await settle(0)
        await this.takeUp(session, this.ordered)
      }
      this.stopwatch.start()
      const step = session.step(this.next++)
      // Its turn to be awaited comes later; until then its failure must not count as unhandled.
      step.catch(() => undefined)
      inFlight.push(step)
      await settle(STEPS_IN_FLIGHT - 1)
      const due = this.next < steps && evaluations.has(this.next)
      if (due && this.next > (this.evaluated?.step ?? 0)) {
        await settle(0)
        await this.evaluate(session, null)
        await this.look(session)
      } else if (this.pace.due) {
        await settle(0)
        await this.look(session)
      }
      if (this.stopwatch.elapsedMs - this.keptAtMs >= this.checkpointIntervalMs) {
        await settle(0)
        await this.keep(session)
      }
    }
    await settle(0)
  }

  /** What is kept is of the same objective: a run that goes on from there equals this one. */
  private async takeUp(session: SearchSession, { objective, resolve }: Order): Promise<void> {
    this.ordered = null
    try {
      await session.changeObjective(objective)
    } catch (error) {
      if (!(error instanceof InfeasibleError)) throw error
      resolve(error.message)
      return
    }
    this.config = { ...this.config, objective }
    await this.keep(session)
    this.tell({ type: 'objective', change: { step: this.next, objective } })
    resolve(null)
  }

  private async rest(session: SearchSession): Promise<void> {
    const { control } = this
    if (control.permits(this.next) || control.ending !== null) return
    this.stopwatch.stop()
    if (this.next > 0 && this.kept?.step !== this.next) await this.keep(session)
    this.turn.letGo()
    this.enter('paused')
    await control.until(() => control.permits(this.next) || control.ending !== null)
  }

  /** Waits for the GPU after a pause. False when the run was paused again, or ended, meanwhile. */
  private async takeTurn(): Promise<boolean> {
    if (this.turn.held) return true
    const { control } = this
    const waiting = new AbortController()
    const unwanted = () => !control.permits(this.next) || control.ending !== null
    void control.until(unwanted).then(() => waiting.abort())
    try {
      await this.turn.take(waiting.signal)
      return true
    } catch (error) {
      if (error !== waiting.signal.reason) throw error
      return false
    }
  }

  private tellOutcome(outcome: MeteredOutcome): void {
    if (outcome.step <= this.stepTold) return
    this.stepTold = outcome.step
    const { candidates = [], policy } = outcome
    this.tell({ type: 'snapshot', snapshot: snapshotOf(outcome, this.stopwatch.elapsedMs) })
    if (candidates.length > 0) this.tell({ type: 'candidates', candidates })
    if (policy) {
      const probabilities = policy.probabilities.slice()
      this.tell({ type: 'policy', policy: { ...policy, probabilities } })
    }
  }

  /** The clock stands still meanwhile, as it does in `keep`: it measures training alone. */
  private async evaluate(session: SearchSession, found: Choices | null): Promise<void> {
    this.stopwatch.stop()
    const last = found !== null
    const images = evaluationImages(this.config.dataset.testImages, last)
    const { control } = this
    const listener = {
      onProgress: (fraction: number) => this.tellProgress('evaluate', fraction),
      abandoned: () => control.ending === 'dropped' || (control.ending !== null && !last),
    }
    const evaluation = await session.evaluate(this.next, images, listener, found)
    if (!evaluation) return
    this.evaluated = evaluation
    this.tell({ type: 'evaluation', evaluation })
  }

  /** At what the network makes of the exhibits; no part of the search, so the clock stands still. */
  private async look(session: SearchSession, found: Choices | null = null): Promise<void> {
    if (this.dropped) return
    this.stopwatch.stop()
    await this.pace.look(async () => {
      const evidence = await session.look(this.next, found)
      if (evidence) this.tell({ type: 'evidence', evidence })
    })
  }

  private async keep(session: SearchSession): Promise<void> {
    this.stopwatch.stop()
    this.keptAtMs = this.stopwatch.elapsedMs
    this.kept = await session.checkpoint(this.next, this.keptAtMs, this.latency.model)
  }

  private async conclude(session: SearchSession, signal: AbortSignal): Promise<void> {
    if (this.dropped) return
    const { choices: found, latency } = await this.decide(session, signal)
    const alphaHash = await session.fingerprint()
    // Getting ready for the test images is no part of the search.
    const { usage } = session
    await this.evaluate(session, found)
    await this.look(session, found)
    if (this.dropped) return
    // What was learnt can still be tried when the device has been let go.
    await this.keep(session)
    const record = session.describe(found, usage, this.evaluated, latency)
    this.tell({ type: 'result', record, alphaHash })
  }

  /** What the search has found, timed end to end where latencies are known; see `firstWithin`. */
  private async decide(session: SearchSession, signal: AbortSignal): Promise<Decision> {
    const found = await session.conclude()
    if (!this.latency.model) return { choices: found, latency: null }
    const measure = (choices: Choices) =>
      this.latency.measure(choices, session.data, {
        signal,
        onProgress: (fraction) => this.tellProgress('latency', fraction),
      })
    const limit = latencyLimit(this.config.objective)
    if (limit === null) return { choices: found, latency: await measure(found) }
    const predicted = (choices: Choices) => session.costOf(choices).latencyMs
    return firstWithin(limit, await session.finalists(found), { predicted, measure })
  }

  private enter(...arrival: Parameters<RunControl['enter']>): void {
    if (this.control.ending !== 'dropped') this.control.enter(...arrival)
  }

  private tell(event: SearchEvent): void {
    if (this.control.ending !== 'dropped') this.host.emit(event)
  }

  private tellProgress(task: SearchTask, fraction: number | null): void {
    this.tell({ type: 'progress', task, fraction })
  }
}
