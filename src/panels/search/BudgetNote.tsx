import { useTranslation } from 'react-i18next'
import type { Budget } from './useBudget'

interface BudgetNoteProps {
  readonly budget: Budget
  readonly amount: (value: number) => string
}

/** What becomes of a budget that was moved, and the search with it. */
export function BudgetNote({ budget, amount }: BudgetNoteProps) {
  const { next, ran, pending, searchAgain } = budget
  const { t } = useTranslation()
  if (next === ran) return null
  const when = pending ? 'now' : 'next'
  return (
    <p className="budget-note" role="status">
      {next === null
        ? t(`methodViews.budget.lifted.${when}`)
        : t(`methodViews.budget.${when}`, { value: amount(next) })}
      {searchAgain && (
        <button type="button" className="button" onClick={searchAgain}>
          {t('methodViews.budget.again')}
        </button>
      )}
    </p>
  )
}
