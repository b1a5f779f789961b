import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedEntry } from '../../store/libraryFacts'
import { LABEL_BOUNDS } from '../../store/libraryEntries'
import { tagEntry } from '../../store/libraryState'
import { Icon } from '../common/Icon'

interface EntryTagsProps extends Pick<ListedEntry, 'entry' | 'name'> {
  /** Id of a list of the tags in use. */
  readonly suggestions: string
  readonly onAsk: (tag: string) => void
}

/** Tags as chips: pressed, one shows what else has it; one more can be added, or one taken away. */
export function EntryTags({ entry, name, suggestions, onAsk }: EntryTagsProps) {
  const { t } = useTranslation('library')
  const { tags } = entry.labels
  return (
    <ul className="library-tags" aria-label={t('tags', { name })}>
      {tags.map((tag) => (
        <li key={tag} className="library-tag">
          <button type="button" title={t('byTag', { tag })} onClick={() => onAsk(tag)}>
            {tag}
          </button>
          <button
            type="button"
            className="library-tag-remove"
            aria-label={t('removeTag', { tag, name })}
            onClick={() =>
              void tagEntry(
                entry,
                tags.filter((other) => other !== tag),
              )
            }
          >
            <Icon name="close" size={10} />
          </button>
        </li>
      ))}
      {tags.length < LABEL_BOUNDS.tags && (
        <li>
          <NewTag entry={entry} name={name} suggestions={suggestions} />
        </li>
      )}
    </ul>
  )
}

function NewTag({ entry, name, suggestions }: Omit<EntryTagsProps, 'onAsk'>) {
  const { t } = useTranslation('library')
  const [text, setText] = useState<string | null>(null)
  if (text === null) {
    return (
      <button
        type="button"
        className="library-tag-add"
        aria-label={t('addTagLabel', { name })}
        onClick={() => setText('')}
      >
        + {t('addTag')}
      </button>
    )
  }
  const add = (then: string | null) => {
    if (text.trim() !== '') void tagEntry(entry, [...entry.labels.tags, ...text.split(',')])
    setText(then)
  }
  return (
    <input
      className="library-tag-field"
      aria-label={t('tagField')}
      data-takes-escape
      list={suggestions}
      maxLength={LABEL_BOUNDS.tag}
      value={text}
      ref={(field) => field?.focus()}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => add(null)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setText(null)
        // Another one may follow.
        if (event.key === 'Enter' || event.key === ',') {
          event.preventDefault()
          add(text.trim() === '' ? null : '')
        }
      }}
    />
  )
}
