import type { ComparedRun } from '../run/comparison'
import type { DatasetSettings } from '../run/config'
import type { EvaluationSubject } from '../run/events'
import type { Method } from '../run/methods'
import type { TestReport, TrainingResult } from '../run/training'
import type { SharedLatency } from '../share/link'
import type { SearchSpace } from '../space/searchSpace'
import type { ImportedArchitecture } from './architectureSlice'

/** What people add to an entry. */
export interface Labels {
  /** Null as long as nobody has named it. */
  readonly name: string | null
  readonly tags: readonly string[]
  /** ISO 8601; of two copies of an entry, the labels of the later one count. */
  readonly changedAt: string
}

interface EntryBase {
  readonly id: string
  readonly labels: Labels
}

/** A search, ended or not, with its recording kept beside it. */
export interface RunEntry extends EntryBase {
  readonly kind: 'run'
  readonly run: ComparedRun
  /** Of the recording, and the checkpoint where there is one. */
  readonly bytes: number
  /** Search steps completed, and all there are, of a run that has not ended; absent otherwise. */
  readonly unfinished?: { readonly step: number; readonly steps: number }
}

export interface ArchitectureEntry extends EntryBase {
  readonly kind: 'architecture'
  readonly text: string
  /** The space that the text is of; null for cells by themselves. */
  readonly space: SearchSpace | null
  readonly origin: ImportedArchitecture['origin'] | 'run' | 'candidate'
  /** What it was called where it comes from. */
  readonly title: string | null
  /** What found it; null where that is not known. */
  readonly method: Method | null
  /** What it was built out for. */
  readonly dataset: DatasetSettings
  /** At the width and depth it had when it was kept. */
  readonly cost: { readonly parameters: number; readonly macs: number } | null
  /** As it was known when it was kept, 0–1, and of what. */
  readonly accuracy: {
    readonly value: number
    readonly subject: EvaluationSubject | 'judged' | 'link'
    /** It was counted on; null where that is not known. */
    readonly images: number | null
  } | null
  /** Measured, on the device it names. */
  readonly latency: SharedLatency | null
  /** ISO 8601. */
  readonly keptAt: string
}

/** What a training left, without what is large: weights, statistics, pixels. */
export interface TrainingSummary extends Omit<
  TrainingResult,
  'weights' | 'runningStatistics' | 'test'
> {
  readonly test: Omit<TestReport, 'mistakes'> & {
    readonly mistakes: readonly Omit<TestReport['mistakes'][number], 'pixels'>[]
  }
}

export interface TrainingEntry extends EntryBase {
  readonly kind: 'training'
  readonly summary: TrainingSummary
  /** ISO 8601. */
  readonly trainedAt: string
  /** Of weights, statistics and pixels. */
  readonly bytes: number
}

export type LibraryEntry = RunEntry | ArchitectureEntry | TrainingEntry
export type EntryKind = LibraryEntry['kind']

/** Bounds of what people write, and of what files may say. */
export const LABEL_BOUNDS = { name: 120, tag: 40, tags: 20 } as const

/** Labels of an entry that nobody has touched since it came to be. */
export function blankLabels(since: string | null): Labels {
  return { name: null, tags: [], changedAt: since ?? new Date(0).toISOString() }
}

/** As it can be kept: white space tidied, within bounds; null where nothing is left. */
export function tidyName(text: string): string | null {
  return tidy(text, LABEL_BOUNDS.name) || null
}

/** Each tag once, whatever its case, in the order in which they were given. */
export function tidyTags(tags: readonly string[]): string[] {
  const known = new Set<string>()
  return tags
    .map((tag) => tidy(tag.replace(/^#+/, ''), LABEL_BOUNDS.tag))
    .filter((tag) => {
      const key = tag.toLowerCase()
      return tag !== '' && !known.has(key) && known.add(key)
    })
    .slice(0, LABEL_BOUNDS.tags)
}

function tidy(text: string, most: number): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim()
  return [...line].slice(0, most).join('').trim()
}
