import '../language/timeTexts'
import { memo, startTransition, useEffect, useReducer, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import type { ShownRun } from '../../views/shownRun'
import { AnimatedView } from '../common/animatedView'
import { useInSight } from '../common/useInSight'
import { PlacedPanel } from './PlacedPanel'
import type { PanelProps } from './panelProps'
import { VIEWS } from './views'

/** Out of sight a view is behind by no more than this. */
const LAG_MS = 1000

type PlaceProps = PanelProps & { readonly name: string }

/**
 * A view where the layout has put it. Out of sight it follows the run now and then only: moving the
 * playhead costs nothing for what nobody sees, and what is read aloud or saved is of late.
 */
export const ViewPlace = memo(function ViewPlace(props: PlaceProps) {
  const { ref, inSight } = useInSight()
  const looks = useLooks(props.run, !inSight)
  return (
    <div ref={ref} className="view-place" data-view={props.name} {...useReserved(props.name)}>
      <AnimatedView value={props.name}>
        <SightedPanel {...props} looks={looks} inSight={inSight} />
      </AnimatedView>
    </div>
  )
})

type SightedProps = PlaceProps & { readonly looks: number; readonly inSight: boolean }

const SightedPanel = memo(
  function SightedPanel({ name, run, cell, alone, width }: SightedProps) {
    return <PlacedPanel name={name} run={run} cell={cell} alone={alone} width={width} />
  },
  (before, { looks, inSight, ...after }) =>
    (!inSight && looks === before.looks) ||
    (Object.keys(after) as (keyof PlaceProps)[]).every((key) => after[key] === before[key]),
)

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

/** Counts on some time after the run has changed, while it is waited for. */
function useLooks(run: ShownRun, waits: boolean): number {
  const [looks, look] = useReducer((count: number) => count + 1, 0)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  useEffect(() => {
    if (!waits || timer.current !== null) return
    timer.current = setTimeout(() => {
      timer.current = null
      startTransition(look)
    }, LAG_MS)
  }, [run, waits])
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  return looks
}
