import { useMemo } from 'react'
import { useWorkspace } from '../../store/workspace'
import { placeableViews } from './chosenViews'
import { useRunAtPlayhead } from './useRunAtPlayhead'
import { ViewChooser } from './ViewChooser'
import { layoutViews, type PlacedView } from './viewLayout'
import { ViewPlace } from './ViewPlace'
import './searchViews.css'

const GAP = 32

/** The drawings of a search, at the step that the timeline stands at. */
export default function SearchViews({ width }: { readonly width: number }) {
  const run = useRunAtPlayhead()
  const cellShown = useWorkspace((state) => state.cellShown)
  const asked = useWorkspace((state) => state.views)
  const config = run?.timeline.config
  const layout = useMemo(
    () => config && layoutViews(placeableViews(config, asked), width),
    [config, asked, width],
  )
  if (!run || !layout) return null
  const place = ({ name, cell }: PlacedView, room: number) => (
    <ViewPlace
      key={cell ?? name}
      name={name}
      run={run}
      cell={cell ?? cellShown}
      alone={cell === null}
      width={room}
    />
  )
  const share = (count: number) => Math.floor((width - GAP * (count - 1)) / count)
  const columnCount = layout.columns.length
  return (
    <div className="search-views">
      <ViewChooser config={run.timeline.config} />
      {layout.rows.map((row) => (
        <div key={row[0]?.name} className="view-row" data-count={row.length}>
          {row.map((placed) => place(placed, share(row.length)))}
        </div>
      ))}
      <div className="view-columns" data-count={columnCount}>
        {layout.columns.map((column, index) => (
          <div key={index} className="view-column">
            {column.map((placed) => place(placed, share(columnCount)))}
          </div>
        ))}
      </div>
      {layout.feet.map((placed) => place(placed, width))}
    </div>
  )
}
