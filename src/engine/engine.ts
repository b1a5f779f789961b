import type { GatePath, LayerId, Network } from '../network/network'
import type { GateCost } from './gateCost'

/** Images as bytes, NHWC; `mean` and `deviation` (per channel, of values in 0–1) normalise them. */
export interface ImageData8 {
  readonly images: Uint8Array
  readonly labels: Uint8Array
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classes: number
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

export interface Augmentation {
  /** Random crop after zero padding by this many pixels; 0 is off. */
  readonly cropPadding: number
  /** Random horizontal flip. */
  readonly flip: boolean
  /**
   * Pixels of the side of a square that is set to 0 after all else, normalisation included, at a random
   * place (DeVries & Taylor 2017); 0 or absent is off.
   */
  readonly cutout?: number
}

export interface WeightOptimiser {
  readonly momentum: number
  readonly weightDecay: number
  /** Largest global norm of the gradient; 0 is off. */
  readonly gradientClip: number
}

export interface GateOptimiser {
  readonly learningRate: number
  readonly betas: readonly [number, number]
  readonly epsilon: number
  readonly weightDecay: number
}

/**
 * What runs: the mixture of all branches, weighted by gates; or one path at a time, which a single
 * branch of each row of gates makes up. Paths share memory between branches that exclude each other.
 */
export type Execution = 'mixture' | 'path'

export interface EngineOptions {
  /** `mixture` unless said otherwise. */
  readonly execution?: Execution
  readonly batch: number
  readonly seed: number
  readonly weightOptimiser: WeightOptimiser
  readonly gateOptimiser: GateOptimiser
  readonly augmentation: Augmentation
  /**
   * Whether a step with both batches takes the alpha gradient at the present weights (`first`, the
   * default) or one virtual weight step ahead (`second`, the unrolled gradient of DARTS).
   */
  readonly order?: 'first' | 'second'
  /** The expected cost that the alphas follow beside the loss; metrics stay those of the loss alone. */
  readonly gateCost?: GateCost | null
  /**
   * Computes activations inside a cell a second time for the backward pass instead of keeping them:
   * less memory for more time, to the same bits. The compiled engine turns it on where a network
   * would not fit the device otherwise.
   */
  readonly recompute?: boolean
  /** Share of the target spread evenly over all classes, in training alone; 0 unless said otherwise. */
  readonly labelSmoothing?: number
  /**
   * Weight of the loss of the network's auxiliary head, where it has one; 0 unless said otherwise.
   * The head is left out along paths, and wherever nothing is trained.
   */
  readonly auxiliaryWeight?: number
  /**
   * Keeps a running mean of weights and running statistics beside them, `average`: after weight step
   * t it is d · average + (1 − d) · weights, with d = min(averageDecay, (1 + t) / (10 + t)), as
   * TensorFlow's ExponentialMovingAverage lets it forget the random start. 0 or absent keeps none.
   */
  readonly averageDecay?: number
  readonly onProgress?: (fraction: number) => void
  /** Breaks off compiling: opening the engine then rejects with the signal's reason, an AbortError. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Mean cross-entropy over the batch, and correct predictions. In training, the loss is what is
 * followed: with smoothed labels, and that of an auxiliary head added; predictions are the network's
 * own.
 */
export interface BatchMetrics {
  readonly loss: number
  readonly correct: number
}

export interface StepMetrics {
  /** Steps trained so far, this one included. */
  readonly step: number
  /** Alphas after the step. */
  readonly alphas: Float32Array
  /**
   * What the step's optimiser was given of them, flat like the alphas: the slope of the loss on
   * `gateBatch`, with the expected cost where they follow one; unrolled in second order. Absent when
   * the step did not train them.
   */
  readonly alphaGradients?: Float32Array
  /** Null when the step did not train that side. */
  readonly gateStep: BatchMetrics | null
  readonly weightStep: (BatchMetrics & { readonly gradientNorm: number }) | null
}

/** Everything training depends on; restoring it continues bit for bit. */
export interface EngineState {
  readonly step: number
  /** Alpha steps among them: Adam corrects its bias by their number. */
  readonly gateSteps: number
  readonly weights: Float32Array
  readonly momentum: Float32Array
  readonly alphas: Float32Array
  readonly gateFirstMoment: Float32Array
  readonly gateSecondMoment: Float32Array
  /** Running means of all batch-norm layers in order, then their running variances. */
  readonly runningStatistics: Float32Array
  /** The running mean of both, where one is kept. */
  readonly averageWeights?: Float32Array
  readonly averageStatistics?: Float32Array
}

/** A training step as the search loop asks for it. Indices are into the dataset given to `load`. */
export interface TrainingStep {
  /** Batch for the alpha (gate) step, or null to skip it. */
  readonly gateBatch: Uint32Array | null
  /** Batch for the weight step, or null to skip it. */
  readonly weightBatch: Uint32Array | null
  readonly learningRate: number
  /**
   * With execution `path`: the branches that run, each with gate 1. Weights, momentum and running
   * statistics of all others stay as they are. There is no alpha step then.
   */
  readonly path?: GatePath
  /**
   * Probability that one of the network's `dropPath` layers drops its path for an image; 0 unless said
   * otherwise. Drawn from seed and step alone.
   */
  readonly dropPath?: number
}

export interface EvaluationOptions {
  /** As in `TrainingStep`; required with execution `path`. */
  readonly path?: GatePath
  /**
   * What batch norm divides by: running statistics (the default), or those of the batch itself, in
   * which case the number of examples must be a whole number of batches.
   */
  readonly statistics?: 'running' | 'batch'
  /** Whether to tell which class each example was taken for. */
  readonly predictions?: boolean
  /** Whether to tell the softmax of each example's logits. */
  readonly probabilities?: boolean
  /** Judges the running mean of weights and statistics, where one is kept, in their place. */
  readonly average?: boolean
}

export interface EvaluationResult extends BatchMetrics {
  readonly count: number
  /** The class of each example, of equal logits the first, where asked for. */
  readonly predictions?: Uint8Array
  /** [count × classes], where asked for. */
  readonly probabilities?: Float32Array
}

/** Feature maps to read: some channels of a layer's output, on the first of the images inspected. */
export interface MapRequest {
  readonly layer: LayerId
  readonly channels: readonly number[]
  readonly images: number
}

export interface InspectionOptions extends Pick<EvaluationOptions, 'path' | 'statistics'> {
  readonly maps: readonly MapRequest[]
}

/** What the network makes of single images. */
export interface Inspection {
  /** Softmax of the logits, [images × classes]. */
  readonly probabilities: Float32Array
  /**
   * What each layer asked for puts out, [images × channels × height × width]; null where it does not
   * run along the path.
   */
  readonly maps: readonly (Float32Array | null)[]
}

/** The network on a device. The compiled plan and the eager oracle both implement it. */
export interface TrainingEngine {
  readonly network: Network
  readonly batch: number
  /** Bytes held on the GPU; 0 where unknown. */
  readonly gpuBytes: number
  /** Dispatches of one full step (alpha and weight); 0 where unknown. */
  readonly dispatchesPerStep: number
  load(data: ImageData8): void
  /** Queues a step; resolves with its metrics when the device has finished it. Steps run in order. */
  train(step: TrainingStep): Promise<StepMetrics>
  /** Forward only: no augmentation, no update. Any number of indices. */
  evaluate(indices: Uint32Array, options?: EvaluationOptions): Promise<EvaluationResult>
  /**
   * Forward only, like `evaluate`, on at most one batch: what comes out, and what is in between.
   * Changes nothing that training depends on.
   * @throws Error when there are more images than in a batch; or, with batch statistics, fewer
   */
  inspect(indices: Uint32Array, options: InspectionOptions): Promise<Inspection>
  /**
   * Replaces the running statistics of what runs by their mean over whole batches of `indices`, as
   * weight sharing needs before an architecture is judged (SPOS, section 3.3).
   */
  recalibrate(indices: Uint32Array, path?: GatePath): Promise<void>
  readAlphas(): Promise<Float32Array>
  exportState(): Promise<EngineState>
  importState(state: EngineState): void
  destroy(): void
}
