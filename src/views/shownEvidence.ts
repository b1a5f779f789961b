import type { DatasetName } from '../run/config'
import type { Evidence, EvidenceSubject, Exhibits } from '../run/evidence'
import { nearestBefore } from './chartScale'
import { pixelImage } from './pixelImage'
import type { ShownRun } from './shownRun'

/** What the network makes of the exhibits at a step of a run. */
export interface ShownEvidence {
  readonly dataset: DatasetName
  readonly exhibits: Exhibits
  readonly evidence: Evidence
  /** The exhibits as data URLs. */
  readonly images: readonly string[]
}

/** Words for whom one looks at. */
export interface EvidenceWords {
  readonly subjects: Readonly<Record<EvidenceSubject, string>>
  /** "batch norm by the batch the images were in" */
  readonly byBatch: string
  /** "after step {step}" */
  after(step: number): string
}

const shown = new WeakMap<Evidence, ShownEvidence>()
const pictures = new WeakMap<Exhibits, readonly string[]>()

/** The last look at or before the step that a run stands at, or else the first; null before any. */
export function shownEvidence({ timeline, step }: ShownRun): ShownEvidence | null {
  const { exhibits, evidence: looks = [], config } = timeline
  const evidence = looks[Math.max(0, step === null ? looks.length - 1 : nearestBefore(looks, step))]
  if (!exhibits || !evidence) return null
  const known = shown.get(evidence)
  if (known) return known
  const dataset = config.dataset.name
  const made = { dataset, exhibits, evidence, images: picturesOf(exhibits) }
  shown.set(evidence, made)
  return made
}

function picturesOf(exhibits: Exhibits): readonly string[] {
  const known = pictures.get(exhibits)
  if (known) return known
  const { height, width, channels, labels, images } = exhibits
  const size = height * width * channels
  const made = labels.map((_, image) =>
    pixelImage({
      width,
      height,
      channels,
      bytes: images.subarray(image * size, (image + 1) * size),
    }),
  )
  pictures.set(exhibits, made)
  return made
}

/** Whom one looks at, and when. */
export function evidenceNote({ step, subject, statistics }: Evidence, words: EvidenceWords) {
  const byBatch = statistics === 'batch' ? [words.byBatch] : []
  return [words.after(step), words.subjects[subject], ...byBatch].join(' · ')
}
