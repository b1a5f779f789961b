import { useTranslation } from 'react-i18next'

interface SelectionBarProps {
  readonly count: number
  readonly onCompare: () => void
  readonly onRemove: () => void
  readonly onSelectAll: () => void
  readonly onClear: () => void
}

/** What can be done with several entries at once. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, onCompare, onRemove, onSelectAll, onClear } = props
  const { t } = useTranslation('library')
  return (
    <div className="library-selection">
      <span role="status">{count > 0 && t('selected', { count })}</span>
      {count > 0 && (
        <>
          <button type="button" className="button primary" disabled={count < 2} onClick={onCompare}>
            {t('compare')}
          </button>
          <button type="button" className="button" onClick={onRemove}>
            {t('deleteSelected')}
          </button>
          <button type="button" className="button quiet" onClick={onClear}>
            {t('deselect')}
          </button>
        </>
      )}
      <button type="button" className="button quiet" onClick={onSelectAll}>
        {t('selectAll')}
      </button>
    </div>
  )
}
