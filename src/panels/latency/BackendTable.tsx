import { useTranslation } from 'react-i18next'
import type { ArchitectureLatency, LatencyBackend } from '../../run/latency'
import { latencyFigure, latencyRange } from '../../views/latencyFigure'

const ORDER: readonly LatencyBackend[] = [
  'plan',
  'tfjs-webgpu',
  'tfjs-webgl',
  'tfjs-wasm',
  'tfjs-cpu',
]

/** One architecture on every engine that runs it here; where one does not, why. */
export function BackendTable({ results }: { readonly results: readonly ArchitectureLatency[] }) {
  const { t } = useTranslation('latency')
  const rows = ORDER.flatMap((name) => results.find(({ backend }) => backend === name) ?? [])
  return (
    <table className="latency-backends">
      <caption className="visually-hidden">{t('result.backends')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('result.backend')}</th>
          <th scope="col" data-number>
            {t('columns.median')}
          </th>
          <th scope="col" data-number>
            {t('columns.spread')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ backend, latency, problem }) => (
          <tr key={backend}>
            <th scope="row">{t(`result.names.${backend}`)}</th>
            {latency ? (
              <>
                <td data-number>{latencyFigure(latency.medianMs)}</td>
                <td data-number>{latencyRange(latency)}</td>
              </>
            ) : (
              <td colSpan={2} className="note">
                {problem}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
