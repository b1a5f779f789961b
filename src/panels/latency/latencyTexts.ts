import i18next, { type TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LatencyText } from '../../views/latencyText'
import { latencyEn } from '../language/latencyEn'
import { latencyZh } from '../language/latencyZh'

i18next.addResourceBundle('en', 'latency', latencyEn)
i18next.addResourceBundle('zh', 'latency', latencyZh)

/** The words of drawn latencies in the reader's language. */
export function useLatencyText(): LatencyText {
  const { t } = useTranslation('latency')
  return useMemo(() => latencyText(t), [t])
}

function latencyText(t: TFunction<'latency'>): LatencyText {
  return {
    heatSummary: (title, cells, slowest, costliest) =>
      t('views.heatSummary', { title, cells, slowest, costliest }),
    scatterSummary: (title, across, networks, correlation) =>
      t('views.scatterSummary', { title, across, networks, correlation }),
    dotsSummary: (title, rows) => t('views.dotsSummary', { title, rows }),
    slower: t('views.slower'),
    faster: t('views.faster'),
    predicted: t('views.predicted'),
    measured: t('views.measured'),
    columns: t('columns', { returnObjects: true }),
  }
}
