import { DataError } from '../dataError'
import { parseIdx } from '../idx'
import type { ArchivedFile } from './archive'
import {
  CIFAR_10,
  CIFAR_100,
  CIFAR_CHANNELS,
  CIFAR_SIDE,
  parseCifar,
  type CifarFormat,
} from './cifar'
import { joined, NO_IMAGES, type ImageSet, type LabelledImages } from './imageSet'

/** A file of a folder: pictures are left unread until they are decoded, there may be very many. */
export interface LooseFile {
  /** With `/` between folders. */
  readonly path: string
  readonly file: Blob
}

/** A picture of a class, still encoded. */
export interface PictureFile {
  readonly path: string
  readonly content: Uint8Array | Blob
  readonly className: string
  /** Whether its folder sets it apart for tests. */
  readonly test: boolean
}

/** What files turned out to be: images ready to use, or pictures in one folder for each class. */
export type Recognised =
  | { readonly kind: 'images'; readonly source: 'cifar' | 'idx'; readonly set: ImageSet }
  | { readonly kind: 'pictures'; readonly name: string; readonly pictures: readonly PictureFile[] }

/**
 * Tells what data set files are: the binary versions of CIFAR-10 and CIFAR-100, IDX files in the names
 * of MNIST, or pictures in a folder for each class (beneath `train` and `test`, where there are such).
 * @throws DataError saying what is missing
 */
export function recogniseData(
  name: string,
  files: readonly ArchivedFile[],
  loose: readonly LooseFile[] = [],
): Recognised {
  const cifar = cifar10(files) ?? cifar100(files)
  if (cifar) return { kind: 'images', source: 'cifar', set: cifar }
  const set = idx(name, files)
  if (set) return { kind: 'images', source: 'idx', set }
  const pictures = [
    ...files.flatMap(({ path, bytes }) => pictureFile(path, bytes)),
    ...loose.flatMap(({ path, file }) => pictureFile(path, file)),
  ]
  if (pictures.length > 0) return { kind: 'pictures', name: plainName(name), pictures }
  if ([...files, ...loose].some(({ path }) => isPicture(path))) {
    throw new DataError(
      `${name} holds pictures, but not in folders: put those of each class in a folder of its own`,
    )
  }
  throw new DataError(
    `${name} holds no data set that is known here: neither CIFAR-10 or CIFAR-100 in the binary version, ` +
      'nor IDX files (train-images-idx3-ubyte and its like), nor pictures in one folder for each class',
  )
}

function cifar10(files: readonly ArchivedFile[]): ImageSet | null {
  const batches = files
    .filter(({ path }) => /(^|\/)data_batch_\d+\.bin$/.test(path))
    .sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }))
  if (batches.length === 0) return null
  const test = named(files, /(^|\/)test_batch\.bin$/)
  return cifarSet('CIFAR-10', CIFAR_10, batches, test, named(files, /(^|\/)batches\.meta\.txt$/))
}

function cifar100(files: readonly ArchivedFile[]): ImageSet | null {
  const train = named(files, /(^|\/)train\.bin$/)
  const test = named(files, /(^|\/)test\.bin$/)
  if (!train) return null
  return cifarSet(
    'CIFAR-100',
    CIFAR_100,
    [train],
    test,
    named(files, /(^|\/)fine_label_names\.txt$/),
  )
}

function cifarSet(
  name: string,
  format: CifarFormat,
  train: readonly ArchivedFile[],
  test: ArchivedFile | null,
  names: ArchivedFile | null,
): ImageSet {
  const parsed = ({ path, bytes }: ArchivedFile) => parseCifar(path, bytes, format)
  return {
    name,
    height: CIFAR_SIDE,
    width: CIFAR_SIDE,
    channels: CIFAR_CHANNELS,
    classNames: classNames(names, format.classes),
    train: joined(train.map(parsed)),
    test: test ? parsed(test) : NO_IMAGES,
  }
}

/** One name a line; numbers where there is no such file, or not one that fits. */
function classNames(file: ArchivedFile | null, classes: number): string[] {
  const lines = file
    ? new TextDecoder()
        .decode(file.bytes)
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter(Boolean)
    : []
  return lines.length === classes
    ? lines
    : Array.from({ length: classes }, (_, index) => `${index}`)
}

function idx(name: string, files: readonly ArchivedFile[]): ImageSet | null {
  const part = (prefix: string): (LabelledImages & { readonly side: readonly number[] }) | null => {
    const images = named(files, new RegExp(`(^|/)${prefix}-images[.-]idx3-ubyte$`))
    const labels = named(files, new RegExp(`(^|/)${prefix}-labels[.-]idx1-ubyte$`))
    if (!images && !labels) return null
    if (!images || !labels) {
      throw new DataError(
        `${(images ?? labels)?.path} has come without its ${images ? 'labels' : 'images'}`,
      )
    }
    const { dimensions, values } = parseIdx(images.bytes, 3)
    const { values: classes } = parseIdx(labels.bytes, 1)
    const [count = 0, ...side] = dimensions
    if (classes.length !== count) {
      throw new DataError(
        `${images.path} has ${count} images and ${labels.path} ${classes.length} labels`,
      )
    }
    return { images: values, labels: classes, count, side }
  }
  const train = part('train')
  if (!train) return null
  const test = part('t10k')
  const [height = 0, width = 0] = train.side
  if (test && test.side.join() !== train.side.join()) {
    throw new DataError(
      `Test images are ${test.side.join(' × ')}, training images ${train.side.join(' × ')}`,
    )
  }
  const classes = 1 + train.labels.reduce((most, label) => Math.max(most, label), 0)
  return {
    name: plainName(name),
    height,
    width,
    channels: 1,
    classNames: Array.from({ length: classes }, (_, index) => `${index}`),
    train: { images: train.images, labels: train.labels, count: train.count },
    test: test ? { images: test.images, labels: test.labels, count: test.count } : NO_IMAGES,
  }
}

const PICTURE = /\.(png|jpe?g|webp|gif|bmp|avif)$/i
const TRAIN_FOLDER = /^train(ing)?$/i
const TEST_FOLDER = /^(test|val(id(ation)?)?)$/i

export const isPicture = (path: string) => PICTURE.test(path)

function pictureFile(path: string, content: Uint8Array | Blob): PictureFile[] {
  const folders = path.split('/').slice(0, -1)
  const className = folders.at(-1)
  if (!isPicture(path) || !className) return []
  if (TRAIN_FOLDER.test(className) || TEST_FOLDER.test(className)) return []
  const test = folders.slice(0, -1).some((each) => TEST_FOLDER.test(each))
  return [{ path, content, className, test }]
}

function named(files: readonly ArchivedFile[], pattern: RegExp): ArchivedFile | null {
  return files.find(({ path }) => pattern.test(path)) ?? null
}

function plainName(name: string): string {
  return name.replace(/\.(zip|tar|tar\.gz|tgz|gz)$/i, '')
}
