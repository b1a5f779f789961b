import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { validateSpace } from '../../space/bounds'
import type { SpaceKind } from '../../space/searchSpace'
import { ruleCount } from '../../space/spaceEdits'
import { OPEN_PHASES } from '../../store/phases'
import { useWorkspace } from '../../store/workspace'
import { DartsCellEditor, EnasCellEditor } from './CellEditor'
import { ChainEditor } from './ChainEditor'
import { CostSection } from './CostSection'
import { DataSection } from './DataSection'
import { EnasMacroEditor } from './EnasMacroEditor'
import { NasBench201Editor } from './NasBench201Editor'
import { ObjectiveSection } from './ObjectiveSection'
import { SettingsSection } from './SettingsSection'
import { SpaceProblems } from './SpaceProblems'
import { SpaceSelect } from './SpaceSelect'
import { SpaceSize } from './SpaceSize'
import { UndoRedo } from './UndoRedo'
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
  const designing = useWorkspace((state) => state.middle === 'design')
  const problems = validateSpace(space)
  const range = useCostRange()
  const Editor = EDITORS[space.kind]
  return (
    <>
      <div className="section-head">
        <SpaceSelect />
        <UndoRedo />
      </div>
      {problems.length > 0 ? (
        <SpaceProblems problems={problems} announced={!designing} />
      ) : (
        <SpaceSize space={space} />
      )}
      <DesignButton />
      <Editor />
      {problems.length === 0 && (
        <>
          <CostSection range={range} />
          <ObjectiveSection range={range} />
        </>
      )}
      <DataSection />
      <SettingsSection range={range} />
      <p className="note space-note" role="status">
        {editedDuringRun ? t('space.nextRun') : ''}
      </p>
    </>
  )
}

/** The way to the design view; says what of the space shows only there. */
function DesignButton() {
  const { t } = useTranslation()
  const rules = useWorkspace((state) => ruleCount(state.history.present.space))
  const kind = useWorkspace((state) => state.history.present.space.kind)
  const showMiddle = useWorkspace((state) => state.showMiddle)
  return (
    <div className="design-way">
      <button
        type="button"
        className="button design-button"
        aria-keyshortcuts="E"
        onClick={() => showMiddle('design')}
      >
        {t('spaces.design')}
      </button>
      <p className="note">{rules > 0 ? t(`spaces.rules.${kind}`, { count: rules }) : ''}</p>
    </div>
  )
}
