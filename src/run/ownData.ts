import type { DatasetSettings, OwnDataset } from './config'
import { CONFIG_BOUNDS } from './configBounds'

/** Where images came from; it says how they may be turned around in training. */
export const DATA_SOURCES = ['cifar', 'idx', 'pictures', 'camera'] as const
export type DataSource = (typeof DATA_SOURCES)[number]

/** How pictures of any size are made into images of one. */
export interface PictureForm {
  /** Pixels; pictures are cropped to their middle square. */
  readonly side: number
  /** 1 for grey, 3 for colour. */
  readonly channels: number
}

/** A data set that someone brought, as this browser keeps it; its images are kept beside. */
export interface KeptData {
  readonly version: 1
  /** `own-` and 16 hex digits of a hash of its content. */
  readonly name: string
  readonly own: OwnDataset
  readonly source: DataSource
  /** Images of each class. */
  readonly trainCounts: readonly number[]
  readonly testCounts: readonly number[]
  /** Whether its test images are every fifth of each class, because the files set none apart. */
  readonly testTaken: boolean
  /** Per channel, of the training images scaled to 0–1. */
  readonly mean: readonly number[]
  readonly deviation: readonly number[]
  /** Of images and labels. */
  readonly bytes: number
  /** ISO 8601. */
  readonly keptAt: string
}

/** What files that someone brought turned out to be. */
export interface OpenedData {
  readonly title: string
  readonly source: DataSource
  readonly classNames: readonly string[]
  /** Null for pictures: that is to be chosen. */
  readonly form: {
    readonly height: number
    readonly width: number
    readonly channels: number
  } | null
  readonly images: number
}

/** A few images of each class, to be looked at. */
export interface DataPreview {
  readonly height: number
  readonly width: number
  readonly channels: number
  /** Images of each class, one class after another. */
  readonly counts: readonly number[]
  /** [image × height × width × channels]. */
  readonly images: Uint8Array
}

/** Images ready to be kept. */
export interface PreparedData {
  readonly data: KeptData
  readonly preview: DataPreview
  /** Pictures that could not be decoded; the first few by name. */
  readonly unreadable: { readonly count: number; readonly names: readonly string[] }
  /** Images beyond what a search takes, which are left out. */
  readonly leftOut: number
}

export type DataTask = 'reading' | 'unpacking' | 'decoding' | 'arranging' | 'keeping'

/** What is heard while data is brought in. */
export interface DataNews {
  readonly task: DataTask
  /** 0–1; null when unknown. */
  readonly fraction: number | null
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

export const trainImagesOf = ({ trainCounts }: Pick<KeptData, 'trainCounts'>) => total(trainCounts)
export const testImagesOf = ({ testCounts }: Pick<KeptData, 'testCounts'>) => total(testCounts)

/** Bounds of how many images of a data set a search may use. */
export function imageBounds(data: Pick<KeptData, 'trainCounts' | 'testCounts'>) {
  const { trainImages, testImages } = CONFIG_BOUNDS
  return {
    trainImages: { ...trainImages, max: Math.min(trainImages.max, trainImagesOf(data)) },
    testImages: { ...testImages, max: Math.min(testImages.max, testImagesOf(data)) },
  }
}

/**
 * What may be done to images in training: CIFAR's as published (crops after padding by 4 pixels, and
 * flips), photos flipped, and digits and other IDX files left as they are, for a turned 2 is none.
 */
export function usualAugmentation(source: DataSource): DatasetSettings['augmentation'] {
  switch (source) {
    case 'cifar':
      return { cropPadding: 4, flip: true }
    case 'pictures':
    case 'camera':
      return { cropPadding: 0, flip: true }
    case 'idx':
      return { cropPadding: 0, flip: false }
  }
}
