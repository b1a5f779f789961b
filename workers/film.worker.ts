import { expose, transfer } from 'comlink'
import type { FilmEncoder } from '../src/film/filmEncoder'
import { GifEncoder } from '../src/film/gifEncoder'
import { encodableCodec, WebmEncoder } from '../src/film/webmEncoder'
import type { FilmWorkerApi } from './protocol'

let encoder: FilmEncoder | null = null

function opened(): FilmEncoder {
  if (!encoder) throw new Error('No film has been opened')
  return encoder
}

const api: FilmWorkerApi = {
  async canEncode({ format, width, height }) {
    return format === 'gif' || (await encodableCodec(width, height)) !== null
  },
  async open({ format, width, height }, samples) {
    encoder =
      format === 'gif'
        ? new GifEncoder(width, height, samples)
        : await WebmEncoder.open(width, height)
    for (const sample of samples) sample.close()
  },
  async add(picture, at, lasting) {
    await opened().add(picture, at, lasting)
    picture.close()
  },
  async finish() {
    const file = await opened().finish()
    encoder = null
    return transfer(file, [file.buffer])
  },
}

expose(api)
