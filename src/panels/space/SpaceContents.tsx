import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { validateSpace } from '../../space/bounds'
import type { SpaceKind } from '../../space/searchSpace'
import { OPEN_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { IconButton } from '../common/IconButton'
import { DartsCellEditor, EnasCellEditor } from './CellEditor'
import { ChainEditor } from './ChainEditor'
import { CostSection } from './CostSection'
import { EnasMacroEditor } from './EnasMacroEditor'
import { NasBench201Editor } from './NasBench201Editor'
import { ObjectiveSection } from './ObjectiveSection'
import { SettingsSection } from './SettingsSection'
import { SpaceProblems } from './SpaceProblems'
import { SpaceSelect } from './SpaceSelect'
import { SpaceSize } from './SpaceSize'
import { useCostRange } from './useCostRange'
import './space.css'
import './editors.css'

const EDITORS: Readonly<Record<SpaceKind, ComponentType>> = {
  cell: DartsCellEditor,
  'enas-cell': EnasCellEditor,
  'enas-macro': EnasMacroEditor,
  'nas-bench-201': NasBench201Editor,
  chain: ChainEditor,
}

/** What may be found, what for, and how it is searched. */
export default function SpaceContents() {
  const { t } = useTranslation()
  const space = useWorkspace((state) => state.history.present.space)
  const editedDuringRun = useWorkspace(
    (state) =>
      OPEN_PHASES.has(state.phase) &&
      state.timeline !== null &&
      state.history.present !== state.timeline.config,
  )
  const problems = validateSpace(space)
  const range = useCostRange()
  const Editor = EDITORS[space.kind]
  return (
    <>
      <div className="section-head">
        <SpaceSelect />
        <UndoRedo />
      </div>
      {problems.length > 0 ? <SpaceProblems problems={problems} /> : <SpaceSize space={space} />}
      <Editor />
      {problems.length === 0 && (
        <>
          <CostSection range={range} />
          <ObjectiveSection range={range} />
        </>
      )}
      <SettingsSection range={range} />
      <p className="note space-note" role="status">
        {editedDuringRun ? t('space.nextRun') : ''}
      </p>
    </>
  )
}

function UndoRedo() {
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
