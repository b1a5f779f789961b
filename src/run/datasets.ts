import type { Shape } from '../network/network'
import type { DatasetName } from './config'

export interface DatasetFormat {
  /** One image. */
  readonly input: Shape
  readonly classes: number
}

/** What the images of each data set look like: known before any is loaded, so costs can be too. */
export const DATASET_FORMATS: Readonly<Record<DatasetName, DatasetFormat>> = {
  'fashion-mnist': { input: { height: 28, width: 28, channels: 1 }, classes: 10 },
}
