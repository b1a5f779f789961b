import { wrap, type Remote } from 'comlink'
import type { SearchConfig } from '../run/config'
import type { PlanningDevice, SearchForecast } from '../run/forecast'
import type { ForecastWorkerApi } from '../../workers/protocol'

/** An unused worker gives its memory back after so long. */
const IDLE_MS = 30_000

interface Connection {
  readonly worker: Worker
  readonly remote: Remote<ForecastWorkerApi>
}

/**
 * The page's end of the forecast worker. It plans one search at a time: what nobody waits for any
 * longer is broken off by ending the worker, as planning itself does not pause.
 */
export class ForecastClient {
  private connection: Connection | null = null
  /** Ends the wait for what is being planned; null while nothing is. */
  private giveUp: ((reason: unknown) => void) | null = null
  private idle: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly createWorker: () => Worker = createForecastWorker) {}

  /**
   * Plans a search; what was being planned is given up.
   * @throws the signal's reason when it is aborted; Error when the worker fails
   */
  async forecast(
    config: SearchConfig,
    device: PlanningDevice,
    signal: AbortSignal,
  ): Promise<SearchForecast> {
    signal.throwIfAborted()
    clearTimeout(this.idle)
    if (this.giveUp) this.end(new Error('Another search is to be forecast'))
    const { remote } = (this.connection ??= this.connect())
    const planned = new Promise<SearchForecast>((resolve, reject) => {
      this.giveUp = reject
      remote.forecast(config, device).then(resolve, reject)
    })
    const { giveUp } = this
    const abort = () => {
      if (this.giveUp === giveUp) this.end(signal.reason)
    }
    signal.addEventListener('abort', abort)
    try {
      return await planned
    } finally {
      signal.removeEventListener('abort', abort)
      if (this.giveUp === giveUp) {
        this.giveUp = null
        this.idle = setTimeout(() => this.end(null), IDLE_MS)
      }
    }
  }

  private end(reason: unknown): void {
    this.connection?.worker.terminate()
    this.connection = null
    this.giveUp?.(reason)
    this.giveUp = null
  }

  private connect(): Connection {
    const worker = this.createWorker()
    worker.addEventListener('error', ({ message }) => {
      this.end(new Error(message || 'The forecast worker failed'))
    })
    return { worker, remote: wrap<ForecastWorkerApi>(worker) }
  }
}

function createForecastWorker(): Worker {
  return new Worker(new URL('../../workers/forecast.worker.ts', import.meta.url), {
    type: 'module',
    name: 'forecast',
  })
}
