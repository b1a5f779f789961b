import type { DatasetSettings, SearchConfig } from './config'
import { FASHION_MNIST } from './datasets'
import { largestBatch } from './methods'
import { imageBounds, usualAugmentation, type KeptData } from './ownData'

/** Test images that a search measures itself on unless told otherwise: they are judged many times. */
const USUAL_TEST_IMAGES = 1_000

/** The shards in which Fashion-MNIST comes with the page. */
export const FASHION_MNIST_SHARDS = {
  starter: { trainImages: 6_000, testImages: 1_000 },
  full: { trainImages: 60_000, testImages: 10_000 },
} as const

export type FashionMnistShard = keyof typeof FASHION_MNIST_SHARDS

/** How data that is kept is used: all its training images, augmented as such data usually is. */
export function keptDataSettings(kept: KeptData): DatasetSettings {
  const { trainImages, testImages } = imageBounds(kept)
  return {
    name: kept.name,
    trainImages: trainImages.max,
    testImages: Math.min(USUAL_TEST_IMAGES, testImages.max),
    augmentation: usualAugmentation(kept.source),
    own: kept.own,
  }
}

/** Clothes have no left and right, and are centred: flips help, small shifts too. */
export function fashionMnistSettings(shard: FashionMnistShard): DatasetSettings {
  return {
    name: FASHION_MNIST,
    ...FASHION_MNIST_SHARDS[shard],
    augmentation: { cropPadding: 2, flip: true },
  }
}

/** The same search on other data; batches are made to fit into half of its training images. */
export function withDataset(config: SearchConfig, dataset: DatasetSettings): SearchConfig {
  const { strategy } = config
  const batch = Math.min(strategy.batch, largestBatch({ dataset }))
  return { ...config, dataset, strategy: { ...strategy, batch } }
}
