import { useTranslation } from 'react-i18next'
import { validateSpace } from '../../../space/bounds'
import { ruleCount, withoutRules } from '../../../space/spaceEdits'
import { useWorkspace } from '../../../store/workspace'
import { useWidth } from '../../../views/useWidth'
import { useDrawingScale } from '../../common/useDrawingScale'
import { SpaceSelect } from '../SpaceSelect'
import { UndoRedo } from '../UndoRedo'
import { CellDesign } from './CellDesign'
import { ChainDesign } from './ChainDesign'
import { DesignFigures } from './DesignFigures'
import { MacroDesign } from './MacroDesign'
import { NetworkDesign } from './NetworkDesign'
import { SpaceFiles } from './SpaceFiles'
import { useSpaceFile, type FileOutcome } from './useSpaceFile'
import '../space.css'
import '../editors.css'
import './design.css'

/** The space in the large, to be taken in hand. */
export default function DesignView() {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const { width: room, ref } = useWidth(676)
  const scale = useDrawingScale()
  const { outcome, over, open, handlers } = useSpaceFile()
  const place = { width: Math.floor(room / scale), scale }
  const problems = validateSpace(space)
  return (
    <section
      className="design"
      aria-label={t('app.design')}
      data-over={over || undefined}
      {...handlers}
    >
      <div className="design-line">
        <SpaceSelect />
        <Rules />
        <div className="design-tools">
          <SpaceFiles onOpen={open} />
          <UndoRedo />
        </div>
      </div>
      <FileNote outcome={outcome} over={over} />
      <DesignFigures problems={problems} />
      <div ref={ref}>
        {space.kind === 'chain' ? (
          <ChainDesign problems={problems} />
        ) : space.kind === 'enas-macro' ? (
          <MacroDesign problems={problems} {...place} />
        ) : (
          <CellDesign key={space.kind} problems={problems} {...place} />
        )}
      </div>
      <NetworkDesign {...place} />
    </section>
  )
}

/** How much of the space has rules of its own, and the way back. */
function Rules() {
  const { t } = useTranslation()
  const count = useWorkspace((state) => ruleCount(state.history.present.space))
  const editConfig = useWorkspace((state) => state.editConfig)
  if (count === 0) return null
  return (
    <span className="design-rules">
      <span className="note">{t('editor.ruleCount', { count })}</span>{' '}
      <button
        type="button"
        className="link-button"
        onClick={() => editConfig((config) => ({ ...config, space: withoutRules(config.space) }))}
      >
        {t('editor.freeAll')}
      </button>
    </span>
  )
}

function FileNote({
  outcome,
  over,
}: {
  readonly outcome: FileOutcome | null
  readonly over: boolean
}) {
  const { t } = useTranslation()
  if (over) return <p className="note file-note">{t('editor.drop')}</p>
  if (outcome?.state === 'refused') {
    return (
      <p className="note file-note" role="alert">
        {t('editor.refused', { reason: outcome.reason })}
      </p>
    )
  }
  return (
    <p className="note file-note" role="status">
      {outcome ? t('editor.opened', { name: outcome.name }) : ''}
    </p>
  )
}
