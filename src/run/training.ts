import type { TrainingSubject } from '../network/trainingSubject'
import type { DatasetSettings } from './config'
import type { EngineInfo } from './events'
import type { WeightSettings } from './strategySettings'

export {
  REFERENCE_NAMES,
  type ReferenceName,
  type TrainingSubject,
} from '../network/trainingSubject'

/** How a network is trained from scratch. What DARTS' train.py does, each part of it optional. */
export interface TrainingRecipe extends WeightSettings {
  /** Passes over the training images that are not held out; the cosine runs over all of them. */
  readonly epochs: number
  /**
   * Training images, the last ones, that weights never see: they choose the best checkpoint and stop
   * early. Test images choose nothing. With 0 the last epoch's weights are taken, as published.
   */
  readonly validationImages: number
  /** Epochs between validations; may be a fraction. */
  readonly validateEvery: number
  /** Validations without a new best after which training ends; 0 never ends it early. */
  readonly patience: number
  /** Pixels of the side of a square that is blanked out, at a random place; 0 is off. */
  readonly cutout: number
  /** Share of the target spread evenly over all classes; 0 is off. */
  readonly labelSmoothing: number
  /** Probability, at the end, that a path is dropped for an image; it grows linearly from 0. */
  readonly dropPath: number
  /** Weight of the auxiliary head's loss; 0 leaves the head out. */
  readonly auxiliaryWeight: number
  /** Decay a step of the running mean of the weights that is then used; 0 is off. */
  readonly averageDecay: number
}

/** Everything that a training depends on; plain JSON. */
export interface TrainingConfig {
  readonly version: 1
  readonly subject: TrainingSubject
  /** Crops and flips are part of it. */
  readonly dataset: DatasetSettings
  readonly recipe: TrainingRecipe
  readonly seed: number
}

export type TrainingPhase =
  'loading' | 'compiling' | 'training' | 'paused' | 'testing' | 'finished' | 'failed'

/** One step's batch, before its update. */
export interface TrainingPoint {
  /** Steps done, this one included. */
  readonly step: number
  /** Of the loss that is followed: smoothed labels and auxiliary head included. */
  readonly loss: number
  /** Share of the (augmented) batch that was taken for what it is. */
  readonly accuracy: number
  readonly learningRate: number
  /** Milliseconds of training up to its end; validations and pauses excluded. */
  readonly elapsedMs: number
}

export interface ValidationPoint {
  readonly step: number
  readonly epoch: number
  /** Cross-entropy with whole labels. */
  readonly loss: number
  readonly accuracy: number
  /** Whether this checkpoint is the best so far, and was kept. */
  readonly best: boolean
}

/** A test image taken for something that it is not. */
export interface Mistake {
  /** Among the test images. */
  readonly image: number
  readonly label: number
  readonly taken: number
  /** What softmax gave the class it was taken for, and the class it is. */
  readonly confidence: number
  readonly labelConfidence: number
  /** Bytes, height × width × channels. */
  readonly pixels: Uint8Array
}

/** On test images that nothing was chosen by. */
export interface TestReport {
  readonly images: number
  readonly correct: number
  /** Cross-entropy. */
  readonly loss: number
  /** Wilson's interval of the accuracy at 95 %. */
  readonly interval: readonly [number, number]
  /** How many of each class (row) were taken for which: [classes × classes]. */
  readonly confusion: readonly number[]
  /** Those it was surest of, worst first. */
  readonly mistakes: readonly Mistake[]
}

/** What training leaves: the network that is used, without its auxiliary head. */
export interface TrainedWeights {
  /** Flat, at the offsets of the network's parameters. */
  readonly weights: Float32Array
  /** Laid out by `runningStatisticsSpans`. */
  readonly runningStatistics: Float32Array
}

export interface TrainingResult extends TrainedWeights {
  readonly config: TrainingConfig
  readonly engine: EngineInfo
  readonly parameters: number
  readonly macs: number
  readonly classNames: readonly string[]
  /** Per channel, of values in 0–1: what images are normalised by. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  /** The checkpoint that was kept; null where no images were held out, and the last one was. */
  readonly best: ValidationPoint | null
  readonly test: TestReport
  readonly steps: number
  readonly endedEarly: boolean
  /** Milliseconds of training. */
  readonly elapsedMs: number
}

export type TrainingEvent =
  | { readonly type: 'phase'; readonly phase: TrainingPhase }
  | {
      readonly type: 'progress'
      readonly task: 'data' | 'waiting' | 'compile' | 'validate' | 'test'
      readonly fraction: number | null
    }
  | {
      readonly type: 'started'
      readonly engine: EngineInfo
      readonly steps: number
      readonly stepsPerEpoch: number
      readonly parameters: number
      readonly macs: number
    }
  | { readonly type: 'points'; readonly points: readonly TrainingPoint[] }
  | { readonly type: 'validation'; readonly validation: ValidationPoint }
  | { readonly type: 'result'; readonly result: TrainingResult }
  | { readonly type: 'error'; readonly message: string }
