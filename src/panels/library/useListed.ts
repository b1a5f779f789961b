import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FASHION_MNIST } from '../../run/datasets'
import { spaceNameOf } from '../../run/spacePresets'
import type { LibraryEntry } from '../../store/libraryEntries'
import { entryFacts, searchable, type EntryFacts, type ListedEntry } from '../../store/libraryFacts'

/** The words that tell what an entry is, in the reader's language. */
export interface EntryWords {
  readonly origin: string
  readonly space: string
  readonly dataset: string
  readonly seed: string
  /** How far an unfinished run got; empty for all others. */
  readonly state: string
}

/** Puts entries in words. */
export function useEntryWords(): (entry: LibraryEntry, facts: EntryFacts) => EntryWords {
  const { t } = useTranslation()
  const { t: l } = useTranslation('library')
  return useMemo(
    () =>
      (entry, { method, space, dataset, seed, text }) => {
        const known = space && spaceNameOf(space)
        const subject = entry.kind === 'training' ? entry.summary.config.subject : null
        const found = method && t(`bar.methods.${method}`)
        return {
          origin:
            found ??
            (entry.kind === 'architecture'
              ? (entry.title ?? l(`from.${entry.origin}`))
              : subject?.kind === 'reference'
                ? l(`references.${subject.name}`)
                : ''),
          space: known
            ? t(`spaces.names.${known}`)
            : space
              ? l('custom')
              : text === null
                ? ''
                : l('cells'),
          dataset: dataset.own
            ? l('ownData', { title: dataset.own.title })
            : dataset.name === FASHION_MNIST
              ? 'Fashion-MNIST'
              : dataset.name,
          seed: seed === null ? '' : l('seed', { seed }),
          state: entry.kind === 'run' && entry.unfinished ? l('unfinished', entry.unfinished) : '',
        }
      },
    [t, l],
  )
}

/** Entries with their names, and all that they can be found by. */
export function useListed(entries: readonly LibraryEntry[]): readonly ListedEntry[] {
  const { t: l } = useTranslation('library')
  const wordsOf = useEntryWords()
  return useMemo(
    () =>
      entries.map((entry) => {
        const facts = entryFacts(entry)
        const words = wordsOf(entry, facts)
        const { origin, space, dataset, seed, state } = words
        const name =
          entry.labels.name ?? ([origin, space, seed].filter(Boolean).join(' · ') || entry.id)
        const { tags } = entry.labels
        const told = [name, ...tags, l(`kindOf.${entry.kind}`), origin, space, dataset, seed, state]
        const others = [facts.method, facts.space?.kind, facts.device, facts.text, facts.date]
        return { entry, facts, name, words: searchable([...told, ...others].join('\n')) }
      }),
    [entries, wordsOf, l],
  )
}
