import { useTranslation } from 'react-i18next'

interface SelectionBarProps {
  readonly count: number
  readonly countText: string
  /** Ways to select many at once. */
  readonly choices: readonly { readonly label: string; readonly take: () => void }[]
  /** Opens what can be done to the selected parts, beside the given element. */
  readonly onEdit: (button: Element) => void
  readonly onClear: () => void
}

/** What is selected together, and what can be done to it; as high with a selection as without. */
export function SelectionBar({ count, countText, choices, onEdit, onClear }: SelectionBarProps) {
  const { t } = useTranslation()
  return (
    <div className="selection-bar">
      {choices.map(({ label, take }) => (
        <button key={label} type="button" className="button quiet" onClick={take}>
          {label}
        </button>
      ))}
      <span className="selection-count" role="status">
        {count > 0 ? countText : ''}
      </span>
      {count > 0 && (
        <>
          <button
            type="button"
            className="button"
            aria-haspopup="dialog"
            onClick={(event) => onEdit(event.currentTarget)}
          >
            {t('editor.edit')}
          </button>
          <button type="button" className="button quiet" onClick={onClear}>
            {t('editor.clear')}
          </button>
        </>
      )}
    </div>
  )
}
