import { Tooltip } from 'radix-ui'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import type { SearchConfig } from '../../run/config'
import type { CellType } from '../../space/cellSpace'
import type { ShownRun } from '../../views/shownRun'
import { Still } from '../../views/still'
import { viewsOf } from '../search/chosenViews'
import { PlacedPanel } from '../search/PlacedPanel'
import '../search/searchViews.css'
import './animation.css'

/** Drawings out of sight, which can be put at any step. */
export interface FilmStage {
  /** Where they are. */
  readonly element: HTMLElement
  /** Draws a moment of the run, at once. */
  readonly show: (run: ShownRun) => void
  /** Keeps every drawing the room that it has now. */
  readonly keepRoom: () => void
  readonly close: () => void
}

/** Widths, in their own pixels, that drawings are laid out at: one alone, or side by side. */
const WIDTHS = { half: 480, wide: 760, together: 1000 }
const GAP = 32

/** @param names views to show together, @param cell the kind of cell that they show */
export function openFilmStage(
  names: readonly string[],
  config: SearchConfig,
  cell: CellType,
): FilmStage {
  const views = viewsOf(config)
    .filter(({ name }) => names.includes(name))
    .map((view) => ({ name: view.name, wide: view.size(config) === 'wide' }))
  const halves = views.filter(({ wide }) => !wide).length
  const width =
    halves > 1 || views.length > 2
      ? WIDTHS.together
      : views.some(({ wide }) => wide)
        ? WIDTHS.wide
        : WIDTHS.half
  const widthOf = (wide: boolean) => (wide || halves < 2 ? width : (width - GAP) / 2)
  const element = document.createElement('div')
  element.className = 'film-stage'
  element.inert = true
  element.style.width = `${width}px`
  document.body.append(element)
  const root = createRoot(element, { identifierPrefix: 'film' })
  const draw = (run: ShownRun) => (
    <Tooltip.Provider>
      <Still value>
        {views.map(({ name, wide }) => (
          <div key={name} className="film-place" style={{ width: widthOf(wide) }}>
            <PlacedPanel name={name} run={run} cell={cell} alone={false} width={widthOf(wide)} />
          </div>
        ))}
      </Still>
    </Tooltip.Provider>
  )
  return {
    element,
    show: (run) => flushSync(() => root.render(draw(run))),
    keepRoom() {
      for (const place of element.querySelectorAll<HTMLElement>('.film-place')) {
        place.style.minHeight = `${place.offsetHeight}px`
      }
    },
    close() {
      root.unmount()
      element.remove()
    },
  }
}
