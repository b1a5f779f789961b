import type { SearchConfig } from '../run/config'
import type { DatasetIdentity } from '../run/datasets'
import type { Evidence, EvidenceSubject, Exhibits } from '../run/evidence'
import { nearestBefore } from './nearestStep'
import { pixelImage } from './pixelImage'
import type { ShownRun } from './shownRun'

/** What the network makes of the exhibits at a step of a run. */
export interface ShownEvidence {
  readonly dataset: DatasetIdentity
  /** Whether the method trains all branches at once, rather than paths. */
  readonly mixture: boolean
  /** Null before the run has chosen them. */
  readonly exhibits: Exhibits | null
  /** Null before the first look. */
  readonly evidence: Evidence | null
  /** The exhibits as data URLs. */
  readonly images: readonly string[]
}

/** Words for whom one looks at. */
export interface EvidenceWords {
  readonly subjects: Readonly<Record<EvidenceSubject, string>>
  /** "batch norm by the batch the images were in" */
  readonly byBatch: string
  /** "not looked at yet" */
  readonly notYet: string
  /** "after step {step}" */
  after(step: number): string
}

const shown = new WeakMap<Evidence | Exhibits | SearchConfig, ShownEvidence>()
const pictures = new WeakMap<Exhibits, readonly string[]>()

/**
 * The last look at or before the step that a run stands at, or else the first. The same object for the
 * same look. Null for recordings from before anything was looked at.
 */
export function shownEvidence({ timeline, step }: ShownRun): ShownEvidence | null {
  const { exhibits = null, evidence: looks = [], config, snapshots } = timeline
  if (!exhibits && snapshots.length > 0) return null
  const at = Math.max(0, step === null ? looks.length - 1 : nearestBefore(looks, step))
  const evidence = looks[at] ?? null
  const key = evidence ?? exhibits ?? config
  const known = shown.get(key)
  if (known) return known
  const images = exhibits ? picturesOf(exhibits) : []
  const mixture = config.strategy.name === 'darts'
  const made = { dataset: config.dataset, mixture, exhibits, evidence, images }
  shown.set(key, made)
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
export function evidenceNote(evidence: Evidence | null, words: EvidenceWords): string {
  if (!evidence) return words.notYet
  const { step, subject, statistics } = evidence
  const byBatch = statistics === 'batch' ? [words.byBatch] : []
  return [words.after(step), words.subjects[subject], ...byBatch].join(' · ')
}

/** Every note that a run may come to show, at its longest: drawings keep room for it. */
export function notesToCome({ mixture }: ShownEvidence, totalSteps: number, words: EvidenceWords) {
  const step = totalSteps
  const of = (subject: EvidenceSubject, statistics: Evidence['statistics']) =>
    evidenceNote({ ...NOTHING, step, subject, statistics }, words)
  if (mixture) return [of('supernet', 'running')]
  return [of('best', 'batch'), of('trained', 'batch'), of('found', 'running')]
}

const NOTHING = {
  probabilities: new Float32Array(),
  pixels: new Uint8Array(),
  ranges: new Float32Array(),
}
