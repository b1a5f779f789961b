import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { CELL_TYPES } from '../../space/cellSpace'
import { copyGenotype, copyLink } from '../../store/copying'
import { shownArchitecture } from '../../store/shown'
import { useWorkspace } from '../../store/workspace'
import { Icon } from '../common/Icon'
import { ArchitectureFigures } from './ArchitectureFigures'
import { CellPicture } from './CellPicture'
import { DerivationSection } from './DerivationSection'
import { ResultHead } from './ResultHead'
import './result.css'

/** The architecture at the playhead, or the one that was brought in. */
export function ResultColumn() {
  const { t } = useTranslation()
  const imported = useWorkspace((state) => state.imported)
  const timeline = useWorkspace((state) => state.timeline)
  const playhead = useWorkspace((state) => state.playhead)
  const history = useWorkspace((state) => state.history)
  const record = useWorkspace((state) => state.record)
  const setDialog = useWorkspace((state) => state.setDialog)
  const shown = shownArchitecture({ imported, timeline, playhead, history, record })
  const genotype = useStable(shown?.genotype ?? null)

  return (
    <>
      <ResultHead shown={shown} />
      {shown ? (
        <>
          {genotype &&
            CELL_TYPES.map((type) => <CellPicture key={type} type={type} cell={genotype[type]} />)}
          <ArchitectureFigures shown={{ ...shown, genotype }} />
          <section className="result-section" aria-label={t('result.genotype')}>
            <div className="section-head">
              <h2 className="section-title">{t('result.genotype')}</h2>
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
            <pre className="mono genotype-text" tabIndex={0} aria-label={t('result.genotype')}>
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
        {shown?.derivation && <DerivationSection derivation={shown.derivation} />}
      </div>
    </>
  )
}

/** Keeps the object while its content stays, so that what is drawn from it is not drawn again. */
function useStable<T>(value: T): T {
  const key = JSON.stringify(value)
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => value, [key])
}
