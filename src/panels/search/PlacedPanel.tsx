import type { PanelProps } from './panelProps'
import { ViewPanel } from './ViewPanel'
import { VIEWS } from './views'

/** A view by its name. */
export function PlacedPanel({ name, ...props }: PanelProps & { readonly name: string }) {
  const view = VIEWS.find((each) => each.name === name)
  if (!view) return null
  return 'Panel' in view ? <view.Panel {...props} /> : <ViewPanel {...props} view={view} />
}
