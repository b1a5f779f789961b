import * as v from 'valibot'
import type { ImageData8 } from '../engine/engine'
import { readCached, writeCached } from './contentCache'
import { DataError } from './dataError'
import type { Dataset } from './dataset'
import { fetchContent, verify } from './fetchContent'
import { parseIdx, takeFirst } from './idx'
import {
  ManifestSchema,
  type FileRole,
  type Manifest,
  type ManifestFile,
  type ManifestShard,
} from './manifest'

export interface DatasetRequest {
  /** How many of the first training and test images to hold. */
  readonly trainImages: number
  readonly testImages: number
  /** Directory of the manifest, ending in a slash. */
  readonly baseUrl: string
  /** The share of all bytes received, 0–1. */
  readonly onFraction?: (fraction: number) => void
}

/**
 * Loads the first images of Fashion-MNIST: from the starter shard when it suffices (its files are
 * prefixes of the full ones, so the images are the same), else from the full files.
 * @throws DataError when a file is missing, broken, or holds fewer images than asked for
 */
export async function loadFashionMnist(request: DatasetRequest): Promise<Dataset> {
  const manifest = await loadManifest(request.baseUrl)
  const shard = chooseShard(manifest, request)
  const files = await loadFiles(shard, request)
  return { ...assemble(manifest, files, request), classNames: manifest.classNames }
}

async function loadManifest(baseUrl: string): Promise<Manifest> {
  const url = `${baseUrl}manifest.json`
  const text = await fetch(url)
    .then((response) => (response.ok ? response.text() : null))
    .catch(() => null)
  const cached = text === null ? await readCached(url) : null
  const source = text ?? (cached && new TextDecoder().decode(cached))
  if (source === null) throw new DataError(`The data set's manifest cannot be reached at ${url}`)
  const manifest = parseManifest(source)
  if (text !== null) await writeCached(url, new TextEncoder().encode(text))
  return manifest
}

function parseManifest(text: string): Manifest {
  try {
    return v.parse(ManifestSchema, JSON.parse(text))
  } catch (cause) {
    throw new DataError('The data set has a broken manifest', { cause })
  }
}

function chooseShard(
  { shards }: Manifest,
  { trainImages, testImages }: DatasetRequest,
): ManifestShard {
  const suffices = (shard: ManifestShard) =>
    trainImages <= shard.trainImages && testImages <= shard.testImages
  if (suffices(shards.starter)) return shards.starter
  if (suffices(shards.full)) return shards.full
  throw new DataError(
    `The data set has ${shards.full.trainImages} training and ${shards.full.testImages} test images; ` +
      `${trainImages} and ${testImages} were asked for`,
  )
}

type Files = Record<FileRole, Uint8Array<ArrayBuffer>>

async function loadFiles(shard: ManifestShard, request: DatasetRequest): Promise<Files> {
  const entries = Object.entries(shard.files) as [FileRole, ManifestFile][]
  const total = entries.reduce((sum, [, file]) => sum + file.bytes, 0)
  const fractions = new Map<FileRole, number>()
  const contents = await Promise.all(
    entries.map(async ([role, file]) => {
      const content = await loadFile(`${request.baseUrl}${file.path}`, file, (fraction) => {
        fractions.set(role, fraction)
        const done = entries.reduce((sum, [r, f]) => sum + f.bytes * (fractions.get(r) ?? 0), 0)
        request.onFraction?.(done / total)
      })
      return [role, content] as const
    }),
  )
  return Object.fromEntries(contents) as Files
}

async function loadFile(
  url: string,
  file: ManifestFile,
  onFraction: (fraction: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = `${url}?sha256=${file.contentSha256}`
  const cached = await readCached(key)
  const intact =
    cached &&
    (await verify(cached, file).then(
      () => true,
      () => false,
    ))
  if (intact) {
    onFraction(1)
    return cached
  }
  const content = await fetchContent(url, file, onFraction)
  await writeCached(key, content)
  return content
}

/** Joins the first training and test images, checking that files and manifest agree. */
function assemble(
  manifest: Manifest,
  files: Files,
  { trainImages, testImages }: DatasetRequest,
): Omit<Dataset, 'classNames'> {
  const { height, width, channels } = manifest
  const part = (images: Uint8Array, labels: Uint8Array, count: number) => {
    const pixels = parseIdx(images, 3)
    if (pixels.dimensions[1] !== height || pixels.dimensions[2] !== width || channels !== 1) {
      throw new DataError(`The images are ${pixels.dimensions.slice(1).join('×')} in size`)
    }
    const names = parseIdx(labels, 1)
    if (names.dimensions[0] !== pixels.dimensions[0]) {
      throw new DataError('The data set has a different number of images and labels')
    }
    return [takeFirst(pixels, count).values, takeFirst(names, count).values] as const
  }
  const [trainPixels, trainLabels] = part(files.trainImages, files.trainLabels, trainImages)
  const [testPixels, testLabels] = part(files.testImages, files.testLabels, testImages)
  const data: ImageData8 = {
    images: join(trainPixels, testPixels),
    labels: join(trainLabels, testLabels),
    count: trainImages + testImages,
    height,
    width,
    channels,
    classes: manifest.classNames.length,
    mean: manifest.mean,
    deviation: manifest.deviation,
  }
  if (data.labels.some((label) => label >= data.classes)) {
    throw new DataError(`The data set has a label beyond its ${data.classes} classes`)
  }
  return { name: manifest.name, data, trainImages, testImages }
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}
