import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'

/** Steps back through the edits, and forward again. */
export function UndoRedo() {
  const { t } = useTranslation()
  const canUndo = useWorkspace((state) => state.history.past.length > 0)
  const canRedo = useWorkspace((state) => state.history.future.length > 0)
  const undo = useWorkspace((state) => state.undo)
  const redo = useWorkspace((state) => state.redo)
  return (
    <div className="space-history">
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
  )
}
