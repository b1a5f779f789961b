import { METHOD_PANELS } from './methodPanels'
import { viewPlan, type PanelName } from './methodViews'
import { useRunAtPlayhead } from './useRunAtPlayhead'
import './methodViews.css'

const GAP = 24
/** Narrower columns have their drawings one below the other. */
const STACKED_WIDTH = 560

/** The drawings of a method that judges architectures one by one, in its space. */
export default function MethodViews({ width }: { readonly width: number }) {
  const run = useRunAtPlayhead()
  if (!run) return null
  const plan = viewPlan(run.method, run.timeline.config.space.kind)
  const stacked = width < STACKED_WIDTH
  const half = stacked ? width : Math.floor((width - GAP) / 2)
  const panels = (names: readonly PanelName[], room: number) =>
    names.map((name) => {
      const Panel = METHOD_PANELS[name]
      return <Panel key={name} run={run} method={run.method} width={room} />
    })
  return (
    <div className="method-views">
      {panels(plan.wide, width)}
      <div className="method-halves" data-stacked={stacked || undefined}>
        <div className="method-half">{panels(plan.left, half)}</div>
        <div className="method-half">{panels(plan.right, half)}</div>
      </div>
    </div>
  )
}
