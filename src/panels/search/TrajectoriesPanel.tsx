import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cellEdges } from '../../space/cellSpace'
import { useWorkspace } from '../../store/workspace'
import { AlphaTrajectories } from '../../views/AlphaTrajectories'
import { EdgePicker } from '../../views/EdgePicker'
import { edgeName } from '../../views/operationStyle'
import { trajectories, trajectoriesTable } from '../../views/trajectorySeries'
import { Drawing } from '../common/Drawing'
import { useViewTexts } from '../common/useViewTexts'
import type { PanelProps } from './panelProps'

const HEIGHT = 210

/** Gates over the run: of the edge pointed at or picked, or the strongest per operation. */
export function TrajectoriesPanel({ run, cell: type, width }: PanelProps) {
  const { t } = useTranslation()
  const texts = useViewTexts()
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const seek = useWorkspace((state) => state.seek)
  const [picked, setPicked] = useState<number | null>(null)
  const { timeline, step } = run
  const table = timeline.gateTables.find(({ name }) => name === type)
  if (timeline.config.space.kind !== 'cell' || !table) return null
  const { snapshots, steps } = timeline
  const { operations, nodes } = timeline.config.space
  const edges = cellEdges(nodes)
  const edge = edges[pointedRow ?? picked ?? -1]
  const selection = edge
    ? ({ kind: 'edge', row: edge.row } as const)
    : ({ kind: 'strongest' } as const)
  const title = edge
    ? t('search.trajectoriesEdge', { edge: edgeName(edge.from, edge.to) })
    : t('search.trajectories')
  return (
    <Drawing
      name={title}
      file={`${type}-trajectories`}
      table={() =>
        trajectoriesTable(trajectories(snapshots, table, operations, selection), texts.trajectories)
      }
    >
      <AlphaTrajectories
        title={title}
        snapshots={snapshots}
        table={table}
        operations={operations}
        selection={selection}
        totalSteps={steps}
        step={step}
        width={width}
        height={HEIGHT}
        onSelectStep={seek}
        text={texts.trajectories}
      />
      <EdgePicker
        names={edges.map(({ from, to }) => edgeName(from, to))}
        picked={picked}
        onPick={setPicked}
        label={t('methodViews.edgeFollowed')}
        none={t('methodViews.everyEdge')}
      />
    </Drawing>
  )
}
