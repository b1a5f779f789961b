import { useEffect, useState } from 'react'
import type { DatasetSettings } from '../../run/config'
import { datasetFormat } from '../../run/datasets'
import type { TestExamples } from '../../run/classification'
import type { TryingSession } from '../../store/trying'
import type { Pixels } from '../../views/pixelImage'

/** A test image. */
export interface Example {
  /** From 1 on. */
  readonly number: number
  readonly pixels: Pixels
  readonly label: number
}

export interface Examples {
  readonly examples: readonly Example[]
  /** Mean brightness along the borders of the data set's images, 0–1. */
  readonly borderBrightness: number
  /** How many test images there are. */
  readonly count: number
}

const SHOWN = 24

/** Some test images at a time, and others when asked for. */
export function useExamples(session: TryingSession, dataset: DatasetSettings) {
  const [first, setFirst] = useState(0)
  const [found, setFound] = useState<Examples | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useEffect(() => {
    let wanted = true
    session.examples(dataset, first, SHOWN).then(
      (examples) => {
        if (wanted) setFound(readExamples(examples, dataset, first))
      },
      (error: unknown) => {
        if (wanted) setProblem(error instanceof Error ? error.message : String(error))
      },
    )
    return () => {
      wanted = false
    }
  }, [session, dataset, first])
  const more = () => setFirst((before) => (before + SHOWN) % (found?.count ?? 1))
  return { found, problem, more: found && found.count > SHOWN ? more : undefined }
}

function readExamples(
  { pixels, labels, count, borderBrightness }: TestExamples,
  dataset: DatasetSettings,
  first: number,
): Examples {
  const { width, height, channels } = datasetFormat(dataset).input
  const size = width * height * channels
  const examples = Array.from(labels, (label, index): Example => {
    const bytes = pixels.subarray(index * size, (index + 1) * size)
    const number = ((first + index) % count) + 1
    return { number, label, pixels: { width, height, channels, bytes } }
  })
  return { examples, borderBrightness, count }
}
