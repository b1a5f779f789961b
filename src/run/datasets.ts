import type { Shape } from '../network/network'
import type { DatasetSettings } from './config'

export interface DatasetFormat {
  /** One image. */
  readonly input: Shape
  readonly classes: number
}

/** Which data set, without how much of it is used. */
export type DatasetIdentity = Pick<DatasetSettings, 'name' | 'own'>

export const FASHION_MNIST = 'fashion-mnist'

/** English names, as the data set's own. */
const FASHION_MNIST_CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
] as const

export const FASHION_MNIST_FORMAT: DatasetFormat = {
  input: { height: 28, width: 28, channels: 1 },
  classes: FASHION_MNIST_CLASSES.length,
}

/** What the images of a data set look like: known before any is loaded, so costs can be too. */
export function datasetFormat({ own }: DatasetIdentity): DatasetFormat {
  if (!own) return FASHION_MNIST_FORMAT
  const { height, width, channels, classNames } = own
  return { input: { height, width, channels }, classes: classNames.length }
}

/** What the images of a data set are of, in the order of their labels. */
export function datasetClassNames({ own }: DatasetIdentity): readonly string[] {
  return own?.classNames ?? FASHION_MNIST_CLASSES
}
