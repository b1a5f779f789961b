import { Suspense, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Candidate } from '../../run/events'
import { CELL_TYPES } from '../../space/cellSpace'
import { copyGenotype, copyLink } from '../../store/copying'
import { shownArchitecture, type ShownArchitecture } from '../../store/shown'
import { useWorkspace } from '../../store/workspace'
import { useWidth } from '../../views/useWidth'
import { Icon } from '../common/Icon'
import { lazyPart } from '../common/lazyPart'
import { useDrawingScale } from '../common/useDrawingScale'
import { ArchitectureFigures } from './ArchitectureFigures'
import { CellPicture } from './CellPicture'
import { DerivationSection } from './DerivationSection'
import { ResultHead } from './ResultHead'
import './result.css'

const ArchitecturePicture = lazyPart(() => import('./ArchitecturePicture'))
const ResultActions = lazyPart(() => import('./ResultActions'))
const ResultLatency = lazyPart(() => import('../latency/ResultLatency'))

/** The architecture at the playhead, or the one that was brought in. */
export function ResultColumn() {
  const { t } = useTranslation()
  const imported = useWorkspace((state) => state.imported)
  const chosen = useWorkspace((state) => state.chosen)
  const pointed = usePointedCandidate()
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const history = useWorkspace((state) => state.history)
  const record = useWorkspace((state) => state.record)
  const setDialog = useWorkspace((state) => state.setDialog)
  const takeConfig = useWorkspace((state) => state.takeConfig)
  const shown = shownArchitecture({
    imported,
    chosen: pointed ?? chosen,
    timeline,
    playhead,
    history,
    record,
  })
  const genotype = useStable(shown?.genotype ?? null)
  const asText = shown?.space && shown.space.kind !== 'cell' ? 'result.asText' : 'result.genotype'

  return (
    <>
      <ResultHead shown={shown} />
      {shown ? (
        <>
          <Picture shown={{ ...shown, genotype }} />
          <ArchitectureFigures shown={{ ...shown, genotype }} />
          <div className="result-actions result-uses">
            <Suspense>
              <ResultActions />
            </Suspense>
          </div>
          <Suspense>
            <ResultLatency shown={{ ...shown, genotype }} />
          </Suspense>
          <section className="result-section" aria-label={t(asText)}>
            <div className="section-head">
              <h2 className="section-title">{t(asText)}</h2>
              <button
                type="button"
                className="button quiet copy-text"
                onClick={() => void copyGenotype()}
              >
                <Icon name="copy" size={14} />
                {t('result.copyText')}
              </button>
            </div>
            {/* It scrolls, so the keyboard must be able to reach it. */}
            {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className="mono genotype-text" tabIndex={0} aria-label={t(asText)}>
              {shown.text}
            </pre>
          </section>
        </>
      ) : (
        <p className="note result-empty">{t('result.empty')}</p>
      )}
      <div className="result-actions">
        <button type="button" className="button" disabled={!shown} onClick={() => void copyLink()}>
          <Icon name="share" />
          {t('result.copyLink')}
        </button>
        <button type="button" className="button" onClick={() => setDialog('open')}>
          <Icon name="open" />
          {t('result.openDialog')}
        </button>
        {imported?.space && imported.space !== history.present.space && shown && (
          <button type="button" className="button" onClick={() => takeConfig(shown.config)}>
            {t('result.useSpace')}
          </button>
        )}
        {shown?.derivation && <DerivationSection derivation={shown.derivation} />}
      </div>
    </>
  )
}

/** DARTS cells are part of the page; whatever else may be found is drawn by code of its own. */
function Picture({ shown: { space, text, genotype, config } }: { shown: ShownArchitecture }) {
  const { width, ref } = useWidth(USUAL_WIDTH)
  const scale = useDrawingScale()
  if (space && space.kind !== 'cell') {
    return (
      <div ref={ref}>
        <Suspense>
          <ArchitecturePicture
            space={space}
            text={text}
            dataset={config.dataset}
            width={Math.floor(width / scale)}
          />
        </Suspense>
      </div>
    )
  }
  if (!genotype) return null
  return CELL_TYPES.map((type) => <CellPicture key={type} type={type} cell={genotype[type]} />)
}

/** Shown as long as it is pointed at, in whichever drawing. Deferred: it gives way to the pointer. */
function usePointedCandidate(): Candidate | null {
  const pointed = useWorkspace(({ pointedCandidate: id, timeline }) =>
    id === null ? null : (timeline?.candidates.find((each) => each.id === id) ?? null),
  )
  return useDeferredValue(pointed)
}

/** Until the column has been measured. */
const USUAL_WIDTH = 312

/** Keeps the object while its content stays, so that what is drawn from it is not drawn again. */
function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => value, [key])
}
