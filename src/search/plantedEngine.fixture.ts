import type {
  EngineOptions,
  EngineState,
  EvaluationOptions,
  Inspection,
  InspectionOptions,
  TrainingEngine,
  TrainingStep,
} from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import { softmaxRows } from '../network/gates'
import type { GatePath, Network } from '../network/network'

/** What an engine was asked to do, in the order it was done. */
export type EngineDeed =
  | {
      readonly kind: 'gates' | 'weights' | 'evaluation' | 'inspection' | 'recalibration'
      readonly indices: number[]
      readonly path?: GatePath
    }
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
 * bits of the result. Along a path nothing happens to gates; the loss is the share of its branches
 * that are not the planted ones, blurred by weights and running statistics.
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

  async train({ gateBatch, weightBatch, learningRate, path }: TrainingStep) {
    if (!weightBatch) throw new Error('Every step trains weights')
    if ((path === undefined) !== (gateBatch !== null)) {
      throw new Error('A mixture trains gates, a path does not')
    }
    this.inFlight++
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    try {
      return await this.inOrder(() => {
        const index = this.state.step
        this.planted.beforeStep?.(index)
        this.deeds.push({ kind: 'rate', learningRate })
        if (gateBatch) this.moveGates(gateBatch)
        this.moveWeights(weightBatch, learningRate, path)
        this.state = { ...this.state, step: index + 1 }
        const trained = this.loss(path)
        const loss = this.planted.disturbLoss?.(trained, index) ?? trained
        const metrics = { loss, correct: 1 }
        return {
          step: index + 1,
          alphas: this.state.alphas.slice(),
          gateStep: gateBatch && metrics,
          weightStep: { ...metrics, gradientNorm: 1 },
        }
      })
    } finally {
      this.inFlight--
    }
  }

  evaluate(indices: Uint32Array, { path, predictions }: EvaluationOptions = {}) {
    return this.inOrder(() => {
      this.deeds.push({ kind: 'evaluation', indices: [...indices], ...(path && { path }) })
      const loss = this.loss(path)
      const share = path ? 1 / (1 + loss) : 0.5
      return {
        loss,
        correct: indices.length * share,
        count: indices.length,
        ...(predictions && { predictions: Uint8Array.from(indices, (index) => index % 2) }),
      }
    })
  }

  /** Every class as likely as any other, and maps that say which image and channel they are of. */
  inspect(indices: Uint32Array, { maps, path }: InspectionOptions): Promise<Inspection> {
    return this.inOrder(() => {
      this.deeds.push({ kind: 'inspection', indices: [...indices], ...(path && { path }) })
      const { layers, logits } = this.network
      const classes = layers[logits]!.shape.channels
      return {
        probabilities: new Float32Array(indices.length * classes).fill(1 / classes),
        maps: maps.map(({ layer, channels, images }) => {
          const { height, width } = layers[layer]!.shape
          const pixels = height * width
          return Float32Array.from({ length: images * channels.length * pixels }, (_, at) => at)
        }),
      }
    })
  }

  recalibrate(indices: Uint32Array, path?: GatePath) {
    return this.inOrder(() => {
      this.deeds.push({ kind: 'recalibration', indices: [...indices], ...(path && { path }) })
      const statistic = 0.001 * Math.sin(mean(indices) + (this.state.weights[0] ?? 0))
      const runningStatistics = this.state.runningStatistics.slice().fill(statistic)
      this.state = { ...this.state, runningStatistics }
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
    for (const { offset, rows, columns, allowed } of this.network.gateTables) {
      for (let i = 0; i < rows * columns; i++) {
        if (allowed?.[i] === false) continue
        const target = i % columns === this.planted.planted ? 1 : 0
        alphas[offset + i]! += 0.1 * reach * (target - (gates[offset + i] ?? 0))
      }
    }
    this.state = { ...this.state, alphas }
  }

  private moveWeights(batch: Uint32Array, learningRate: number, path?: GatePath): void {
    this.deeds.push({ kind: 'weights', indices: [...batch], ...(path && { path }) })
    const branches = path ? path.reduce((sum, runs, gate) => sum + runs * gate, 0) : 0
    const weights = this.state.weights.map(
      (weight) => weight - learningRate * Math.cos(mean(batch) + branches),
    )
    this.state = { ...this.state, weights }
  }

  private loss(path?: GatePath): number {
    if (path) return this.pathLoss(path)
    const gates = softmaxRows(this.state.alphas, this.network.gateTables)
    return -Math.log(gates[this.planted.planted] ?? 0)
  }

  private pathLoss(path: GatePath): number {
    let running = 0
    let astray = 0
    for (const { offset, rows, columns } of this.network.gateTables) {
      for (let i = 0; i < rows * columns; i++) {
        const runs = path[offset + i] ?? 0
        running += runs
        if (i % columns !== this.planted.planted) astray += runs
      }
    }
    const { weights, runningStatistics } = this.state
    const blur = 0.01 * Math.abs(Math.sin((weights[0] ?? 0) + (runningStatistics[0] ?? 0)))
    return (running > 0 ? astray / running : 1) + blur
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
