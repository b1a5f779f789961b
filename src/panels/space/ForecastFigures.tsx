import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchConfig } from '../../run/config'
import { byteCount, lengthOfTime } from '../common/format'
import { useForecast, type Forecast } from './useForecast'
import './forecast.css'

/**
 * Rows of a `dl`: memory and time of a search of `config` on this device, before it runs. They keep
 * their height while they are counted.
 */
export function ForecastFigures({ config }: { readonly config: SearchConfig }) {
  const { t } = useTranslation()
  const forecast = useForecast(config)
  return (
    <>
      <Row name={t('forecast.memory')}>
        <Memory forecast={forecast} />
      </Row>
      <Row name={t('forecast.time')}>
        <Time forecast={forecast} />
      </Row>
    </>
  )
}

function Memory({ forecast }: { readonly forecast: Forecast | null }) {
  const { t } = useTranslation()
  if (forecast?.state === 'refused') {
    return <Figure value={t('forecast.refused')} note={forecast.reason} />
  }
  if (forecast?.state === 'no-webgpu') {
    return <Figure value={t('forecast.unknown')} note={t('forecast.noWebgpu')} />
  }
  if (forecast?.state !== 'known') return <Figure value={null} note="" />
  const { gpuBytes, recomputes, dispatchesPerStep } = forecast
  const dispatches = t('forecast.dispatches', { count: dispatchesPerStep })
  return (
    <Figure
      value={byteCount(gpuBytes)}
      note={recomputes ? t('forecast.recomputes', { dispatches }) : dispatches}
    />
  )
}

function Time({ forecast }: { readonly forecast: Forecast | null }) {
  const { t } = useTranslation()
  if (forecast?.state === 'refused') return <Figure value="–" note="" />
  if (forecast?.state === 'no-webgpu' || (forecast?.state === 'known' && !forecast.time)) {
    return <Figure value={t('forecast.unknown')} note={t('forecast.noSpeed')} />
  }
  if (forecast?.state !== 'known' || !forecast.time) return <Figure value={null} note="" />
  const { ms, lowMs, highMs, source } = forecast.time
  const length = (time: number) => {
    const { value, unit } = lengthOfTime(time)
    return t(`forecast.length.${unit}`, { value })
  }
  const range = t('forecast.range', { low: length(lowMs), high: length(highMs) })
  const from =
    source.kind === 'runs'
      ? t('forecast.source.runs', { count: source.runs })
      : t(`forecast.source.${source.kind}`)
  return <Figure value={t('forecast.about', { time: length(ms) })} note={`${range} · ${from}`} />
}

/** @param value null while it is counted */
function Figure({ value, note }: { readonly value: string | null; readonly note: string }) {
  const { t } = useTranslation()
  return (
    <dd className="forecast-figure">
      <span>{value ?? <span className="note">{t('spaces.counting')}</span>}</span>
      <span className="forecast-note">{note}</span>
    </dd>
  )
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      {children}
    </div>
  )
}
