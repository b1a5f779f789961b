import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { spaceCosts } from '../../store/costs'
import { useWorkspace } from '../../store/workspace'
import { grouped, scientific, withPrefix } from '../common/format'
import { Hint } from '../common/Hint'

/** What the space holds and what a step in it costs, as it is being edited. */
export function SpaceSize() {
  const { t } = useTranslation()
  // The supernet of a large space takes a few milliseconds to build: never while a slider moves.
  const config = useDeferredValue(useWorkspace((state) => state.history.present))
  const costs = useMemo(() => spaceCosts(config), [config])
  return (
    <section className="space-section space-size" aria-label={t('space.size')}>
      <div className="section-head">
        <h2 className="section-title">{t('space.size')}</h2>
      </div>
      <Hint text={grouped(costs.architectures)}>
        <p className="big-number">
          {t('space.about')} {scientific(costs.architectures)}
          <span className="visually-hidden">{t('space.architectures')}</span>
        </p>
      </Hint>
      <p className="note exact-count">
        {grouped(costs.architectures)} {t('space.architectures')}
      </p>
      <dl className="figures">
        <dt>{t('space.supernetParameters')}</dt>
        <dd>{grouped(costs.supernetParameters)}</dd>
        <dt>{t('space.supernetMacs')}</dt>
        <dd>{withPrefix(costs.supernetMacs)}</dd>
        <dt>{t('space.stepMacs')}</dt>
        <dd>
          {withPrefix(costs.stepMacs, 'MAC')}{' '}
          <span className="field-unit">{t('space.estimated')}</span>
        </dd>
      </dl>
    </section>
  )
}
