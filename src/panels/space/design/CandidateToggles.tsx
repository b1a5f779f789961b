import { useTranslation } from 'react-i18next'
import type { AnyOperation } from '../../../space/anyOperation'
import { OperationGlyph } from '../../../views/OperationGlyph'

/** On all that is edited, on some of it, or on none. */
export type Presence = 'all' | 'some' | 'none'

interface CandidateTogglesProps<Operation extends AnyOperation> {
  readonly operations: readonly Operation[]
  readonly presence: (operation: Operation) => Presence
  /** Allowed everywhere, or nowhere. */
  readonly onChange: (operation: Operation, allowed: boolean) => void
}

const PRESSED = { all: true, some: 'mixed', none: false } as const
const FOUR_COLUMNS_FROM = 7

/**
 * Candidates of parts of the drawing, switched by their glyphs. Without hints of the page's own: one
 * would open with the focus, and take the first Escape for itself.
 */
export function CandidateToggles<Operation extends AnyOperation>(
  props: CandidateTogglesProps<Operation>,
) {
  const { operations, presence, onChange } = props
  const { t } = useTranslation()
  return (
    <div
      className="operation-grid"
      data-columns={operations.length < FOUR_COLUMNS_FROM ? 3 : undefined}
      role="group"
      aria-label={t('editor.candidates')}
    >
      {operations.map((operation) => {
        const there = presence(operation)
        return (
          <button
            key={operation}
            title={t(`operationHelp.${operation}`)}
            type="button"
            className="operation-chip"
            aria-pressed={PRESSED[there]}
            onClick={() => onChange(operation, there !== 'all')}
          >
            <OperationGlyph
              operation={operation}
              size={22}
              {...(there === 'none' ? { color: 'var(--ink-3)' } : {})}
            />
            <span>{t(`operations.${operation}`)}</span>
          </button>
        )
      })}
    </div>
  )
}
