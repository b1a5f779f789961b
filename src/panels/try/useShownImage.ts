import { useEffect, useMemo, useState } from 'react'
import type { Shape } from '../../network/network'
import type { TryingSession } from '../../store/trying'
import type { Pixels } from '../../views/pixelImage'
import { isLightOnBlack, networkImage, wantsNegative, type Picture } from './networkImage'
import type { Example, Examples } from './useExamples'

type Shown =
  | { readonly kind: 'drawing' | 'picture'; readonly picture: Picture }
  | { readonly kind: 'example'; readonly example: Example }

/** The image on show: what is drawn or brought, else the first test image. */
export function useShownImage(session: TryingSession, input: Shape, found: Examples | null) {
  const [chosen, setShown] = useState<Shown | null>(null)
  /** What the reader decided; null leaves it to what the pictures look like. */
  const [decided, setNegative] = useState<boolean | null>(null)
  const border = found?.borderBrightness ?? null
  const [first] = found?.examples ?? []
  const shown = useMemo(
    () => chosen ?? (first ? ({ kind: 'example', example: first } as const) : null),
    [chosen, first],
  )
  const picture = shown && shown.kind !== 'example' ? shown.picture : null
  const negative = picture && (decided ?? (border !== null && wantsNegative(picture, border)))
  const { width, height, channels } = input
  const pixels = useMemo((): Pixels | null => {
    if (!shown) return null
    if (shown.kind === 'example') return shown.example.pixels
    const shape = { width, height, channels }
    return { ...shape, bytes: networkImage(shown.picture, shape, negative === true) }
  }, [shown, negative, width, height, channels])
  useEffect(() => session.show(pixels?.bytes ?? null), [session, pixels])
  return {
    pixels,
    negative,
    setNegative,
    origin: shown && shown.kind !== 'example' ? shown.kind : ('none' as const),
    example: shown?.kind === 'example' ? shown.example : null,
    /** Whether the data set shows things light on black; a drawing begins on such a ground. */
    dark: border !== null && isLightOnBlack(border),
    showPicture: (taken: Picture | null, kind: 'drawing' | 'picture') => {
      if (kind === 'picture') setNegative(null)
      setShown(taken && { kind, picture: taken })
    },
    showExample: (example: Example) => setShown({ kind: 'example', example }),
  }
}
