import type { PictureForm } from '../../run/ownData'
import { DataError } from '../dataError'
import { sha256 } from './contentName'
import type { PictureFile } from './recognise'

export interface DecodedPictures {
  /** [count × side × side × channels], by class and then by content, whatever order they came in. */
  readonly images: Uint8Array
  readonly labels: Uint8Array
  /** Whether each was set apart for tests. */
  readonly test: readonly boolean[]
  /** SHA-256 of each file. */
  readonly hashes: readonly string[]
  readonly count: number
  /** Paths of those that could not be decoded. */
  readonly unreadable: readonly string[]
}

/** Larger files are no pictures that anyone would make 224 pixels of. */
const MOST_FILE_BYTES = 64 * 2 ** 20
/** More pixels than any camera takes: a small file may claim to be of any size. */
const MOST_PIXELS = 2 ** 27
const AT_ONCE = 4

/**
 * Decodes pictures, each cropped to its middle square and drawn at one size on white.
 * @param decode made for tests; by default the browser's own decoders
 * @throws DataError when hardly anything can be read
 */
export async function decodePictures(
  pictures: readonly PictureFile[],
  classNames: readonly string[],
  form: PictureForm,
  onFraction: (fraction: number) => void,
  decode: PictureDecoder = browserDecoder(form),
): Promise<DecodedPictures> {
  const labels = new Map(classNames.map((name, label) => [name, label]))
  const decoded: Decoded[] = []
  const unreadable: string[] = []
  let next = 0
  const work = async () => {
    for (let at = next++; at < pictures.length; at = next++) {
      const { path, content, className, test } = pictures[at]!
      const bytes = await bytesOf(content)
      const pixels = bytes && (await decode(bytes))
      if (!bytes || !pixels) unreadable.push(path)
      else {
        decoded.push({ label: labels.get(className)!, test, hash: await sha256(bytes), pixels })
      }
      onFraction((decoded.length + unreadable.length) / pictures.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  if (decoded.length === 0) {
    throw new DataError(`None of the ${pictures.length} pictures can be decoded`)
  }
  decoded.sort((a, b) => a.label - b.label || (a.hash < b.hash ? -1 : 1))
  const size = form.side * form.side * form.channels
  const images = new Uint8Array(decoded.length * size)
  decoded.forEach(({ pixels }, image) => images.set(pixels, image * size))
  return {
    images,
    labels: Uint8Array.from(decoded, ({ label }) => label),
    test: decoded.map(({ test }) => test),
    hashes: decoded.map(({ hash }) => hash),
    count: decoded.length,
    unreadable: unreadable.sort(),
  }
}

interface Decoded {
  readonly label: number
  readonly test: boolean
  readonly hash: string
  readonly pixels: Uint8Array
}

/** Pixels of the size asked for; null for what is no picture. */
export type PictureDecoder = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array | null>

async function bytesOf(content: Uint8Array | Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  if (content instanceof Uint8Array) {
    return content.length > MOST_FILE_BYTES ? null : new Uint8Array(content)
  }
  if (content.size > MOST_FILE_BYTES) return null
  return content.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => null,
  )
}

function browserDecoder({ side, channels }: PictureForm): PictureDecoder {
  return async (bytes) => {
    if (pngPixels(bytes) > MOST_PIXELS) return null
    const bitmap = await createImageBitmap(new Blob([bytes])).catch(() => null)
    if (!bitmap) return null
    const canvas = new OffscreenCanvas(side, side)
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context) return null
    const square = Math.min(bitmap.width, bitmap.height)
    const [left, top] = [(bitmap.width - square) / 2, (bitmap.height - square) / 2]
    context.fillStyle = 'white'
    context.fillRect(0, 0, side, side)
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, left, top, square, square, 0, 0, side, side)
    bitmap.close()
    return withoutAlpha(context.getImageData(0, 0, side, side).data, channels)
  }
}

/** Of a PNG file by its header, 0 of any other. */
function pngPixels(bytes: Uint8Array<ArrayBuffer>): number {
  if (bytes.length < 24 || bytes[0] !== 0x89 || bytes[1] !== 0x50) return 0
  const header = new DataView(bytes.buffer)
  return header.getUint32(16) * header.getUint32(20)
}

/** Red, green and blue, or grey by their luma (ITU-R BT.601). */
export function withoutAlpha(rgba: Uint8ClampedArray, channels: number): Uint8Array {
  const pixels = rgba.length / 4
  const values = new Uint8Array(pixels * channels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const [red, green, blue] = [rgba[4 * pixel]!, rgba[4 * pixel + 1]!, rgba[4 * pixel + 2]!]
    if (channels === 1) values[pixel] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue)
    else values.set([red, green, blue], pixel * channels)
  }
  return values
}
