import type {
  DataNews,
  DataPreview,
  DataSource,
  KeptData,
  OpenedData,
  PictureForm,
  PreparedData,
} from '../../run/ownData'
import { trainImagesOf } from '../../run/ownData'
import { OWN_DATA_BOUNDS } from '../../run/configBounds'
import { DataError } from '../dataError'
import { MOST_BYTES, openArchive, type ArchivedFile } from './archive'
import { openDataStore } from './dataStore'
import type { ImageSet } from './imageSet'
import { keptPlaces } from './loadOwn'
import { decodePictures } from './pictures'
import {
  arrangeData,
  lineOf,
  MOST_IMAGE_BYTES,
  previewOf,
  tooMuch,
  type ArrangedData,
} from './prepare'
import {
  isPicture,
  recogniseData,
  type LooseFile,
  type PictureFile,
  type Recognised,
} from './recognise'

type Tell = (news: DataNews) => void

/** More images need not be looked through to show a few of each class. */
const PREVIEW_SCAN = 4_000
const MOST_NAMED = 5

/**
 * Brings data in, one set at a time: `open` says what files are, `prepare` makes images of one size of
 * them, `keep` stores these. Each may be asked again, with another choice.
 */
export class DataImporter {
  private opened: { readonly recognised: Recognised; readonly source: DataSource } | null = null
  private arranged: ArrangedData | null = null
  /** Of what was asked for last: an earlier preparation may end later. */
  private asked = 0

  /**
   * @param title what the data is called where files do not say
   * @param camera whether the files are pictures that were just taken
   * @throws DataError saying what is wrong with the files
   */
  async open(
    files: readonly LooseFile[],
    title: string,
    camera: boolean,
    tell: Tell,
  ): Promise<OpenedData> {
    this.opened = this.arranged = null
    const loose = files.filter(({ path }) => isPicture(path))
    const others = files.filter(({ path }) => !isPicture(path))
    const archived = await readFiles(others, tell)
    const recognised = recogniseData(title, archived, loose)
    const source = recognised.kind === 'images' ? recognised.source : camera ? 'camera' : 'pictures'
    this.opened = { recognised, source }
    if (recognised.kind === 'images') {
      const { set } = recognised
      const { height, width, channels } = set
      return {
        title: lineOf(set.name),
        source,
        classNames: set.classNames,
        form: { height, width, channels },
        images: set.train.count + set.test.count,
      }
    }
    const classNames = namesOf(recognised.pictures)
    return {
      title: lineOf(recognised.name),
      source,
      classNames,
      form: null,
      images: recognised.pictures.length,
    }
  }

  /** @param form counts for pictures alone @throws DataError for what no network can learn from */
  async prepare(form: PictureForm, tell: Tell): Promise<PreparedData> {
    const { opened } = this
    if (!opened) throw new DataError('No data has been opened')
    this.arranged = null
    const asked = ++this.asked
    const { recognised, source } = opened
    let unreadable: readonly string[] = []
    let arranged: ArrangedData
    if (recognised.kind === 'images') {
      tell({ task: 'arranging', fraction: null })
      arranged = await arrangeData(recognised.set, source)
    } else {
      const made = await fromPictures(recognised.name, recognised.pictures, form, tell)
      unreadable = made.unreadable
      tell({ task: 'arranging', fraction: null })
      arranged = await arrangeData(made.set, source, made.facts)
    }
    if (asked === this.asked) this.arranged = arranged
    const { data, bytes, leftOut } = arranged
    const labels = bytes.subarray(keptPlaces(data).trainLabels)
    return {
      data,
      preview: previewOf(data, bytes, labels),
      unreadable: { count: unreadable.length, names: unreadable.slice(0, MOST_NAMED) },
      leftOut,
    }
  }

