import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedEntry } from '../../store/libraryFacts'
import { LABEL_BOUNDS } from '../../store/libraryEntries'
import { nameEntry } from '../../store/libraryState'

/** The name of an entry; pressed, a field to change it in. */
export function EntryName({ entry, name }: Pick<ListedEntry, 'entry' | 'name'>) {
  const { t } = useTranslation('library')
  const [text, setText] = useState<string | null>(null)
  if (text === null) {
    return (
      <button
        type="button"
        className="library-name"
        data-control="name"
        title={t('rename', { name })}
        aria-label={t('rename', { name })}
        onClick={() => setText(entry.labels.name ?? name)}
      >
        {name}
      </button>
    )
  }
  const keep = () => {
    setText(null)
    if (text !== name) void nameEntry(entry, text)
  }
  return (
    <input
      className="library-name-field"
      aria-label={t('nameField', { name })}
      data-takes-escape
      maxLength={LABEL_BOUNDS.name}
      value={text}
      ref={selectOnce}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(null)
        else if (event.key === 'Enter') keep()
        else return
        // The name is a button again, at the same place.
        const row = event.currentTarget.closest('li')
        requestAnimationFrame(() => row?.querySelector<HTMLElement>('.library-name')?.focus())
      }}
    />
  )
}

function selectOnce(field: HTMLInputElement | null): void {
  if (field && document.activeElement !== field) {
    field.focus()
    field.select()
  }
}
