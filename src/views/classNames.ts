import { datasetClassNames, type DatasetIdentity } from '../run/datasets'
import type { ViewLanguage } from './searchView'

/** What the images of a data set are of, in the order of their labels. */
export type ClassNames = (dataset: DatasetIdentity) => readonly string[]

const FASHION_MNIST_CHINESE = [
  'T 恤',
  '裤子',
  '套头衫',
  '连衣裙',
  '外套',
  '凉鞋',
  '衬衫',
  '运动鞋',
  '包',
  '短靴',
] as const

/** Data that someone brought is called as they call it, in every language. */
export const CLASS_NAMES: Readonly<Record<ViewLanguage, ClassNames>> = {
  en: datasetClassNames,
  zh: ({ own }) => own?.classNames ?? FASHION_MNIST_CHINESE,
}
