import type { ReactNode } from 'react'
import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostRange } from '../../network/costRange'
import { spaceCosts, stepMacs } from '../../store/costs'
import { useWorkspace } from '../../store/workspace'
import { grouped, withPrefix } from '../common/format'
import { ForecastFigures } from './ForecastFigures'

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
    <dl className="cost-figures space-section">
      <Row name={t('spaces.architectureParameters')}>
        {ofRange(({ least, most }) => between(least.parameters, most.parameters))}
      </Row>
      <Row name={t('spaces.architectureMacs')}>
        {ofRange(({ least, most }) => between(least.macs, most.macs))}
      </Row>
      <Row name={t('space.supernetParameters')}>{grouped(costs.supernetParameters)}</Row>
      {mixes && <Row name={t('space.supernetMacs')}>{withPrefix(costs.supernetMacs)}</Row>}
      <Row name={t('space.stepMacs')} unit={`(${t('space.estimated')})`}>
        {mixes
          ? withPrefix(stepMacs(config, costs.supernetMacs), 'MAC')
          : ofRange(({ least, most }) =>
              between(stepMacs(config, least.macs), stepMacs(config, most.macs), 'MAC'),
            )}
      </Row>
      <ForecastFigures config={config} />
    </dl>
  )
}

function Row(props: {
  readonly name: string
  readonly unit?: string
  readonly children: ReactNode
}) {
  const { name, unit, children } = props
  return (
    <div>
      <dt>
        {name} {unit && <span className="field-unit">{unit}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  )
}
