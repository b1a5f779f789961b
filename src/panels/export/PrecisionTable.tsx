import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { weightBytes } from '../../export/exportFormats'
import type { ExportOrder, PrecisionReport } from '../../export/exportOrder'
import { PRECISIONS, type Precision } from '../../export/precision'
import { buildTrained } from '../../network/trainingNetworks'
import { datasetFormat } from '../../run/datasets'
import { cancelMeasuring, measurePrecisions, useExporting } from '../../store/exporting'
import { grouped, percent } from '../common/format'
import { useByteText } from './useByteText'

interface PrecisionTableProps {
  readonly id: string
  readonly order: ExportOrder
  readonly precision: Precision
  readonly onChange: (precision: Precision) => void
}

/** How many bits a weight has: what that saves, and what it was measured to cost. */
export function PrecisionTable({ id, order, precision, onChange }: PrecisionTableProps) {
  const { t } = useTranslation('export')
  const byteText = useByteText()
  const reports = useExporting((state) => state.reports[id])
  const sizes = useMemo(() => sizesOf(order), [order])
  return (
    <section aria-label={t('precision')}>
      <table className="export-precisions">
        <caption className="visually-hidden">{t('precision')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columns.weights')}</th>
            <th scope="col" data-number>
              {t('columns.size')}
            </th>
            <th scope="col" data-number>
              {t('columns.accuracy')}
            </th>
            <th scope="col" data-number>
              {t('columns.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {PRECISIONS.map((each) => (
            <tr key={each}>
              <th scope="row">
                <label>
                  <input
                    type="radio"
                    name="export-precision"
                    checked={each === precision}
                    onChange={() => onChange(each)}
                  />
                  {t(`precisions.${each}`)}
                </label>
              </th>
              <td data-number>{t('size', { size: byteText(sizes[each]) })}</td>
              <Measured report={reports?.find((report) => report.precision === each)} />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        {reports?.[0] && <>{t('measuredOn', { images: grouped(reports[0].images) })} </>}
        {t('precisionHelp')} {t('sizeNote')}
      </p>
      <Measuring id={id} order={order} done={reports !== undefined} />
    </section>
  )
}

function Measured({ report }: { readonly report: PrecisionReport | undefined }) {
  const { t } = useTranslation('export')
  if (!report) {
    return (
      <td data-number colSpan={2} className="note">
        {t('unmeasured')}
      </td>
    )
  }
  const { correct, images, interval, change } = report
  return (
    <>
      <td data-number>
        {percent(correct / images)}
        <span className="note">
          {t('interval', { low: percent(interval[0]), high: percent(interval[1]) })}
        </span>
      </td>
      <td data-number>
        {change ? (
          <>
            {points(change.change)}
            <span className="note">
              {t('interval', { low: points(change.interval[0]), high: points(change.interval[1]) })}
            </span>
          </>
        ) : (
          <span className="note">{t('reference')}</span>
        )}
      </td>
    </>
  )
}

/** Measures, tells how far it is, and says why it could not. */
function Measuring({
  id,
  order,
  done,
}: {
  readonly id: string
  readonly order: ExportOrder
  readonly done: boolean
}) {
  const { t } = useTranslation('export')
  const measuring = useExporting((state) => state.measuring)
  const failure = useExporting((state) => state.failure)
  if (measuring?.id === id) {
    const label = t(`measuring.${measuring.task}`)
    return (
      <div className="export-measuring">
        <progress
          className="progress-bar"
          max={1}
          value={measuring.fraction ?? undefined}
          aria-label={label}
        />
        <span className="note" role="status">
          {label}
        </span>
        <button type="button" className="button" onClick={cancelMeasuring}>
          {t('cancel')}
        </button>
      </div>
    )
  }
  return (
    <div className="export-measuring">
      {!done && (
        <button
          type="button"
          className="button"
          disabled={measuring !== null}
          onClick={() => void measurePrecisions(id, order)}
        >
          {t('measure')}
        </button>
      )}
      {failure !== null && (
        <p className="export-problem" role="alert">
          {t('failed', { message: failure })}
        </p>
      )}
    </div>
  )
}

function sizesOf({ subject, dataset, trained }: ExportOrder): Record<Precision, number> {
  const { input, classes } = datasetFormat(dataset)
  const network = buildTrained(subject, input, classes)
  const size = (precision: Precision) =>
    weightBytes(network, trained?.runningStatistics.length ?? 0, precision)
  return { float32: size('float32'), float16: size('float16'), int8: size('int8') }
}

const points = (share: number) => {
  const hundredths = Math.round(10_000 * share) / 100
  return `${hundredths > 0 ? '+' : hundredths < 0 ? '−' : ''}${Math.abs(hundredths).toFixed(2)}`
}
