import '../language/timeTexts'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { AnimatedView } from '../common/animatedView'
import { useInSight } from '../common/useInSight'
import { PlacedPanel } from './PlacedPanel'
import type { PanelProps } from './panelProps'
import { useRunInTurn } from './useRunInTurn'
import { VIEWS } from './views'

type PlaceProps = PanelProps & { readonly name: string }

/** A view where the layout has put it, drawn when its turn comes. */
export const ViewPlace = memo(function ViewPlace({ name, run, cell, alone, width }: PlaceProps) {
  const { ref, inSight } = useInSight()
  const shown = useRunInTurn(run, inSight)
  return (
    <div ref={ref} className="view-place" data-view={name} {...useReserved(name)}>
      <AnimatedView value={name}>
        <SteadyPanel name={name} run={shown} cell={cell} alone={alone} width={width} />
      </AnimatedView>
    </div>
  )
})

const SteadyPanel = memo(PlacedPanel)

/** While a search is live, what it has not told of yet keeps its place: nothing moves when it does. */
function useReserved(name: string) {
  const { t } = useTranslation('time')
  const live = useWorkspace(({ origin }) => origin === 'live')
  const language = useWorkspace((state) => state.language)
  const view = VIEWS.find((each) => each.name === name)
  // Cells are drawn from the start on, at a height of their own.
  const awaits = view && !('Panel' in view && view.perCell)
  if (!live || !awaits) return {}
  const awaited = t('awaited', { view: view.titles[language] })
  return { 'data-awaited': awaited, style: { minHeight: view.height } }
}
