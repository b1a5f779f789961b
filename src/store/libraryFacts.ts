import { accuracyInterval } from '../run/accuracyInterval'
import type { DatasetSettings } from '../run/config'
import { methodOf, type Method } from '../run/methods'
import type { SearchSpace } from '../space/searchSpace'
import { entryDate } from './libraryArchive'
import type { EntryKind, LibraryEntry } from './libraryEntries'

/** What is told, compared and sorted by of an entry of any kind. */
export interface EntryFacts {
  /** ISO 8601. */
  readonly date: string
  /** What found it; null where that is not known, or nothing did. */
  readonly method: Method | null
  /** Null for cells by themselves, and for networks made by hand. */
  readonly space: SearchSpace | null
  readonly dataset: DatasetSettings
  readonly seed: number | null
  /** The architecture, as published code writes it; null where there is none. */
  readonly text: string | null
  readonly accuracy: Accuracy | null
  readonly parameters: number | null
  readonly macs: number | null
  /** ms for one image, as measured. */
  readonly latency: {
    readonly medianMs: number
    readonly lowMs: number
    readonly highMs: number
  } | null
  /** Measured on; null where that is not known. */
  readonly device: string | null
}

export interface Accuracy {
  /** 0–1. */
  readonly value: number
  /** At 95 %; null where it is not known on how many images it was counted. */
  readonly interval: readonly [number, number] | null
  /** What it was measured of, and by whom. */
  readonly subject: 'supernet' | 'shared-weights' | 'own-weights' | 'judged' | 'link' | 'trained'
  readonly images: number | null
}

export function entryFacts(entry: LibraryEntry): EntryFacts {
  const date = entryDate(entry)
  if (entry.kind === 'run') {
    const { config, engine, record } = entry.run
    const images = config.dataset.testImages
    const { space, dataset, seed } = config
    const value = record?.accuracy ?? null
    return {
      date,
      method: methodOf(config),
      space,
      dataset,
      seed,
      text: record?.text ?? null,
      accuracy: value === null || !record ? null : counted(value, images, record.subject),
      parameters: record?.cost.parameters ?? null,
      macs: record?.cost.macs ?? null,
      latency: record?.latency ?? null,
      device: engine?.adapter ?? null,
    }
  }
  if (entry.kind === 'training') {
    const { config, test, parameters, macs, engine } = entry.summary
    const { subject } = config
    const { images, interval } = test
    return {
      date,
      method: null,
      space: subject.kind === 'architecture' ? subject.space : null,
      dataset: config.dataset,
      seed: config.seed,
      text: subject.kind === 'reference' ? null : subject.text,
      accuracy: { value: test.correct / images, interval, subject: 'trained', images },
      parameters,
      macs,
      latency: null,
      device: engine.adapter,
    }
  }
  const { method, space, dataset, text, accuracy, cost, latency } = entry
  return {
    date,
    method,
    space,
    dataset,
    seed: null,
    text,
    accuracy: accuracy && counted(accuracy.value, accuracy.images, accuracy.subject),
    parameters: cost?.parameters ?? null,
    macs: cost?.macs ?? null,
    latency,
    device: latency?.device ?? null,
  }
}

function counted(value: number, images: number | null, subject: Accuracy['subject']): Accuracy {
  return {
    value,
    subject,
    images,
    interval: images === null ? null : accuracyInterval(value, images),
  }
}

export const SORT_KEYS = ['date', 'name', 'accuracy', 'parameters', 'latency'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** An entry as the list has it. */
export interface ListedEntry {
  readonly entry: LibraryEntry
  readonly facts: EntryFacts
  /** As it is shown: as people named it, or else as it describes itself. */
  readonly name: string
  /** Everything that it can be found by, in lower case. */
  readonly words: string
}

export interface LibraryQuery {
  readonly text: string
  readonly kind: EntryKind | null
  readonly sort: SortKey
}

/** Lower case, and in one form where there are several ways to write a letter. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Entries of the kind that have every word asked for, in order; those without what they are sorted by stand last. */
export function found(
  listed: readonly ListedEntry[],
  { text, kind, sort }: LibraryQuery,
): ListedEntry[] {
  const asked = searchable(text).split(/\s+/).filter(Boolean)
  return listed
    .filter(({ entry, words }) => {
      if (kind !== null && entry.kind !== kind) return false
      return asked.every((word) =>
        word.startsWith('#') ? hasTag(entry, word.slice(1)) : words.includes(word),
      )
    })
    .sort((a, b) => order(rank(a, sort), rank(b, sort)))
}

/** `#` asks for a tag, or the beginning of one. */
function hasTag({ labels }: LibraryEntry, asked: string): boolean {
  return labels.tags.some((tag) => searchable(tag).startsWith(asked))
}

/** Less is better: the latest, the most accurate, the smallest, the fastest. */
function rank({ facts, name }: ListedEntry, sort: SortKey): number | string | null {
  switch (sort) {
    case 'date':
      return -Date.parse(facts.date)
    case 'name':
      return searchable(name)
    case 'accuracy':
      return facts.accuracy && -facts.accuracy.value
    case 'parameters':
      return facts.parameters
    case 'latency':
      return facts.latency && facts.latency.medianMs
  }
}

function order(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  if (typeof a === 'string' || typeof b === 'string') return String(a).localeCompare(String(b))
  return a - b
}
