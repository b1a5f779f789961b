import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'

/** What the budget comes to in the method's own terms. */
export function MethodLength({ config }: { readonly config: SearchConfig }) {
  const { t } = useTranslation()
  const { strategy } = config
  const { steps } = config.budget
  if (strategy.name === 'enas') {
    const count = Math.ceil(steps / strategy.weightPhaseSteps)
    return <p className="note">{t('settings.turns', { count })}</p>
  }
  if (!('childSteps' in strategy) || (strategy.name === 'random' && strategy.sharing)) return null
  const count = Math.floor(steps / strategy.childSteps)
  if (count === 0) return <p className="note field-problem">{t('settings.tooShort')}</p>
  return <p className="note">{t('settings.children', { count, steps: strategy.childSteps })}</p>
}
