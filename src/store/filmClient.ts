import { transfer, wrap } from 'comlink'
import type { FilmSettings, FilmWorkerApi } from '../../workers/protocol'

export type { FilmFormat, FilmSettings } from '../../workers/protocol'

/** A worker that makes a film, for the time of one film. */
export interface FilmClient {
  canEncode(settings: FilmSettings): Promise<boolean>
  /** @param samples pictures that between them have the film's colours; they are given away */
  open(settings: FilmSettings, samples: readonly ImageBitmap[]): Promise<void>
  /** @param picture is given away, @param at when it is shown, seconds, @param lasting seconds */
  add(picture: ImageBitmap, at: number, lasting: number): Promise<void>
  finish(): Promise<Uint8Array<ArrayBuffer>>
  /** Breaks off whatever is under way. */
  close(): void
}

export function openFilmClient(): FilmClient {
  const worker = new Worker(new URL('../../workers/film.worker.ts', import.meta.url), {
    type: 'module',
  })
  const remote = wrap<FilmWorkerApi>(worker)
  return {
    canEncode: (settings) => remote.canEncode(settings),
    open: (settings, samples) => remote.open(settings, transfer([...samples], [...samples])),
    add: (picture, at, lasting) => remote.add(transfer(picture, [picture]), at, lasting),
    finish: () => remote.finish(),
    close: () => worker.terminate(),
  }
}
