import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { DeviceProfile, LatencyMeasurement, ThroughputMeasurement } from '../../run/latency'
import type { LatencyDevice } from '../../store/latencyArchive'
import { removeDevice } from '../../store/latencyState'
import { timeFigure, timeRange } from '../../views/latencyFigure'
import { figure } from '../../views/kernelTable'
import { Icon } from '../common/Icon'
import { percent } from '../common/format'
import type { DeviceLatencies } from './useDeviceLatencies'

/** What this device can do, and others beside it. */
export function DeviceSection({ known }: { readonly known: DeviceLatencies }) {
  const { t } = useTranslation('latency')
  const { here, imported } = known
  const devices = [...(here ? [here] : []), ...imported]
  if (devices.length === 0) return <p className="note">{t('notYet')}</p>
  return (
    <div className="latency-section">
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="latency-scroll" role="region" aria-label={t('device')} tabIndex={0}>
        <table className="latency-devices">
          <thead>
            <tr>
              <th scope="col" className="section-title">
                {t('device')}
              </th>
              {devices.map((device) => (
                <DeviceHead key={device.id} device={device} />
              ))}
            </tr>
          </thead>
          <tbody>
            {metricsOf(t).map(({ name, value }) => (
              <tr key={name}>
                <th scope="row" className="section-title">
                  {name}
                </th>
                {devices.map(({ id, profile }) => {
                  const [shown, spread] = profile ? value(profile) : [t('profileMissing'), '']
                  return (
                    <td key={id}>
                      <span className={profile ? 'latency-figure' : 'note'}>{shown}</span>{' '}
                      <span className="note">{spread}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {devices.map(({ id, adapter, profile }) =>
        profile?.warnings.map((warning) => (
          <p key={`${id} ${warning}`} className="note latency-warning">
            <Icon name="warning" size={14} />
            {t(`warnings.${warning}`, { device: adapter })}
          </p>
        )),
      )}
      {here?.profile && <Limits profile={here.profile} />}
    </div>
  )
}

function DeviceHead({ device: { id, adapter, origin, software } }: { device: LatencyDevice }) {
  const { t } = useTranslation('latency')
  const here = origin === 'here'
  return (
    <th scope="col" data-here={here || undefined}>
      <span className="latency-adapter">{adapter}</span>
      <span className="note">
        {here && t('here')}
        {here && software && ' · '}
        {software && t('software')}
      </span>
      {!here && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('remove', { device: adapter })}
          onClick={() => void removeDevice(id)}
        >
          <Icon name="close" size={12} />
        </button>
      )}
    </th>
  )
}

interface Metric {
  readonly name: string
  /** The figure, and its spread. */
  readonly value: (profile: DeviceProfile) => readonly [string, string]
}

function metricsOf(t: TFunction<'latency'>): readonly Metric[] {
  const time = ({ medianMs, lowMs, highMs }: LatencyMeasurement) =>
    [timeFigure(medianMs), timeRange(medianMs, { lowMs, highMs })] as const
  const rate = ({ median, low, high }: ThroughputMeasurement, unit: string) =>
    [`${figure(median)} ${unit}`, `${figure(low)}–${figure(high)}`] as const
  return [
    {
      name: t('metrics.timer'),
      value: ({ timer }) => [timeFigure(timer.tickMs), t(`timers.${timer.kind}`)],
    },
    { name: t('metrics.dispatch'), value: ({ dispatch }) => time(dispatch) },
    { name: t('metrics.submit'), value: ({ submit }) => time(submit) },
    { name: t('metrics.gflops'), value: ({ gflops }) => rate(gflops, 'GFLOP/s') },
    { name: t('metrics.gigabytes'), value: ({ gigabytes }) => rate(gigabytes, 'GB/s') },
    {
      name: t('metrics.variation'),
      value: ({ coefficientOfVariation }) => [percent(coefficientOfVariation), ''],
    },
    {
      name: t('metrics.measuredAt'),
      value: ({ measuredAt }) => ['', new Date(measuredAt).toLocaleString()],
    },
  ]
}

/** Folded away: of use to few. */
function Limits({ profile }: { readonly profile: DeviceProfile }) {
  const { t } = useTranslation('latency')
  const { vendor, architecture, features, limits } = profile
  return (
    <details className="latency-limits">
      <summary>{t('limits')}</summary>
      <p className="note">{[vendor, architecture, ...features].filter(Boolean).join(' · ')}</p>
      <dl>
        {Object.entries(limits).map(([name, value]) => (
          <div key={name}>
            <dt className="mono">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
