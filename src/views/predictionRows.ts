import type { ShownEvidence } from './shownEvidence'

/** A class that an image may be of, as the network sees it. */
export interface PredictionRow {
  readonly label: number
  /** 0–1. */
  readonly share: number
  /** Whether the image is of it. */
  readonly is: boolean
}

export interface Prediction {
  readonly label: number
  readonly right: boolean
  /** The likeliest classes, best first; what the image is of is always among them. */
  readonly rows: readonly PredictionRow[]
}

/** @param rows how many classes of each image to tell */
export function predictionsOf({ exhibits, evidence }: ShownEvidence, rows: number): Prediction[] {
  if (!exhibits || !evidence) return []
  const { labels, classes } = exhibits
  return labels.map((label, image) => {
    const shares = evidence.probabilities.subarray(image * classes, (image + 1) * classes)
    const ranked = Array.from(shares, (share, each) => ({
      label: each,
      share,
      is: each === label,
    })).sort((a, b) => b.share - a.share || a.label - b.label)
    const first = ranked.slice(0, rows)
    const told = first.some(({ is }) => is)
      ? first
      : [...first.slice(0, rows - 1), ...ranked.filter(({ is }) => is)]
    return { label, right: ranked[0]?.is ?? false, rows: told }
  })
}
