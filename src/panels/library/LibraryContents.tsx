import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseComparisons } from '../../store/compareState'
import type { LibraryEntry } from '../../store/libraryEntries'
import { found, type LibraryQuery, type ListedEntry } from '../../store/libraryFacts'
import { openEntry } from '../../store/libraryOpening'
import { removeEntries } from '../../store/libraryState'
import { useWorkspace } from '../../store/workspace'
import { LibraryList } from './LibraryList'
import { LibraryToolbar } from './LibraryToolbar'
import { SelectionBar } from './SelectionBar'
import { UndoLine } from './UndoLine'

const SUGGESTIONS = 'library-tags-in-use'
const ALL: LibraryQuery = { text: '', kind: null, sort: 'date' }
const keyOf = ({ kind, id }: LibraryEntry) => `${kind} ${id}`

interface LibraryContentsProps {
  readonly listed: readonly ListedEntry[]
  readonly onCompare: (entries: readonly ListedEntry[]) => void
}

/** The list, what to show of it, and what to do with several of its entries. */
export function LibraryContents({ listed, onCompare }: LibraryContentsProps) {
  const { t } = useTranslation('library')
  const [query, setQuery] = useState(ALL)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [removed, setRemoved] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  // Letters typed come first, what they find as soon as it can.
  const asked = useDeferredValue(query)
  const shown = useMemo(() => found(listed, asked), [listed, asked])
  const chosen = listed.filter(({ entry }) => selected.has(keyOf(entry)))
  const tags = useMemo(() => tagsInUse(listed), [listed])

  const select = useCallback((entry: LibraryEntry, on: boolean) => {
    setSelected((before) => {
      const after = new Set(before)
      if (on) after.add(keyOf(entry))
      else after.delete(keyOf(entry))
      return after
    })
  }, [])
  const askTag = useCallback((tag: string) => {
    setQuery((before) => ({ ...before, text: `#${tag.replaceAll(/\s+/g, ' #')}` }))
  }, [])
  const open = useCallback(
    (entry: LibraryEntry) => {
      openEntry(entry).then(
        (obstacle) => setFailure(obstacle && t(obstacle)),
        (error: unknown) =>
          setFailure(t('damaged', { message: error instanceof Error ? error.message : '' })),
      )
    },
    [t],
  )
  const remove = useCallback(
    (entry: LibraryEntry) => {
      setRemoved(listed.find((each) => each.entry === entry)?.name ?? '')
      void removeEntries([entry])
    },
    [listed],
  )
  const removeChosen = () => {
    setRemoved(chosen[0]?.name ?? '')
    setSelected(new Set())
    void removeEntries(chosen.map(({ entry }) => entry))
  }
  const compare = () => {
    if (chosen.some(({ entry }) => entry.kind !== 'run')) return onCompare(chosen)
    chooseComparisons(chosen.map(({ entry }) => entry.id))
    useWorkspace.getState().setDialog('compare')
  }

  return (
    <>
      {listed.length > 0 && (
        <>
          <LibraryToolbar query={query} onChange={setQuery} counts={countKinds(listed)} />
          <SelectionBar
            count={chosen.length}
            onCompare={compare}
            onRemove={removeChosen}
            onSelectAll={() => setSelected(new Set(shown.map(({ entry }) => keyOf(entry))))}
            onClear={() => setSelected(new Set())}
          />
        </>
      )}
      <UndoLine name={removed} />
      {failure !== null && (
        <p className="library-failure" role="alert">
          {failure}
        </p>
      )}
      {listed.length === 0 ? (
        <Empty />
      ) : shown.length === 0 ? (
        <p className="library-empty">
          {t('nothingFound')}{' '}
          <button type="button" className="link-button" onClick={() => setQuery(ALL)}>
            {t('clearSearch')}
          </button>
        </p>
      ) : (
        <LibraryList
          listed={shown}
          suggestions={SUGGESTIONS}
          isSelected={(entry) => selected.has(keyOf(entry))}
          onSelect={select}
          onAskTag={askTag}
          onOpen={open}
          onRemove={remove}
        />
      )}
      <datalist id={SUGGESTIONS}>
        {tags.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </>
  )
}

function Empty() {
  const { t } = useTranslation('library')
  return (
    <div className="library-empty">
      <p>{t('empty')}</p>
      <p className="note">{t('emptyHelp')}</p>
    </div>
  )
}

function countKinds(listed: readonly ListedEntry[]) {
  const counts = { all: listed.length, run: 0, architecture: 0, training: 0 }
  for (const { entry } of listed) counts[entry.kind]++
  return counts
}

/** The most used first. */
function tagsInUse(listed: readonly ListedEntry[]): string[] {
  const uses = new Map<string, number>()
  for (const { entry } of listed) {
    for (const tag of entry.labels.tags) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  }
  return [...uses].sort(([, a], [, b]) => b - a).map(([tag]) => tag)
}
