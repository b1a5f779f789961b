import { proxy, wrap, type Remote } from 'comlink'
import type { TrainingConfig, TrainingEvent, TrainingResult } from '../run/training'
import type { TrainingWorkerApi } from '../../workers/protocol'

export type TrainingCheckpoint = NonNullable<Awaited<ReturnType<TrainingWorkerApi['checkpoint']>>>

/** The page's end of a training worker. */
export class TrainingClient {
  private readonly worker: Worker
  private readonly remote: Remote<TrainingWorkerApi>
  /** Ends the wait for the present training; null before the first. */
  private giveUp: ((error: Error) => void) | null = null

  constructor(createWorker: () => Worker = createTrainingWorker) {
    this.worker = createWorker()
    const died = (reason: string) => {
      this.giveUp?.(new Error(`The training worker ended: ${reason}`))
    }
    this.worker.addEventListener('error', ({ message }) => died(message || 'its script failed'))
    this.worker.addEventListener('messageerror', () => died('it sent what cannot be read'))
    this.remote = wrap<TrainingWorkerApi>(this.worker)
  }

  /**
   * Trains a network from scratch, from a checkpoint if one is given.
   * @throws Error the training's own message, or that the worker ended
   */
  train(
    config: TrainingConfig,
    onEvent: (event: TrainingEvent) => void,
    resumeFrom: TrainingCheckpoint | null = null,
  ): Promise<TrainingResult> {
    return new Promise((resolve, reject) => {
      this.giveUp = reject
      // Over when an event says so: events and answers come by different ports, in any order.
      const hear = (events: readonly TrainingEvent[]) => {
        for (const event of events) {
          onEvent(event)
          if (event.type === 'result') resolve(event.result)
          if (event.type === 'error') reject(new Error(event.message))
        }
      }
      this.remote.train(config, proxy(hear), resumeFrom).catch(reject)
    })
  }

  pause(): Promise<void> {
    return this.remote.pause()
  }

  resume(): Promise<void> {
    return this.remote.resume()
  }

  /** Trains no further, and tests the best there is. */
  finish(): Promise<void> {
    return this.remote.finish()
  }

  /** The newest state that the present training can be resumed from. */
  checkpoint(): Promise<TrainingCheckpoint | null> {
    return this.remote.checkpoint()
  }

  /** Ends the worker at once, whatever it is doing, and gives the GPU back. */
  terminate(): void {
    this.worker.terminate()
    this.giveUp?.(new Error('The training worker was ended'))
  }
}

function createTrainingWorker(): Worker {
  return new Worker(new URL('../../workers/training.worker.ts', import.meta.url), {
    type: 'module',
    name: 'training',
  })
}
