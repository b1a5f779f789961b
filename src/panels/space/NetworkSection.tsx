import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { datasetFormat } from '../../run/datasets'
import { useWorkspace } from '../../store/workspace'
import { NetworkStrip } from './NetworkStrip'
import { networkStages } from './networkStages'

/** How the found parts make a network: its drawing, and below it what can be changed. */
export function NetworkSection({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const side = datasetFormat(dataset).input.height
  return (
    <section className="space-section" aria-label={t('space.network')}>
      <h2 className="section-title">{t('space.network')}</h2>
      <NetworkStrip stages={networkStages(space, side)} side={side} />
      {children}
    </section>
  )
}
