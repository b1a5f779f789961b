import { useMemo } from 'react'
import { useWorkspace } from '../../store/workspace'
import { useRunAtPlayhead } from './useRunAtPlayhead'
import { ViewPanel } from './ViewPanel'
import { layoutViews, type PlacedView } from './viewLayout'
import { VIEWS } from './views'
import './searchViews.css'

const GAP = 32

/** The drawings of a search, at the step that the timeline stands at. */
export default function SearchViews({ width }: { readonly width: number }) {
  const run = useRunAtPlayhead()
  const cellShown = useWorkspace((state) => state.cellShown)
  const config = run?.timeline.config
  const layout = useMemo(
    () =>
      config &&
      layoutViews(
        VIEWS.flatMap((view) => {
          const { name, height, perCell = false } = view
          const size = view.size(config)
          return size ? [{ name, height, perCell, size }] : []
        }),
        width,
      ),
    [config, width],
  )
  if (!run || !layout) return null
  const place = ({ name, cell }: PlacedView, room: number) => {
    const view = VIEWS.find((each) => each.name === name)
    if (!view) return null
    const props = { run, cell: cell ?? cellShown, alone: cell === null, width: room }
    return 'Panel' in view ? <view.Panel {...props} /> : <ViewPanel {...props} view={view} />
  }
  const share = (count: number) => Math.floor((width - GAP * (count - 1)) / count)
  const columnCount = layout.columns.length
  return (
    <div className="search-views">
      {layout.rows.map((row) => (
        <div key={row[0]?.name} className="view-row" data-count={row.length}>
          {row.map((placed) => (
            <div key={placed.cell} className="view-place" data-view={placed.name}>
              {place(placed, share(row.length))}
            </div>
          ))}
        </div>
      ))}
      <div className="view-columns" data-count={columnCount}>
        {layout.columns.map((column, index) => (
          <div key={index} className="view-column">
            {column.map((placed) => (
              <div key={placed.name} className="view-place" data-view={placed.name}>
                {place(placed, share(columnCount))}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
