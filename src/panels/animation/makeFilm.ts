import type { ArchitectureRecord, Timeline } from '../../run/events'
import type { CellType } from '../../space/cellSpace'
import type { FilmClient, FilmFormat } from '../../store/filmClient'
import { composedPicture, pageRules, pictureHeight } from '../../views/composedPicture'
import { embeddedFontFaces, unquoted } from '../../views/embeddedFonts'
import { runAt } from '../search/useRunAtPlayhead'
import { filmFrames, type FilmSpan } from './filmPlan'
import { openFilmStage } from './filmStage'

export interface FilmRequest extends FilmSpan {
  readonly timeline: Timeline
  readonly record: ArchitectureRecord | null
  /** Names of views. */
  readonly views: readonly string[]
  readonly cell: CellType
  readonly format: FilmFormat
  readonly theme: 'dark' | 'light'
  /** Pixels. */
  readonly width: number
  /** What stands below the drawings at a step. */
  readonly caption: (step: number) => string
}

export interface FilmProgress {
  /** 0–1. */
  readonly fraction: number
  /** Estimated by the pace so far; null before there is any. */
  readonly secondsLeft: number | null
}

/** Pictures per second. GIFs grow with each. */
const RATES: Readonly<Record<FilmFormat, number>> = { gif: 12.5, webm: 25 }
const TYPES: Readonly<Record<FilmFormat, string>> = { gif: 'image/gif', webm: 'video/webm' }

/**
 * Draws the run from step to step out of sight and makes a film of it. The page stays in use meanwhile:
 * each picture is drawn in turns, and encoded by a worker.
 * @throws DOMException AbortError when it is broken off, Error when the browser cannot encode it
 */
export async function makeFilm(
  request: FilmRequest,
  client: FilmClient,
  signal: AbortSignal,
  onProgress: (progress: FilmProgress) => void,
): Promise<Blob> {
  const { timeline, record, views, cell, format, theme, width, caption } = request
  const frames = filmFrames(timeline.snapshots, request, RATES[format])
  const stage = openFilmStage(views, timeline.config, cell)
  try {
    const last = timeline.snapshots.at(-1)?.step ?? 0
    const show = (step: number) => stage.show(runAt(timeline, step < last ? step : null, record))
    show(frames.at(-1)?.step ?? last)
    stage.keepRoom()
    const [family = ''] = getComputedStyle(stage.element).fontFamily.split(',')
    const css = (await embeddedFontFaces(unquoted(family))) + pageRules()
    const height = pictureHeight(stage.element.getBoundingClientRect(), width)
    const settings = { format, width, height }
    const picture = async (step: number) => {
      await turn(signal)
      show(step)
      await turn(signal)
      const look = { theme, css, caption: caption(step), width, height }
      const svg = composedPicture(stage.element, look)
      await turn(signal)
      return rasterised(svg, width, height)
    }

    const pictureOf = ({ step }: { readonly step: number }) => picture(step)
    const samples = format === 'gif' ? samplesOf(frames) : []
    await unlessAborted(signal, client.open(settings, await inTurn(samples, pictureOf)))
    const startedAt = performance.now()
    for (const [index, { step, at, lasting }] of frames.entries()) {
      await unlessAborted(signal, client.add(await picture(step), at, lasting))
      const done = index + 1
      const pace = (performance.now() - startedAt) / done
      onProgress({
        fraction: done / frames.length,
        secondsLeft: (pace * (frames.length - done)) / 1000,
      })
    }
    return new Blob([await unlessAborted(signal, client.finish())], { type: TYPES[format] })
  } finally {
    stage.close()
  }
}

/** First, middle and last: colours come and go with a search. */
function samplesOf<Frame>(frames: readonly Frame[]): readonly Frame[] {
  const last = frames.length - 1
  return [...new Set([0, Math.floor(last / 2), last])].flatMap((index) => frames[index] ?? [])
}

async function inTurn<Value, Result>(
  values: readonly Value[],
  work: (value: Value) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const value of values) results.push(await work(value))
  return results
}

/** A worker that has been ended answers nothing any more. */
async function unlessAborted<Result>(
  signal: AbortSignal,
  answer: Promise<Result>,
): Promise<Result> {
  signal.throwIfAborted()
  let onAbort = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => void reject(signal.reason as Error)
    signal.addEventListener('abort', onAbort)
  })
  return Promise.race([answer, aborted]).finally(() => signal.removeEventListener('abort', onAbort))
}

/** Lets the page do what it has to do. */
async function turn(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve))
  signal.throwIfAborted()
}

async function rasterised(svg: string, width: number, height: number): Promise<ImageBitmap> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = new OffscreenCanvas(width, height)
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
    return canvas.transferToImageBitmap()
  } finally {
    URL.revokeObjectURL(url)
  }
}
