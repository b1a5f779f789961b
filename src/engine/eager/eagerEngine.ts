import * as tf from '@tensorflow/tfjs-core'
import { softmaxRows } from '../../network/gates'
import type { Network } from '../../network/network'
import { augmentationKey } from '../augmentation'
import type {
  BatchMetrics,
  EngineOptions,
  EngineState,
  ImageData8,
  StepMetrics,
  TrainingEngine,
  TrainingStep,
} from '../engine'
import { copyEngineState, initialEngineState } from '../initialState'
import type { EagerBackend } from '../tfjsBackend'
import { gatherBatch } from './batch'
import type { Batch } from './batch'
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
    this.state = initialEngineState(network, options.seed)
  }

  get batch(): number {
    return this.options.batch
  }

  load(data: ImageData8): void {
    this.data = data
  }

  train(step: TrainingStep): Promise<StepMetrics> {
    return this.inOrder(async () => {
      const gateStep = step.gateBatch ? await this.trainGates(step.gateBatch, step) : null
      const weightStep = step.weightBatch
        ? await this.trainWeights(step.weightBatch, step.learningRate)
        : null
      this.state = { ...this.state, step: this.state.step + 1 }
      return { step: this.state.step, alphas: this.state.alphas.slice(), gateStep, weightStep }
    })
  }

  evaluate(indices: Uint32Array): Promise<BatchMetrics & { readonly count: number }> {
    return this.inOrder(async () => {
      let loss = 0
      let correct = 0
      for (let start = 0; start < indices.length; start += this.batch) {
        const examples = gatherBatch(this.images, indices.slice(start, start + this.batch), null)
        const metrics = await evaluateNetwork(this.networkBatch(examples, 'eval'))
        loss += metrics.loss * examples.labels.length
        correct += metrics.correct
      }
      return { loss: loss / Math.max(1, indices.length), correct, count: indices.length }
    })
  }

  readAlphas(): Promise<Float32Array> {
    return this.inOrder(() => this.state.alphas.slice())
  }

  exportState(): Promise<EngineState> {
    return this.inOrder(() => copyEngineState(this.network, this.state))
  }

  importState(state: EngineState): void {
    const copy = copyEngineState(this.network, state)
    void this.inOrder(() => {
      this.state = copy
    })
  }

  destroy(): void {
    this.destroyed = true
    this.data = null
  }

  private get images(): ImageData8 {
    if (!this.data) throw new Error('The engine has no data: call load first')
    return this.data
  }

  private async trainGates(indices: Uint32Array, step: TrainingStep): Promise<BatchMetrics> {
    const batch = this.networkBatch(this.trainingBatch(indices, 'gate'), 'train')
    const unrolled = this.options.order === 'second' && step.weightBatch
    const { loss, correct, alphaGradient, runningStatistics } = unrolled
      ? await this.unrolledGradient(batch, unrolled, step.learningRate)
      : await this.alphaGradient(batch)
    const moved = adamStep(this.state, alphaGradient, this.options.gateOptimiser)
    this.state = { ...this.state, ...moved, runningStatistics }
    return { loss, correct }
  }

  private async alphaGradient(batch: NetworkBatch) {
    const result = await networkGradients(batch, { gates: true })
    const gateGradient = result.gateGradient ?? new Float32Array()
    const { gateTables } = this.network
    return { ...result, alphaGradient: softmaxRowsGradient(batch.gates, gateGradient, gateTables) }
  }

  private unrolledGradient(
    validation: NetworkBatch,
    weightBatch: Uint32Array,
    learningRate: number,
  ): Promise<UnrolledGradient> {
    return unrolledGradient({
      training: this.networkBatch(this.trainingBatch(weightBatch, 'weight'), 'train'),
      validation,
      alphas: this.state.alphas,
      momentum: this.state.momentum,
      learningRate,
      optimiser: this.options.weightOptimiser,
    })
  }

  private async trainWeights(indices: Uint32Array, learningRate: number) {
    const batch = this.networkBatch(this.trainingBatch(indices, 'weight'), 'train')
    const { loss, correct, weightGradient, runningStatistics } = await networkGradients(batch, {
      weights: true,
    })
    const gradient = weightGradient ?? new Float32Array()
    const gradientNorm = norm(gradient)
    const { weightOptimiser } = this.options
    const moved = sgdStep(this.state, gradient, gradientNorm, learningRate, weightOptimiser)
    this.state = { ...this.state, ...moved, runningStatistics }
    return { loss, correct, gradientNorm }
  }

  private trainingBatch(indices: Uint32Array, side: 'gate' | 'weight'): Batch {
    const { augmentation, seed } = this.options
    const key = augmentationKey(seed, this.state.step, side)
    return gatherBatch(this.images, indices, { augmentation, key })
  }

  private networkBatch({ images, labels }: Batch, mode: 'train' | 'eval'): NetworkBatch {
    const { network } = this
    const { weights, alphas, runningStatistics } = this.state
    const gates = softmaxRows(alphas, network.gateTables)
    return { network, weights, gates, images, labels, mode, runningStatistics }
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
