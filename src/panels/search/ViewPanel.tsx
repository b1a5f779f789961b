import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import type { AnySearchView } from '../../views/searchView'
import { Drawing } from '../common/Drawing'
import { CellSwitch } from './CellSwitch'
import { useCandidateProps, type PanelProps } from './panelProps'

/** A view of one file on the page: with its menu, and in step with all the others. */
export function ViewPanel(props: PanelProps & { readonly view: AnySearchView }) {
  const { view, run, cell, alone, width } = props
  const { t } = useTranslation()
  const language = useWorkspace((state) => state.language)
  const row = useWorkspace((state) => state.pointedRow)
  const onRow = useWorkspace((state) => state.pointAtRow)
  const onStep = useWorkspace((state) => state.seek)
  const { pointed: candidate, onPoint: onCandidate, chosen, onChoose } = useCandidateProps(props)
  const shown = useMemo(
    () => view.shown({ run, cell, chosen }, language),
    [view, run, cell, chosen, language],
  )
  const pointer = useMemo(
    () => ({ row, onRow, onStep, candidate, chosen, onCandidate, onChoose }),
    [row, onRow, onStep, candidate, chosen, onCandidate, onChoose],
  )
  if (!shown) return null
  const name = view.titles[language]
  const title = view.perCell
    ? t('methodViews.of', { title: name, cell: t(`search.${cell}`) })
    : name
  return (
    <>
      {view.perCell && alone && view.size(run.timeline.config) === 'wide' && <CellSwitch />}
      <Drawing
        name={title}
        file={view.perCell ? `${cell}-${view.name}` : view.name}
        table={shown.table}
      >
        {shown.draw({ title, step: run.step, totalSteps: run.timeline.steps, width, pointer })}
      </Drawing>
    </>
  )
}
