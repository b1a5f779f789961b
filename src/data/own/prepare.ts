import { CONFIG_BOUNDS, OWN_DATA_BOUNDS } from '../../run/configBounds'
import {
  type DataPreview,
  type DataSource,
  type KeptData,
  testImagesOf,
  trainImagesOf,
} from '../../run/ownData'
import { DataError } from '../dataError'
import { balancedOrder, channelStatistics, classCounts, copyImages, takeTest } from './arrangement'
import { contentName, sha256 } from './contentName'
import type { ImageSet } from './imageSet'
import { keptPlaces } from './loadOwn'

/** Images in the order and the form in which they are kept. */
export interface ArrangedData {
  readonly data: KeptData
  /** Training images, test images, and the labels of both. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly leftOut: number
}

/** More than this on a GPU leaves no room for networks. */
export const MOST_IMAGE_BYTES = 2 ** 29

const PREVIEWED = 12
const PREVIEWED_IN_ALL = 400

/**
 * Arranges images so that every beginning of them is balanced, sets test images apart where there are
 * none, and measures what normalises them.
 * @param facts what the name is made of; the content itself unless given
 * @throws DataError for what no network can learn from, saying why
 */
export async function arrangeData(
  set: ImageSet,
  source: DataSource,
  facts: unknown = null,
): Promise<ArrangedData> {
  const { height, width, channels, classNames } = set
  requireUsable(set)
  const own = { title: lineOf(set.name), height, width, channels, classNames }
  const testTaken = set.test.count === 0
  const taken = testTaken ? takeTest(set.train.labels) : null
  const testOf = testTaken ? set.train : set.test
  const { trainImages: mostTrain, testImages: mostTest } = CONFIG_BOUNDS
  const train = balancedOrder(set.train.labels, taken?.train)
  const test = balancedOrder(testOf.labels, taken?.test)
  const [usedTrain, usedTest] = [train.subarray(0, mostTrain.max), test.subarray(0, mostTest.max)]
  const trainLabels = usedTrain.map((image) => set.train.labels[image]!)
  const testLabels = usedTest.map((image) => testOf.labels[image]!)
  const trainCounts = classCounts(Uint8Array.from(trainLabels), classNames.length)
  const testCounts = classCounts(Uint8Array.from(testLabels), classNames.length)
  requireEnough(trainCounts, testCounts, classNames, testTaken)

  const places = keptPlaces({ own, trainCounts, testCounts })
  if (places.end > MOST_IMAGE_BYTES) throw tooMuch(places.end)
  const bytes = new Uint8Array(places.end)
  const size = height * width * channels
  copyImages(set.train, size, usedTrain, bytes, places.train)
  copyImages(testOf, size, usedTest, bytes, places.test)
  bytes.set(trainLabels, places.trainLabels)
  bytes.set(testLabels, places.testLabels)

  const form = [height, width, channels, classNames]
  const name = await contentName([form, facts ?? (await sha256(bytes))])
  const data: KeptData = {
    version: 1,
    name,
    own,
    source,
    trainCounts,
    testCounts,
    testTaken,
    ...channelStatistics(bytes.subarray(0, places.test), channels),
    bytes: bytes.length,
    keptAt: new Date().toISOString(),
  }
  return { data, bytes, leftOut: train.length + test.length - usedTrain.length - usedTest.length }
}

/** The first few training images of each class. */
export function previewOf(
  { own, trainCounts }: KeptData,
  images: Uint8Array,
  labels: Uint8Array,
): DataPreview {
  const { height, width, channels, classNames } = own
  const size = height * width * channels
  const each = Math.max(2, Math.min(PREVIEWED, Math.floor(PREVIEWED_IN_ALL / classNames.length)))
  const shown = classNames.map((): number[] => [])
  const { length } = labels.subarray(0, trainImagesOf({ trainCounts }))
  for (let image = 0; image < length; image++) {
    const ofClass = shown[labels[image]!]
    if (ofClass && ofClass.length < each) ofClass.push(image)
  }
  const all = Uint32Array.from(shown.flat())
  const pixels = new Uint8Array(all.length * size)
  copyImages({ images }, size, all, pixels, 0)
  return { height, width, channels, counts: shown.map((some) => some.length), images: pixels }
}

/** One line of visible text of a bounded length, as links and files take it. */
export function lineOf(text: string, most: number = OWN_DATA_BOUNDS.titleCharacters): string {
  const visible = text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return (
    visible
      .slice(0, most)
      .replace(/\p{Cs}$/u, '')
      .trim() || '?'
  )
}

function requireUsable({ height, width, channels, classNames, train, test }: ImageSet): void {
  const { side, classes } = OWN_DATA_BOUNDS
  for (const pixels of [height, width]) {
    if (pixels < side.min || pixels > side.max) {
      throw new DataError(
        `Images are ${height} × ${width} pixels; sides of ${side.min} to ${side.max} are taken`,
      )
    }
  }
  if (classNames.length < classes.min) {
    throw new DataError('All images are of one class: there is nothing to tell apart')
  }
  if (classNames.length > classes.max) {
    throw new DataError(`There are ${classNames.length} classes; at most ${classes.max} are taken`)
  }
  const beyond = [...test.labels].find((label) => label >= classNames.length)
  if (beyond !== undefined) {
    throw new DataError(`A test image has label ${beyond}, which no training image has`)
  }
  const bytes = (train.count + test.count) * height * width * channels
  if (bytes > MOST_IMAGE_BYTES * 2) throw tooMuch(bytes)
}

function requireEnough(
  trainCounts: readonly number[],
  testCounts: readonly number[],
  classNames: readonly string[],
  testTaken: boolean,
): void {
  const present = trainCounts.filter((count) => count > 0).length
  if (present < 2) {
    throw new DataError('All training images are of one class: there is nothing to tell apart')
  }
  const train = trainImagesOf({ trainCounts })
  if (train < CONFIG_BOUNDS.trainImages.min) {
    throw new DataError(`There are only ${train} training images for ${classNames.length} classes`)
  }
  if (testImagesOf({ testCounts }) < 1) {
    throw new DataError(
      testTaken
        ? 'No class has five images, so that none can be set apart for tests'
        : 'There are no test images',
    )
  }
}

export const tooMuch = (bytes: number) =>
  new DataError(
    `The images take ${Math.ceil(bytes / 2 ** 20)} MiB; ${MOST_IMAGE_BYTES / 2 ** 20} MiB are taken. ` +
      'Choose a smaller size, grey, or fewer images',
  )
