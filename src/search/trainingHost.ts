import type { HoldOptions } from '../engine/gpuHolder'
import type { TrainingEvent } from '../run/training'
import type { SearchHost } from './searchHost'

/** What a training needs of its surroundings: a worker in the app, plain functions in tests. */
export interface TrainingHost extends Pick<SearchHost, 'loadDataset' | 'openEngine' | 'now'> {
  /** Takes the GPU for this training alone until the function it resolves with is called. */
  holdGpu(options: HoldOptions): Promise<() => void>
  emit(event: TrainingEvent): void
}
