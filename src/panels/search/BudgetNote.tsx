import { useTranslation } from 'react-i18next'
import type { Budget } from './useBudget'

interface BudgetNoteProps {
  readonly budget: Budget
  readonly amount: (value: number) => string
}

/** What became of a budget that was moved, and the search with it. */
export function BudgetNote({ budget: { next, ran, searchAgain }, amount }: BudgetNoteProps) {
  const { t } = useTranslation()
  if (next === ran) return null
  return (
    <p className="budget-note" role="status">
      {next === null
        ? t('methodViews.budget.lifted')
        : t('methodViews.budget.next', { value: amount(next) })}
      {searchAgain && (
        <button type="button" className="button" onClick={searchAgain}>
          {t('methodViews.budget.again')}
        </button>
      )}
    </p>
  )
}
