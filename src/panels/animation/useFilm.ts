import { useEffect, useRef, useState } from 'react'
import { openFilmClient } from '../../store/filmClient'
import { makeFilm, type FilmProgress, type FilmRequest } from './makeFilm'

export interface Film {
  /** Null while none is being made. */
  readonly progress: FilmProgress | null
  /** Why the last one came to nothing. */
  readonly problem: string | null
  readonly start: (request: FilmRequest, onDone: (film: Blob) => void) => void
  readonly cancel: () => void
}

/** One film at a time; it is broken off when its dialog goes. */
export function useFilm(): Film {
  const [progress, setProgress] = useState<FilmProgress | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  const start: Film['start'] = (request, onDone) => {
    const controller = new AbortController()
    const client = openFilmClient()
    running.current = controller
    controller.signal.addEventListener('abort', () => {
      client.close()
      setProgress(null)
    })
    setProblem(null)
    setProgress({ fraction: 0, secondsLeft: null })
    makeFilm(request, client, controller.signal, (next) => {
      if (!controller.signal.aborted) setProgress(next)
    })
      .then(onDone, (error: unknown) => {
        if (!controller.signal.aborted) setProblem(String(error))
      })
      .finally(() => controller.abort())
  }
  return { progress, problem, start, cancel: () => running.current?.abort() }
}
