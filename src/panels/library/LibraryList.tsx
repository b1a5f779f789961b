import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry } from '../../store/libraryEntries'
import type { ListedEntry } from '../../store/libraryFacts'
import { LibraryRow, type LibraryRowProps } from './LibraryRow'

/** More are drawn when they are asked for. */
const PAGE = 150

interface LibraryListProps extends Pick<
  LibraryRowProps,
  'suggestions' | 'onSelect' | 'onAskTag' | 'onOpen' | 'onRemove'
> {
  readonly listed: readonly ListedEntry[]
  readonly isSelected: (entry: LibraryEntry) => boolean
}

export function LibraryList({ listed, isSelected, ...handlers }: LibraryListProps) {
  const { t } = useTranslation('library')
  const [most, setMost] = useState(PAGE)
  const left = listed.length - most
  return (
    <>
      {/* The arrows are for those who would rather not walk through every control of a row. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul className="library-list" aria-label={t('list')} onKeyDown={moveAmongRows}>
        {listed.slice(0, most).map((each) => (
          <LibraryRow
            key={`${each.entry.kind} ${each.entry.id}`}
            listed={each}
            selected={isSelected(each.entry)}
            {...handlers}
          />
        ))}
      </ul>
      {left > 0 && (
        <button
          type="button"
          className="button quiet library-more"
          onClick={() => setMost(most + PAGE)}
        >
          {t('more', { count: Math.min(left, PAGE) })}
        </button>
      )}
    </>
  )
}

/** Up and down go to the same control of another row. */
function moveAmongRows(event: KeyboardEvent<HTMLUListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const { target } = event
  if (!step || !(target instanceof HTMLElement)) return
  const { control } = target.dataset
  const row = target.closest('.library-row')
  if (!row || control === undefined) return
  const next = step > 0 ? row.nextElementSibling : row.previousElementSibling
  event.preventDefault()
  next?.querySelector<HTMLElement>(`[data-control="${control}"]`)?.focus()
}
