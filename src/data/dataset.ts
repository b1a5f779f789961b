import type { ImageData8 } from '../engine/engine'

/** A labelled image set in memory: training images first, then test images, in one index space. */
export interface Dataset {
  readonly name: string
  readonly data: ImageData8
  readonly trainImages: number
  readonly testImages: number
  readonly classNames: readonly string[]
}
