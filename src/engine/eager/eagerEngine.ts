import * as tf from '@tensorflow/tfjs-core'
import { softmaxRows } from '../../network/gates'
import { gateCount, type GatePath, type Network } from '../../network/network'
import { checkPath } from '../../network/paths'
import { augmentationKey } from '../augmentation'
import type {
  EngineOptions,
  EngineState,
  EvaluationOptions,
  EvaluationResult,
  ImageData8,
  Inspection,
  InspectionOptions,
  MapRequest,
  StepMetrics,
  TrainingEngine,
  TrainingStep,
} from '../engine'
import { pathDrops } from '../dropPath'
import { costSlopes, expectedCost } from '../gateCost'
import { copyEngineState, initialEngineState } from '../initialState'
import { classProbabilities, ToldLogits } from '../logits'
import {
  averagedState,
  averageShare,
  keepsAverage,
  movedAverage,
  requireAverage,
} from '../runningAverage'
import type { EagerBackend } from '../tfjsBackend'
import { gatherBatch } from './batch'
import type { Batch } from './batch'
import { answeringNetwork, pathNetwork, wholeNetwork, type PathNetwork } from './pathState'
import { evaluateNetwork, networkGradients } from './forward'
import type { NetworkBatch } from './forward'
import { adamStep, norm, sgdStep } from './optimisers'
import { softmaxRowsGradient } from './softmaxGradient'
import { unrolledGradient } from './unrolled'
import type { UnrolledGradient } from './unrolled'

/**
 * Trains a network operation by operation in TensorFlow.js: where WebGPU is missing, and as a second
 * opinion on the compiled plan.
 * @param backend must have been prepared by `prepareBackend`
 */
