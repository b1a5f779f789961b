import { useTranslation } from 'react-i18next'
import { OPEN_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { CostSection } from './CostSection'
import { MacroSection } from './MacroSection'
import { NodesSection } from './NodesSection'
import { OperationsSection } from './OperationsSection'
import { SpaceSize } from './SpaceSize'
import { TrainingSection } from './TrainingSection'
import './space.css'

/** The search space, edited by hand. */
export function SpaceColumn() {
  const { t } = useTranslation()
  const canUndo = useWorkspace((state) => state.history.past.length > 0)
  const canRedo = useWorkspace((state) => state.history.future.length > 0)
  const undo = useWorkspace((state) => state.undo)
  const redo = useWorkspace((state) => state.redo)
  const ofCells = useWorkspace((state) => state.history.present.space.kind === 'cell')
  const editedDuringRun = useWorkspace(
    (state) =>
      OPEN_PHASES.has(state.phase) &&
      state.timeline !== null &&
      state.history.present !== state.timeline.config,
  )
  return (
    <>
      <div className="section-head">
        <h2 className="section-title">{t('space.size')}</h2>
        <div>
          <IconButton
            icon="undo"
            label={t('space.undo')}
            shortcut="Ctrl Z"
            className="small"
            disabled={!canUndo}
            onClick={undo}
          />
          <IconButton
            icon="redo"
            label={t('space.redo')}
            shortcut="Ctrl ⇧ Z"
            className="small"
            disabled={!canRedo}
            onClick={redo}
          />
        </div>
      </div>
      {ofCells && (
        <>
          <SpaceSize />
          <NodesSection />
          <OperationsSection />
          <MacroSection />
        </>
      )}
      <CostSection />
      <TrainingSection />
      <p className="note space-note" role="status">
        {editedDuringRun ? t('space.nextRun') : ''}
      </p>
    </>
  )
}
