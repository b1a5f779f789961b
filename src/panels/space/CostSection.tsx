import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import { spaceCosts, stepMacs } from '../../store/costs'
import { useWorkspace } from '../../store/workspace'
import { grouped, withPrefix } from '../common/format'

/** What architectures, the supernet and a step of its search cost, as they are being edited. */
export function CostSection({ range }: { readonly range: CostRange | null }) {
  const { t } = useTranslation()
  // The supernet of a large space takes a few milliseconds to build: never while a slider moves.
  const config = useDeferredValue(useWorkspace((state) => state.history.present))
  const costs = useMemo(() => spaceCosts(config), [config])
  const mixes = config.strategy.name === 'darts'
  const between = (least: number, most: number, unit = '') =>
    least === most
      ? withPrefix(least, unit)
      : t('spaces.range', { least: withPrefix(least), most: withPrefix(most, unit) })
  const ofRange = (show: (range: CostRange) => string) =>
    range ? show(range) : <span className="note">{t('spaces.counting')}</span>
  return (
    <dl className="figures space-section">
      <dt>{t('spaces.architectureParameters')}</dt>
      <dd>{ofRange(({ least, most }) => between(least.parameters, most.parameters))}</dd>
      <dt>{t('spaces.architectureMacs')}</dt>
      <dd>{ofRange(({ least, most }) => between(least.macs, most.macs))}</dd>
      <dt>{t('space.supernetParameters')}</dt>
      <dd>{grouped(costs.supernetParameters)}</dd>
      {mixes && (
        <>
          <dt>{t('space.supernetMacs')}</dt>
          <dd>{withPrefix(costs.supernetMacs)}</dd>
        </>
      )}
      <dt>
        {t('space.stepMacs')} <span className="field-unit">({t('space.estimated')})</span>
      </dt>
      <dd>
        {mixes
          ? withPrefix(stepMacs(config, costs.supernetMacs), 'MAC')
          : ofRange(({ least, most }) =>
              between(stepMacs(config, least.macs), stepMacs(config, most.macs), 'MAC'),
            )}
      </dd>
    </dl>
  )
}
