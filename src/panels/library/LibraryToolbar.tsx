import { useTranslation } from 'react-i18next'
import type { EntryKind } from '../../store/libraryEntries'
import { SORT_KEYS, type LibraryQuery } from '../../store/libraryFacts'
import { ChoiceMenu } from '../common/ChoiceMenu'
import { SegmentItems } from '../common/SegmentItems'

const KINDS = ['all', 'run', 'architecture', 'training'] as const satisfies readonly (
  EntryKind | 'all'
)[]

interface LibraryToolbarProps {
  readonly query: LibraryQuery
  readonly onChange: (query: LibraryQuery) => void
  /** How many there are of each kind, and in all. */
  readonly counts: Readonly<Record<EntryKind | 'all', number>>
}

/** What to show of the library, and in which order. */
export function LibraryToolbar({ query, onChange, counts }: LibraryToolbarProps) {
  const { t } = useTranslation('library')
  return (
    <div className="library-toolbar" role="search">
      <input
        type="search"
        className="library-search"
        aria-label={t('search')}
        placeholder={t('placeholder')}
        data-takes-escape={query.text !== '' || undefined}
        value={query.text}
        onChange={(event) => onChange({ ...query, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onChange({ ...query, text: '' })
        }}
      />
      <SegmentItems
        aria-label={t('kinds.label')}
        value={query.kind ?? 'all'}
        options={KINDS.map((name) => ({ name, label: `${t(`kinds.${name}`)} ${counts[name]}` }))}
        onChange={(name) => onChange({ ...query, kind: name === 'all' ? null : name })}
      />
      <ChoiceMenu
        label={t('sort.label')}
        value={query.sort}
        choices={SORT_KEYS.map((name) => ({ name, label: t(`sort.${name}`) }))}
        onChoose={(sort) => onChange({ ...query, sort })}
      />
    </div>
  )
}
