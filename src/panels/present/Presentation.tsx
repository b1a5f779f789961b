import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import type { ShownRun } from '../../views/shownRun'
import { AnimatedView } from '../common/animatedView'
import { viewsOf } from '../search/chosenViews'
import { useRunAtPlayhead } from '../search/useRunAtPlayhead'
import { FittedView } from './FittedView'
import { PresentationBar } from './PresentationBar'
import { stageLayout } from './stageLayout'
import { useFullScreen } from './useFullScreen'
import { usePresented } from './usePresented'
import { useSize } from './useSize'
import { useSlides } from './useSlides'
import '../search/search.css'
import '../search/searchViews.css'
import './present.css'

const GAP = 24
/** Widths at which views are drawn best, where there is room. */
const WIDE = 620
const HALF = 420

/** Chosen views of the search in large type, on the whole screen. */
export default function Presentation() {
  const run = useRunAtPlayhead()
  return run && <Staged run={run} />
}

function Staged({ run }: { readonly run: ShownRun }) {
  const { t } = useTranslation('time')
  const cell = useWorkspace((state) => state.cellShown)
  const present = useWorkspace((state) => state.present)
  const { config } = run.timeline
  const presented = usePresented(config)
  const slides = useSlides(presented.names, leave)
  const { size, ref } = useSize()
  useFullScreen(leave)

  const staged = slides.alone === null ? presented.names : [slides.alone]
  const views = viewsOf(config)
    .filter(({ name }) => staged.includes(name))
    .map((view) => ({
      name: view.name,
      width: view.size(config) === 'wide' ? WIDE : HALF,
      height: view.height,
    }))
  const rows = size ? stageLayout(views, size, GAP) : []
  return (
    <main className="presentation" aria-label={t('present.title')}>
      <h1 className="visually-hidden">{t('present.title')}</h1>
      <PresentationBar
        config={config}
        presented={presented}
        slides={slides}
        onLeave={() => present(false)}
      />
      <div ref={ref} className="stage">
        {rows.map(({ views: row, room }) => (
          <div key={row[0]?.name} className="stage-row">
            {row.map((view) => (
              <AnimatedView key={view.name} value={view.name}>
                <FittedView name={view.name} view={view} room={room} run={run} cell={cell} alone />
              </AnimatedView>
            ))}
          </div>
        ))}
      </div>
    </main>
  )
}

function leave(): void {
  useWorkspace.getState().present(false)
}
