import type { Choices } from '../space/spaceModel'
import type { DatasetSettings, SearchConfig } from './config'
import type { DeviceDescription, LatencyBackend, LatencyMeasurement } from './latency'
import type { TrainedWeights, TrainingSubject } from './training'

/** Networks that answer side by side. */
export const CLASSIFIERS = ['trained', 'supernet', 'untrained'] as const
export type ClassifierName = (typeof CLASSIFIERS)[number]

/** A supernet as its search left it. */
export interface SupernetState extends TrainedWeights {
  readonly config: SearchConfig
  readonly alphas: Float32Array
  /** What the search found; null where it has not concluded. */
  readonly choices: Choices | null
}

export type ClassifierSource =
  | ({ readonly kind: 'trained'; readonly subject: TrainingSubject } & TrainedWeights)
  /**
   * All branches, mixed by the gates of DARTS; or, where a method trains one path at a time, the path
   * of the architecture it found.
   */
  | ({ readonly kind: 'supernet' } & SupernetState)
  /** Weights as training begins with them. */
  | { readonly kind: 'untrained'; readonly subject: TrainingSubject; readonly seed: number }

export interface ClassifierRequest {
  readonly name: ClassifierName
  readonly source: ClassifierSource
  readonly dataset: DatasetSettings
  /** Of values in 0–1, per channel; null takes the data set's own. */
  readonly normalisation: Normalisation | null
}

export interface Normalisation {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

export type ClassifierNews =
  /** Somebody else has the GPU: a search, a training, a measurement. */
  | { readonly type: 'waiting' }
  | { readonly type: 'compiling'; readonly name: ClassifierName; readonly fraction: number }
  | {
      readonly type: 'opened'
      readonly name: ClassifierName
      readonly backend: LatencyBackend
      readonly device: DeviceDescription
    }
  | {
      readonly type: 'latency'
      readonly name: ClassifierName
      readonly latency: LatencyMeasurement
    }
  | { readonly type: 'problem'; readonly name: ClassifierName; readonly message: string }

/** What a network makes of an image. */
export interface Answer {
  readonly name: ClassifierName
  /** Softmax of its logits, by class. */
  readonly probabilities: Float32Array
}

/** Some images of a data set's test part. */
export interface TestExamples {
  /** [images × height × width × channels]. */
  readonly pixels: Uint8Array
  readonly labels: Uint8Array
  /** How many test images there are. */
  readonly count: number
  /** Mean brightness, 0–1, along the borders of the images: near 0 where they are light on black. */
  readonly borderBrightness: number
}
