import { useEffect, useRef, useState } from 'react'

interface CapturedPicture {
  readonly file: Blob
  /** Of the same picture, to be shown. */
  readonly url: string
}

export interface CapturedClass {
  readonly key: number
  readonly name: string
  readonly pictures: readonly CapturedPicture[]
}

/** Pixels that pictures are taken at; they are made smaller when it is known how small. */
const SIDE = 128
const INTERVAL_MS = 120
const FIRST_CLASSES = 2

/**
 * Pictures of a few classes, taken from what `video` shows while a class is held.
 * @param nameOf the name that a new class has
 */
export function useCaptures(video: HTMLVideoElement | null, nameOf: (number: number) => string) {
  const [classes, setClasses] = useState<readonly CapturedClass[]>(() =>
    Array.from({ length: FIRST_CLASSES }, (_, index) => blankClass(index + 1, nameOf)),
  )
  const [holding, setHolding] = useState<number | null>(null)
  const latest = useRef(classes)
  useEffect(() => {
    latest.current = classes
  }, [classes])

  const change = (key: number, to: (before: CapturedClass) => CapturedClass) =>
    setClasses((all) => all.map((each) => (each.key === key ? to(each) : each)))

  useEffect(() => {
    if (holding === null || !video) return undefined
    const take = async () => {
      const file = await pictureOf(video)
      if (!file) return
      const picture = { file, url: URL.createObjectURL(file) }
      change(holding, (before) => ({ ...before, pictures: [...before.pictures, picture] }))
    }
    void take()
    const timer = setInterval(() => void take(), INTERVAL_MS)
    return () => clearInterval(timer)
  }, [holding, video])

  // Addresses of pictures hold their memory until they are given back.
  useEffect(() => () => latest.current.forEach(forget), [])

  return {
    classes,
    holding,
    hold: setHolding,
    /** Another class may be held by now: its press comes before the blur of this one. */
    release: (key: number) => setHolding((held) => (held === key ? null : held)),
    add: () => setClasses((all) => [...all, blankClass(all.length + 1, nameOf)]),
    rename: (key: number, name: string) => change(key, (before) => ({ ...before, name })),
    clear: (key: number) =>
      change(key, (before) => {
        forget(before)
        return { ...before, pictures: [] }
      }),
  }
}

const blankClass = (number: number, nameOf: (number: number) => string): CapturedClass => ({
  key: number,
  name: nameOf(number),
  pictures: [],
})

function forget({ pictures }: CapturedClass): void {
  for (const { url } of pictures) URL.revokeObjectURL(url)
}

/** The middle square of what a video shows. */
async function pictureOf(video: HTMLVideoElement): Promise<Blob | null> {
  const { videoWidth, videoHeight } = video
  const square = Math.min(videoWidth, videoHeight)
  const canvas = new OffscreenCanvas(SIDE, SIDE)
  const context = canvas.getContext('2d')
  if (square === 0 || !context) return null
  const [left, top] = [(videoWidth - square) / 2, (videoHeight - square) / 2]
  context.drawImage(video, left, top, square, square, 0, 0, SIDE, SIDE)
  return canvas.convertToBlob({ type: 'image/png' })
}
