import { useTranslation } from 'react-i18next'
import type { FidelityReport } from '../../run/fidelity'
import type { Interval } from '../../run/latency'
import { signedText } from './figures'

/** Correlations of all that architectures may be ranked by with what they are worth alone. */
export function FidelityTable({ reports }: { readonly reports: readonly FidelityReport[] }) {
  const { t } = useTranslation('judge')
  const shown = ({ value, low, high }: Interval) =>
    Number.isFinite(value)
      ? `${signedText(value)} (${signedText(low)} … ${signedText(high)})`
      : t('fidelity.undefined')
  if (reports.length === 0) return null
  return (
    // It scrolls, so the keyboard must be able to reach it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="judge-table" role="region" aria-label={t('fidelity.table')} tabIndex={0}>
      <table>
        <caption className="visually-hidden">{t('fidelity.table')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('fidelity.predictor')}</th>
            <th scope="col">{t('fidelity.columns.kendall')}</th>
            <th scope="col">{t('fidelity.columns.spearman')}</th>
            <th scope="col">{t('fidelity.columns.pearson')}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map(({ predictor, kendall, spearman, pearson }) => (
            <tr key={predictor}>
              <th scope="row">{t(`fidelity.predictors.${predictor}`)}</th>
              <td>{shown(kendall)}</td>
              <td>{shown(spearman)}</td>
              <td>{shown(pearson)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
