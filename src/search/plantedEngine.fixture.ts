import type { EngineOptions, EngineState, TrainingEngine } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import { softmaxRows } from '../network/gates'
import type { Network } from '../network/network'

/** What an engine was asked to do, in the order it was done. */
export type EngineDeed =
  | { readonly kind: 'gates' | 'weights' | 'evaluation'; readonly indices: number[] }
  | { readonly kind: 'rate'; readonly learningRate: number }

export interface PlantedOptions {
  /** Column that every row's gradient prefers. */
  readonly planted: number
  /** Called before step `index` (from 0) is done; may throw. */
  readonly beforeStep?: (index: number) => void
  /** Turns the loss of a step into another. */
  readonly disturbLoss?: (loss: number, index: number) => number
}

/**
 * A stand-in for a device: no network, but a problem with a known answer, and the memory of
 * everything asked of it. Gates move towards the planted column; how far depends on the batch and on
 * the weights, and those on the batches before, so that any change in order or batches shows in the
 * bits of the result.
 */
export class PlantedEngine implements TrainingEngine {
  readonly gpuBytes = 1000
  readonly dispatchesPerStep = 10
  readonly deeds: EngineDeed[] = []
  inFlight = 0
  mostInFlight = 0
  destroyed = false
  private state: EngineState
  private lastTask: Promise<unknown> = Promise.resolve()

  constructor(
    readonly network: Network,
    private readonly options: EngineOptions,
    private readonly planted: PlantedOptions,
  ) {
    this.state = initialEngineState(network, options.seed)
  }

  get batch() {
    return this.options.batch
  }

  load(): void {}

  async train({ gateBatch, weightBatch, learningRate }: Parameters<TrainingEngine['train']>[0]) {
    if (!gateBatch || !weightBatch) throw new Error('DARTS trains both sides in every step')
    this.inFlight++
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    try {
      return await this.inOrder(() => {
        const index = this.state.step
        this.planted.beforeStep?.(index)
        this.deeds.push({ kind: 'rate', learningRate })
        this.moveGates(gateBatch)
        this.moveWeights(weightBatch, learningRate)
        this.state = { ...this.state, step: index + 1 }
        const loss = this.planted.disturbLoss?.(this.loss(), index) ?? this.loss()
        const metrics = { loss, correct: 1 }
        return {
          step: index + 1,
          alphas: this.state.alphas.slice(),
          gateStep: metrics,
          weightStep: { ...metrics, gradientNorm: 1 },
        }
      })
    } finally {
      this.inFlight--
    }
  }

  evaluate(indices: Uint32Array) {
    return this.inOrder(() => {
      this.deeds.push({ kind: 'evaluation', indices: [...indices] })
      return { loss: this.loss(), correct: indices.length / 2, count: indices.length }
    })
  }

  readAlphas() {
    return this.inOrder(() => this.state.alphas.slice())
  }

  exportState() {
    return this.inOrder(() => structuredClone(this.state))
  }

  importState(state: EngineState): void {
    this.state = structuredClone(state)
  }

  destroy(): void {
    this.destroyed = true
  }

  private moveGates(batch: Uint32Array): void {
    this.deeds.push({ kind: 'gates', indices: [...batch] })
    const gates = softmaxRows(this.state.alphas, this.network.gateTables)
    const reach = 0.5 + 0.5 * Math.sin(mean(batch) + (this.state.weights[0] ?? 0))
    const alphas = this.state.alphas.slice()
    for (const { offset, rows, columns } of this.network.gateTables) {
      for (let i = 0; i < rows * columns; i++) {
        const target = i % columns === this.planted.planted ? 1 : 0
        alphas[offset + i]! += 0.1 * reach * (target - (gates[offset + i] ?? 0))
      }
    }
    this.state = { ...this.state, alphas }
  }

  private moveWeights(batch: Uint32Array, learningRate: number): void {
    this.deeds.push({ kind: 'weights', indices: [...batch] })
    const weights = this.state.weights.map(
      (weight) => weight - learningRate * Math.cos(mean(batch)),
    )
    this.state = { ...this.state, weights }
  }

  private loss(): number {
    const gates = softmaxRows(this.state.alphas, this.network.gateTables)
    return -Math.log(gates[this.planted.planted] ?? 0)
  }

  /** Answers some microtasks later, as a device would, one task after another. */
  private inOrder<T>(task: () => T): Promise<T> {
    const result = this.lastTask.then(async () => {
      for (let i = 0; i < 5; i++) await Promise.resolve()
      if (this.destroyed) throw new Error('The engine was destroyed')
      return task()
    })
    this.lastTask = result.catch(() => undefined)
    return result
  }
}

const mean = (batch: Uint32Array) => batch.reduce((sum, index) => sum + index, 0) / batch.length
