import { proxy, wrap, type Remote } from 'comlink'
import type {
  KernelBenchOptions,
  KernelBenchRow,
  PathBenchOptions,
  PathBenchRow,
  ProgressListener,
  StepBenchOptions,
  StepBenchRow,
} from '../run/automation'
import type { SearchConfig } from '../run/config'
import type { RunPhase, SearchEvent } from '../run/events'
import type { FidelityConfig, SharedAccuracy, SharedNews, SharedWeights } from '../run/fidelity'
import type { ObjectiveSettings } from '../run/objective'
import type {
  ArchitectureLatency,
  ArchitectureLatencyRequest,
  DeviceProfile,
  LatencyModel,
  LatencyNews,
  LatencyRequest,
} from '../run/latency'
import type { ProfileNews } from '../run/stepProfile'
import type { YardstickNews, YardstickRequest, YardstickScore } from '../run/yardstick'
import type { DeviceProbe, SearchWorkerApi } from '../../workers/protocol'

/** The search worker is gone, and the call with it. The next call starts a new worker. */
export class WorkerDiedError extends Error {
  readonly code = 'worker-died'
  constructor(reason: string) {
    super(`The search worker ended: ${reason}`)
    this.name = 'WorkerDiedError'
  }
}

type EventListener = (events: SearchEvent[]) => void
type Checkpoint = Awaited<ReturnType<SearchWorkerApi['checkpoint']>>

interface Connection {
  readonly worker: Worker
  readonly remote: Remote<SearchWorkerApi>
  readonly pending: Set<(error: WorkerDiedError) => void>
}

/** Phases after which the death of the worker concerns no run. A failed run may still be resumed. */
const OVER: ReadonlySet<RunPhase> = new Set(['idle', 'finished', 'stopped'])

const endsRun = (event: SearchEvent) => event.type === 'phase' && OVER.has(event.phase)

/**
 * The page's end of the search worker. Comlink leaves calls pending for ever when a worker dies, so
 * this keeps track of them and rejects them all; a run that was under way hears of it as an event.
 */
export class SearchClient {
  private connection: Connection | null = null
  private runListener: EventListener | null = null

  constructor(private readonly createWorker: () => Worker = createSearchWorker) {}

  probe(): Promise<DeviceProbe> {
    return this.call((worker) => worker.probe())
  }

  start(
    config: SearchConfig,
    listener: EventListener,
    resumeFrom: Checkpoint = null,
    latencyModel: LatencyModel | null = null,
  ): Promise<void> {
    const hear = (events: SearchEvent[]) => {
      if (this.runListener === hear && events.some(endsRun)) this.runListener = null
      listener(events)
    }
    this.runListener = hear
    return this.call((worker) => worker.start(config, proxy(hear), resumeFrom, latencyModel))
  }

  pause(): Promise<void> {
    return this.call((worker) => worker.pause())
  }

  resume(): Promise<void> {
    return this.call((worker) => worker.resume())
  }

  step(): Promise<void> {
    return this.call((worker) => worker.step())
  }

  stop(): Promise<void> {
    return this.call((worker) => worker.stop())
  }

  changeObjective(objective: ObjectiveSettings): Promise<string | null> {
    return this.call((worker) => worker.changeObjective(objective))
  }

  reset(): Promise<void> {
    return this.call((worker) => worker.reset())
  }

  checkpoint(): Promise<Checkpoint> {
    return this.call((worker) => worker.checkpoint())
  }

  benchKernels(options: KernelBenchOptions): Promise<readonly KernelBenchRow[]> {
    return this.call((worker) => worker.benchKernels(options))
  }

  profileStep(config: SearchConfig, onNews: (news: ProfileNews) => void): Promise<void> {
    return this.call((worker) => worker.profileStep(config, proxy(onNews)))
  }

  measureYardstick(
    request: YardstickRequest,
    onNews: (news: YardstickNews) => void,
  ): Promise<readonly YardstickScore[]> {
    return this.call((worker) => worker.measureYardstick(request, proxy(onNews)))
  }

  judgeWithSharedWeights(
    config: FidelityConfig,
    texts: readonly string[],
    left: SharedWeights | null,
    onNews: (news: SharedNews) => void,
  ): Promise<readonly SharedAccuracy[]> {
    return this.call((worker) => worker.judgeWithSharedWeights(config, texts, left, proxy(onNews)))
  }

  profileDevice(onNews: (news: LatencyNews) => void): Promise<DeviceProfile> {
    return this.call((worker) => worker.profileDevice(proxy(onNews)))
  }

  measureLatency(
    request: LatencyRequest,
    onNews: (news: LatencyNews) => void,
  ): Promise<LatencyModel> {
    return this.call((worker) => worker.measureLatency(request, proxy(onNews)))
  }

  measureArchitecture(
    request: ArchitectureLatencyRequest,
    onNews: (news: LatencyNews) => void,
  ): Promise<readonly ArchitectureLatency[]> {
    return this.call((worker) => worker.measureArchitecture(request, proxy(onNews)))
  }

  benchSteps(
    options: StepBenchOptions,
    onProgress: ProgressListener,
  ): Promise<readonly StepBenchRow[]> {
    return this.call((worker) => worker.benchSteps(options, proxy(onProgress)))
  }

  benchPaths(
    options: PathBenchOptions,
    onProgress: ProgressListener,
  ): Promise<readonly PathBenchRow[]> {
    return this.call((worker) => worker.benchPaths(options, proxy(onProgress)))
  }

  /** Ends the worker at once, whatever it is doing. The next call starts a new one. */
  terminate(): void {
    this.runListener = null
    this.bury('it was terminated')
  }

  private call<T>(ask: (worker: Remote<SearchWorkerApi>) => Promise<T>): Promise<T> {
    const { remote, pending } = (this.connection ??= this.connect())
    return new Promise<T>((resolve, reject) => {
      pending.add(reject)
      ask(remote)
        .then(resolve, reject)
        .finally(() => pending.delete(reject))
    })
  }

  private bury(reason: string): void {
    const { connection, runListener } = this
    if (!connection) return
    this.connection = this.runListener = null
    connection.worker.terminate()
    const error = new WorkerDiedError(reason)
    for (const reject of connection.pending) reject(error)
    runListener?.(deathEvents(error))
  }

  private connect(): Connection {
    const worker = this.createWorker()
    worker.addEventListener('error', (event) => {
      this.bury(event.message || 'its script failed')
    })
    worker.addEventListener('messageerror', () => {
      this.bury('it sent a message that cannot be read')
    })
    return { worker, remote: wrap<SearchWorkerApi>(worker), pending: new Set() }
  }
}

function createSearchWorker(): Worker {
  return new Worker(new URL('../../workers/search.worker.ts', import.meta.url), {
    type: 'module',
    name: 'search',
  })
}

function deathEvents({ message }: WorkerDiedError): SearchEvent[] {
  return [
    { type: 'error', code: 'internal', message, advice: 'Run again; a new worker will start.' },
    { type: 'phase', phase: 'failed', detail: message },
  ]
}