  /** Keeps what was prepared last, under a title. @throws DataError when there is no room */
  async keep(title: string, tell: Tell): Promise<KeptData> {
    if (!this.arranged) throw new DataError('No data has been prepared')
    tell({ task: 'keeping', fraction: null })
    const { data, bytes } = this.arranged
    const named = { ...data, own: { ...data.own, title: lineOf(title) } }
    await (await openDataStore()).write(named, bytes)
    return named
  }
}

/** Of data that is kept; looks at its beginning alone, which is balanced. */
export async function keptPreview(name: string): Promise<DataPreview> {
  const store = await openDataStore()
  const kept = await store.find(name)
  if (!kept) throw new DataError('This data is no longer kept')
  const { height, width, channels } = kept.own
  const places = keptPlaces(kept)
  const images = Math.min(PREVIEW_SCAN, trainImagesOf(kept))
  return previewOf(
    kept,
    await store.read(name, 0, images * height * width * channels),
    await store.read(name, places.trainLabels, places.trainLabels + images),
  )
}

async function readFiles(files: readonly LooseFile[], tell: Tell): Promise<ArchivedFile[]> {
  const size = files.reduce((sum, { file }) => sum + file.size, 0)
  if (size > MOST_BYTES) throw new DataError(`More than ${MOST_BYTES / 2 ** 20} MiB are not taken`)
  const found: ArchivedFile[] = []
  let unpacked = 0
  for (const [index, { path, file }] of files.entries()) {
    tell({ task: 'reading', fraction: index / files.length })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const opened = openArchive(path, bytes, MOST_BYTES - unpacked, (fraction) =>
      tell({ task: 'unpacking', fraction: (index + fraction) / files.length }),
    )
    unpacked += opened.reduce((sum, each) => sum + each.bytes.length, 0)
    found.push(...opened)
  }
  return found
}

const namesOf = (pictures: readonly PictureFile[]) =>
  [...new Set(pictures.map(({ className }) => className))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  )

async function fromPictures(
  name: string,
  pictures: readonly PictureFile[],
  form: PictureForm,
  tell: Tell,
): Promise<{ set: ImageSet; facts: unknown; unreadable: readonly string[] }> {
  const classes = namesOf(pictures)
  const { side, channels } = form
  if (classes.length > OWN_DATA_BOUNDS.classes.max) {
    throw new DataError(
      `There are ${classes.length} classes; at most ${OWN_DATA_BOUNDS.classes.max} are taken`,
    )
  }
  const bytes = pictures.length * side * side * channels
  if (bytes > MOST_IMAGE_BYTES) throw tooMuch(bytes)
  const decoded = await decodePictures(pictures, classes, form, (fraction) =>
    tell({ task: 'decoding', fraction }),
  )
  const part = (ofTest: boolean) => {
    const kept = decoded.test.flatMap((test, image) => (test === ofTest ? [image] : []))
    const size = side * side * channels
    const images = new Uint8Array(kept.length * size)
    kept.forEach((image, place) => {
      images.set(decoded.images.subarray(image * size, (image + 1) * size), place * size)
    })
    return {
      images,
      labels: Uint8Array.from(kept, (image) => decoded.labels[image]!),
      count: kept.length,
    }
  }
  const classNames = distinctLines(classes)
  const set = {
    name,
    height: side,
    width: side,
    channels,
    classNames,
    train: part(false),
    test: part(true),
  }
  // Browsers decode a JPEG each a little differently: files say what the data is, not their pixels.
  const facts = decoded.hashes.map((hash, image) => [
    decoded.labels[image],
    decoded.test[image],
    hash,
  ])
  return { set, facts, unreadable: decoded.unreadable }
}

/** Folder names as class names: short lines, and no two alike. */
function distinctLines(names: readonly string[]): string[] {
  const { classNameCharacters } = OWN_DATA_BOUNDS
  const taken = new Set<string>()
  return names.map((name) => {
    let line = lineOf(name, classNameCharacters)
    for (let copy = 2; taken.has(line); copy++) {
      line = `${lineOf(name, classNameCharacters - 5)} ${copy}`
    }
    taken.add(line)
    return line
  })
}
