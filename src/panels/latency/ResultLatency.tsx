import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { latencyLimit } from '../../run/objective'
import { subjectKey } from '../../store/latencyKeys'
import { shownLatency, type ShownLatency } from '../../store/latencyShown'
import { readLatencies, useLatency } from '../../store/latencyState'
import type { ShownArchitecture } from '../../store/shown'
import { objectiveAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { latencyFigure, latencyRange } from '../../views/latencyFigure'
import { BackendTable } from './BackendTable'
import { MeasureShown } from './MeasureShown'
import { SentLatency } from './SentLatency'
import './latency.css'
import './latencyTexts'

/** What the architecture in the result column takes here, and where it comes from. */
export default function ResultLatency({ shown }: { readonly shown: ShownArchitecture }) {
  const { t } = useTranslation('latency')
  const setDialog = useWorkspace((state) => state.setDialog)
  const latency = useShownLatency(shown)
  const { here, measurement, backends, elsewhere, timed } = latency
  const limitOfRun = useWorkspace(({ timeline }) =>
    timeline ? latencyLimit(objectiveAt(timeline, null)) : null,
  )
  const limit = shown.origin === 'run' ? limitOfRun : null
  return (
    <section className="result-section" aria-label={t('result.title')}>
      <div className="figure">
        <p className="section-title">{t('result.title')}</p>
        <p className="figure-value">{here ? `${latencyFigure(here.ms)} ms` : '–'}</p>
        <p className="note">
          {!here
            ? t('result.none')
            : here.source === 'predicted'
              ? t('result.predicted', { range: latencyRange(here) })
              : t('result.measured', {
                  range: latencyRange(here),
                  batches: measurement?.batches,
                })}
          {measurement?.warnings.map((warning) => (
            <span key={warning}> {t(`result.warnings.${warning}`)}</span>
          ))}
        </p>
      </div>
      {limit !== null && measurement && measurement.medianMs > limit && (
        <p className="note field-problem" role="alert">
          {t('result.missed', { limit })}
        </p>
      )}
      {elsewhere && <SentLatency elsewhere={elsewhere} here={measurement ? here : null} />}
      {timed ? (
        <MeasureShown timed={timed} key={subjectKey(timed)} measured={backends.length > 0} />
      ) : (
        <p className="note">{t('result.sizeless')}</p>
      )}
      {backends.length > 0 && <BackendTable results={backends} />}
      <p className="latency-details">
        <button type="button" className="link-button" onClick={() => setDialog('latency')}>
          {t('result.details')}
        </button>
      </p>
    </section>
  )
}

function useShownLatency(shown: ShownArchitecture): ShownLatency {
  useEffect(() => void readLatencies(), [])
  const devices = useLatency((state) => state.devices)
  const architectures = useLatency((state) => state.architectures)
  const engine = useWorkspace((state) => state.engine)
  const device = useWorkspace((state) => state.device)
  const record = useWorkspace((state) => state.record)
  const origin = useWorkspace((state) => state.origin)
  const imported = useWorkspace((state) => state.imported)
  const adapter = useWorkspace((state) => state.timeline?.engine?.adapter ?? null)
  const { text, genotype, space, config, origin: from } = shown
  return useMemo(
    () =>
      shownLatency(
        { text, genotype, space, config, origin: from },
        { engine, device, record, origin, imported, adapter },
        { devices, architectures },
      ),
    [
      text,
      genotype,
      space,
      config,
      from,
      engine,
      device,
      record,
      origin,
      imported,
      adapter,
      devices,
      architectures,
    ],
  )
}
