import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LibraryEntry } from '../../store/libraryEntries'
import type { ListedEntry } from '../../store/libraryFacts'
import { percent, withPrefix } from '../common/format'
import { Icon } from '../common/Icon'
import { EntryName } from './EntryName'
import { EntryTags } from './EntryTags'
import { EntryThumb } from './EntryThumb'
import { milliseconds, when } from './figures'
import { useEntryWords } from './useListed'

export interface LibraryRowProps {
  readonly listed: ListedEntry
  readonly selected: boolean
  /** Id of a list of the tags in use. */
  readonly suggestions: string
  readonly onSelect: (entry: LibraryEntry, selected: boolean) => void
  readonly onAskTag: (tag: string) => void
  readonly onOpen: (entry: LibraryEntry) => void
  readonly onRemove: (entry: LibraryEntry) => void
}

/** Hundreds of these stand in the list; only those that change are drawn again. */
export const LibraryRow = memo(function LibraryRow(props: LibraryRowProps) {
  const { listed, selected, suggestions, onSelect, onAskTag, onOpen, onRemove } = props
  const { entry, facts, name } = listed
  const { t } = useTranslation('library')
  const { origin, space, dataset, seed, state } = useEntryWords()(entry, facts)
  // What the name says already is not said again.
  const about = entry.labels.name === null ? [] : [origin, space, seed]
  const told = [t(`kindOf.${entry.kind}`), ...about, dataset, state]
  return (
    <li className="library-row" data-selected={selected || undefined}>
      <input
        type="checkbox"
        data-control="select"
        aria-label={t('select', { name })}
        checked={selected}
        onChange={(event) => onSelect(entry, event.target.checked)}
      />
      <EntryThumb facts={facts} />
      <div className="library-main">
        <EntryName entry={entry} name={name} />
        <p className="note">
          {told.filter(Boolean).join(' · ')} · <time dateTime={facts.date}>{when(facts.date)}</time>
        </p>
        <EntryTags entry={entry} name={name} suggestions={suggestions} onAsk={onAskTag} />
      </div>
      <Figures listed={listed} />
      <div className="library-actions">
        <button
          type="button"
          className="button"
          data-control="open"
          aria-label={t(`openLabel.${entry.kind}`, { name })}
          onClick={() => onOpen(entry)}
        >
          {t('open')}
        </button>
        <button
          type="button"
          className="icon-button small"
          data-control="remove"
          aria-label={t('remove', { name })}
          title={t('remove', { name })}
          onClick={() => onRemove(entry)}
        >
          <Icon name="close" />
        </button>
      </div>
    </li>
  )
})

function Figures({ listed: { facts } }: Pick<LibraryRowProps, 'listed'>) {
  const { t } = useTranslation('library')
  const { accuracy, parameters, latency, device } = facts
  return (
    <div className="library-figures">
      <span>
        {accuracy && (
          <>
            <strong>{percent(accuracy.value)}</strong>{' '}
            <span className="note">{t(`of.${accuracy.subject}`)}</span>
          </>
        )}
      </span>
      <span>{parameters !== null && t('parameters', { count: withPrefix(parameters) })}</span>
      <span title={latency ? t('latencyHint', { device: device ?? '?' }) : undefined}>
        {latency && `${milliseconds(latency.medianMs)} ms`}
      </span>
    </div>
  )
}
