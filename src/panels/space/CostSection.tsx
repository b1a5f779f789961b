import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceCosts } from '../../store/costs'
import { useWorkspace } from '../../store/workspace'
import { grouped, withPrefix } from '../common/format'

/** What the supernet and a step of its search cost, as they are being edited. */
export function CostSection() {
  const { t } = useTranslation()
  // The supernet of a large space takes a few milliseconds to build: never while a slider moves.
  const config = useDeferredValue(useWorkspace((state) => state.history.present))
  const costs = useMemo(() => spaceCosts(config), [config])
  return (
    <dl className="figures space-section">
      <dt>{t('space.supernetParameters')}</dt>
      <dd>{grouped(costs.supernetParameters)}</dd>
      <dt>{t('space.supernetMacs')}</dt>
      <dd>{withPrefix(costs.supernetMacs)}</dd>
      <dt>
        {t('space.stepMacs')} <span className="field-unit">({t('space.estimated')})</span>
      </dt>
      <dd>{withPrefix(costs.stepMacs, 'MAC')}</dd>
    </dl>
  )
}