export async function createEagerEngine(
  network: Network,
  options: EngineOptions,
  backend: EagerBackend,
): Promise<TrainingEngine> {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js cannot use ${backend} here`)
  options.onProgress?.(1)
  return new EagerEngine(network, options, backend)
}

/**
 * State lives outside tfjs, in plain arrays: a step uploads it and reads gradients back, which costs
 * little beside thousands of operations, and leaves no tensor alive between steps.
 */
class EagerEngine implements TrainingEngine {
  readonly gpuBytes = 0
  readonly dispatchesPerStep = 0
  private state: EngineState
  private data: ImageData8 | null = null
  private destroyed = false
  private lastTask: Promise<unknown> = Promise.resolve()

  constructor(
    readonly network: Network,
    private readonly options: EngineOptions,
    private readonly backend: EagerBackend,
  ) {
    this.state = this.copied(initialEngineState(network, options.seed))
  }

  get batch(): number {
    return this.options.batch
  }

  load(data: ImageData8): void {
    this.data = data
  }

  train(step: TrainingStep): Promise<StepMetrics> {
    return this.inOrder(async () => {
      if (step.path && step.gateBatch) throw new Error('A step along a path has no alpha step')
      const gates = step.gateBatch ? await this.trainGates(step.gateBatch, step) : null
      const weightStep = step.weightBatch ? await this.trainWeights(step.weightBatch, step) : null
      this.state = { ...this.state, step: this.state.step + 1 }
      return {
        step: this.state.step,
        alphas: this.state.alphas.slice(),
        ...(gates && { alphaGradients: gates.gradient }),
        gateStep: gates && gates.metrics,
        weightStep,
      }
    })
  }

  evaluate(
    indices: Uint32Array,
    { predictions, probabilities, average, ...options }: EvaluationOptions = {},
  ): Promise<EvaluationResult> {
    return this.inOrder(async () => {
      if (average) requireAverage(this.options)
      const state = average ? averagedState(this.state) : this.state
      const { part, mode } = this.forwardPart(indices, options)
      const told = new ToldLogits(indices.length, this.classes, { predictions, probabilities })
      let loss = 0
      let correct = 0
      for (let start = 0; start < indices.length; start += this.batch) {
        const examples = gatherBatch(this.images, indices.slice(start, start + this.batch), null)
        const metrics = await evaluateNetwork(this.networkBatch(examples, mode, part, state))
        loss += metrics.loss * examples.labels.length
        correct += metrics.correct
        told.take(metrics.logits, start)
      }
      const count = indices.length
      return { loss: loss / Math.max(1, count), correct, count, ...told.results }
    })
  }

  inspect(indices: Uint32Array, { maps, ...options }: InspectionOptions): Promise<Inspection> {
    return this.inOrder(async () => {
      if (indices.length > this.batch) throw new Error(`A batch holds ${this.batch} examples`)
      const { part, mode } = this.forwardPart(indices, options)
      const examples = gatherBatch(this.images, indices, null)
      const ids = new Map(part.network.layers.map(({ name }, id) => [name, id]))
      const idOf = ({ layer }: MapRequest) => ids.get(this.network.layers[layer]!.name)
      const ran = maps.map(idOf).filter((id) => id !== undefined)
      const batch = this.networkBatch(examples, mode, part)
      const { logits, activations } = await networkGradients(batch, { activations: ran })
      return {
        probabilities: classProbabilities(logits, this.classes),
        maps: maps.map((request) => {
          const output = activations.get(idOf(request) ?? -1)
          return output ? imagesFirst(output, request, this.network) : null
        }),
      }
    })
  }

  recalibrate(indices: Uint32Array, path?: GatePath): Promise<void> {
    return this.inOrder(async () => {
      const part = this.answeringPart(path)
      for (let batch = 0; (batch + 1) * this.batch <= indices.length; batch++) {
        const chosen = indices.slice(batch * this.batch, (batch + 1) * this.batch)
        const network = withMomentum(part.network, 1 / (batch + 1))
        const examples = gatherBatch(this.images, chosen, null)
        const { runningStatistics } = await evaluateNetwork({
          ...this.networkBatch(examples, 'train', part),
          network,
        })
        this.state = part.put(this.state, { ...part.take(this.state), runningStatistics })
      }
    })
  }

  readAlphas(): Promise<Float32Array> {
    return this.inOrder(() => this.state.alphas.slice())
  }

  exportState(): Promise<EngineState> {
    return this.inOrder(() => this.copied(this.state))
  }

  importState(state: EngineState): void {
    const copy = this.copied(state)
    void this.inOrder(() => {
      this.state = copy
    })
  }

  destroy(): void {
    this.destroyed = true
    this.data = null
  }

  private copied(state: EngineState): EngineState {
    return copyEngineState(this.network, state, keepsAverage(this.options))
  }

  private get images(): ImageData8 {
    if (!this.data) throw new Error('The engine has no data: call load first')
    return this.data
  }

  private get classes(): number {
    return this.network.layers[this.network.logits]!.shape.channels
  }

  /** What goes forward as the options say. @throws Error when they do not fit */
  private forwardPart(
    indices: Uint32Array,
    { path, statistics = 'running' }: Pick<EvaluationOptions, 'path' | 'statistics'>,
  ) {
    if (statistics === 'batch' && indices.length % this.batch !== 0) {
      throw new Error(`Batch statistics need whole batches of ${this.batch} examples`)
    }
    const mode = statistics === 'batch' ? 'train' : 'eval'
    return { part: this.answeringPart(path), mode } as const
  }

  private answeringPart(path?: GatePath): PathNetwork {
    const part = this.partOf(path)
    return path ? part : answeringNetwork(part.network)
  }

  private async trainGates(indices: Uint32Array, step: TrainingStep) {
    const batch = this.trainingBatch(indices, 'gate', step)
    const unrolled = this.options.order === 'second' && step.weightBatch
    const { loss, correct, alphaGradient, runningStatistics } = unrolled
      ? await this.unrolledGradient(batch, unrolled, step)
      : await this.alphaGradient(batch)
    const gradient = this.withGateCost(alphaGradient, batch.gates, loss)
    const moved = adamStep(this.state, gradient, this.options.gateOptimiser)
    this.state = { ...this.state, ...moved, runningStatistics }
    return { metrics: { loss, correct }, gradient }
  }

  private async alphaGradient(batch: NetworkBatch) {
    const result = await networkGradients(batch, { gates: true })
    const gateGradient = result.gateGradient ?? new Float32Array()
    const { gateTables } = this.network
    return { ...result, alphaGradient: softmaxRowsGradient(batch.gates, gateGradient, gateTables) }
  }

  private withGateCost(gradient: Float32Array, gates: Float32Array, loss: number): Float32Array {
    const { gateCost } = this.options
    if (!gateCost) return gradient
    const { costs, form } = gateCost
    const slopes = costSlopes(loss, expectedCost(gates, gateCost), form)
    const costGradient = softmaxRowsGradient(gates, costs, this.network.gateTables)
    return gradient.map((value, i) => slopes.loss * value + slopes.cost * (costGradient[i] ?? 0))
  }

  private unrolledGradient(
    validation: NetworkBatch,
    weightBatch: Uint32Array,
    step: TrainingStep,
  ): Promise<UnrolledGradient> {
    return unrolledGradient({
      training: this.trainingBatch(weightBatch, 'weight', step),
      validation,
      alphas: this.state.alphas,
      momentum: this.state.momentum,
      learningRate: step.learningRate,
      optimiser: this.options.weightOptimiser,
    })
  }

  private async trainWeights(indices: Uint32Array, step: TrainingStep) {
    const part = this.partOf(step.path)
    const batch = this.trainingBatch(indices, 'weight', step, part)
    const { loss, correct, weightGradient, runningStatistics } = await networkGradients(batch, {
      weights: true,
    })
    const gradient = weightGradient ?? new Float32Array()
    const gradientNorm = norm(gradient)
    const { weightOptimiser } = this.options
    const before = part.take(this.state)
    const moved = sgdStep(before, gradient, gradientNorm, step.learningRate, weightOptimiser)
    const after = part.put(this.state, { ...moved, runningStatistics })
    this.state = movedAverage(after, averageShare(this.options, after.step + 1))
    return { loss, correct, gradientNorm }
  }

  private trainingBatch(
    indices: Uint32Array,
    side: 'gate' | 'weight',
    { dropPath }: TrainingStep,
    part = this.partOf(),
  ): NetworkBatch {
    const { augmentation, seed, labelSmoothing = 0, auxiliaryWeight = 0 } = this.options
    const key = augmentationKey(seed, this.state.step, side)
    const examples = gatherBatch(this.images, indices, { augmentation, key })
    const drops = pathDrops(seed, this.state.step, side, dropPath)
    const batch = this.networkBatch(examples, 'train', part)
    return { ...batch, labelSmoothing, auxiliaryWeight, drops }
  }

  private networkBatch(
    { images, labels }: Batch,
    mode: 'train' | 'eval',
    part: PathNetwork,
    state = this.state,
  ): NetworkBatch {
    const { network } = part
    const { weights, runningStatistics } = part.take(state)
    const { alphas } = state
    const gates = softmaxRows(alphas.subarray(0, gateCount(network)), network.gateTables)
    return { network, weights, gates, images, labels, mode, runningStatistics }
  }

  /** What runs, and its share of the state. @throws Error when the path does not fit the execution */
  private partOf(path?: GatePath): PathNetwork {
    const { execution = 'mixture' } = this.options
    if (execution === 'mixture') {
      if (path) throw new Error('This engine runs the mixture of all branches, not a path')
      return wholeNetwork(this.network)
    }
    if (!path) throw new Error('This engine runs one path at a time, and none was given')
    checkPath(this.network, path)
    return pathNetwork(this.network, path)
  }

  /** One task after another, each on this engine's backend: tfjs knows only one current backend. */
  private inOrder<T>(task: () => T | Promise<T>): Promise<T> {
    const result = this.lastTask.then(async () => {
      if (this.destroyed) throw new Error('The engine was destroyed')
      await tf.setBackend(this.backend)
      return task()
    })
    this.lastTask = result.catch(() => undefined)
    return result
  }
}

/** Some channels of an NHWC output, [images × channels × height × width]. */
function imagesFirst(
  output: Float32Array,
  { layer, channels, images }: MapRequest,
  { layers }: Network,
): Float32Array {
  const { shape } = layers[layer]!
  const pixels = shape.height * shape.width
  return Float32Array.from({ length: images * channels.length * pixels }, (_, at) => {
    const map = Math.floor(at / pixels)
    const image = Math.floor(map / channels.length)
    const pixel = image * pixels + (at % pixels)
    return output[pixel * shape.channels + channels[map % channels.length]!]!
  })
}

function withMomentum(network: Network, momentum: number): Network {
  const layers = network.layers.map((layer) =>
    layer.kind === 'batchNorm' ? { ...layer, momentum } : layer,
  )
  return { ...network, layers }
}
