import type { DatasetSettings } from '../run/config'
import type { PairedChange } from '../run/pairedChange'
import type { TrainedWeights, TrainingSubject } from '../run/training'
import type { ExportFormat } from './exportFormats'
import type { Precision } from './precision'

/** What was trained, with what its images are normalised by. */
export interface OrderedWeights extends TrainedWeights {
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
}

/** A network to be taken away. */
export interface ExportOrder {
  readonly name: string
  readonly subject: TrainingSubject
  readonly dataset: DatasetSettings
  /** Null before it was trained. */
  readonly trained: OrderedWeights | null
  /** Lines that say how it was trained, and how good it is. */
  readonly facts: readonly string[]
  readonly seed: number
}

export interface ArchiveOrder extends ExportOrder {
  readonly format: ExportFormat
  readonly precision: Precision
}

/** A trained network judged on the test images with its weights rounded. */
export interface PrecisionReport {
  readonly precision: Precision
  readonly correct: number
  readonly images: number
  /** Of the accuracy, at 95 % confidence. */
  readonly interval: readonly [number, number]
  /** Against the weights in full, image by image; null for those themselves. */
  readonly change: PairedChange | null
}

export interface MeasuringNews {
  readonly task: 'waiting' | 'data' | 'compile' | 'measure'
  readonly fraction: number | null
}
