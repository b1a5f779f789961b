import type { SearchConfig } from '../../run/config'
import type { PlaceableView } from './viewLayout'
import { VIEWS } from './views'

type View = (typeof VIEWS)[number]

/** The views that say something about searches of this config, in the order of the page. */
export function viewsOf(config: SearchConfig): readonly View[] {
  return VIEWS.filter((view) => view.size(config) !== null)
}

/** @param asked what the reader has asked for or put away, by name; all others are shown */
export function isShown(name: string, asked: Readonly<Record<string, boolean>>): boolean {
  return asked[name] ?? true
}

/** Those in sight, as far as a layout needs to know them. */
export function placeableViews(
  config: SearchConfig,
  asked: Readonly<Record<string, boolean>>,
): readonly PlaceableView[] {
  return VIEWS.flatMap((view) => {
    const { name, height, perCell = false } = view
    const size = isShown(name, asked) ? view.size(config) : null
    return size ? [{ name, height, perCell, size }] : []
  })
}
