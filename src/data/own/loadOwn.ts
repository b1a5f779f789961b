import type { DatasetSettings } from '../../run/config'
import { testImagesOf, trainImagesOf, type KeptData } from '../../run/ownData'
import { DataError } from '../dataError'
import type { Dataset } from '../dataset'
import { openDataStore } from './dataStore'

/** A run needs data that this browser does not have. */
export class DataMissingError extends Error {
  readonly code = 'data-missing'
  constructor({ name, own }: DatasetSettings) {
    super(`“${own?.title ?? name}” (${name}) is not kept in this browser`)
    this.name = 'DataMissingError'
  }
}

/**
 * The first images of data that someone brought, from where the browser keeps it.
 * @throws DataMissingError when it is not here
 * @throws DataError when it has fewer images than asked for
 */
export async function loadOwnData(
  settings: DatasetSettings,
  onFraction: (fraction: number) => void,
): Promise<Dataset> {
  const store = await openDataStore()
  const kept = await store.find(settings.name)
  if (!kept) throw new DataMissingError(settings)
  const { trainImages, testImages } = settings
  const [train, test] = [trainImagesOf(kept), testImagesOf(kept)]
  if (trainImages > train || testImages > test) {
    throw new DataError(
      `“${kept.own.title}” has ${train} training and ${test} test images; ` +
        `${trainImages} and ${testImages} were asked for`,
    )
  }
  const { height, width, channels, classNames } = kept.own
  const size = height * width * channels
  const images = new Uint8Array((trainImages + testImages) * size)
  const labels = new Uint8Array(trainImages + testImages)
  const places = keptPlaces(kept)
  const part = (start: number, length: number) => store.read(kept.name, start, start + length)
  images.set(await part(places.train, trainImages * size))
  onFraction(0.8)
  images.set(await part(places.test, testImages * size), trainImages * size)
  labels.set(await part(places.trainLabels, trainImages))
  labels.set(await part(places.testLabels, testImages), trainImages)
  onFraction(1)
  return {
    name: kept.name,
    trainImages,
    testImages,
    classNames,
    data: {
      images,
      labels,
      count: trainImages + testImages,
      height,
      width,
      channels,
      classes: classNames.length,
      mean: kept.mean,
      deviation: kept.deviation,
    },
  }
}

/** Where the parts of kept images and labels begin, in bytes. */
export function keptPlaces(kept: Pick<KeptData, 'own' | 'trainCounts' | 'testCounts'>) {
  const { height, width, channels } = kept.own
  const size = height * width * channels
  const [train, test] = [trainImagesOf(kept), testImagesOf(kept)]
  const labels = (train + test) * size
  return {
    train: 0,
    test: train * size,
    trainLabels: labels,
    testLabels: labels + train,
    end: labels + train + test,
  }
}
