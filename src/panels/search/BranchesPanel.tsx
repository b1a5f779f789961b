import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SpaceKind } from '../../space/searchSpace'
import { indexAtStep } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import { AlphaHeatmap } from '../../views/AlphaHeatmap'
import { branchGrids, gridGates, takenCells, type BranchGrid } from '../../views/branchGrids'
import { heatTable } from '../../views/heatSummary'
import type { AlphaHeatmapText } from '../../views/text'
import type { ShownRun } from '../../views/shownRun'
import { Drawing } from '../common/Drawing'
import { CellSwitch } from './CellSwitch'
import type { PanelProps } from './panelProps'
import { useMethodTexts } from './useMethodTexts'

interface BranchesPanelProps extends PanelProps {
  /** How often each branch was trained, or how likely the method thinks it by now. */
  readonly shows: 'trained' | 'belief'
}

/** The branches of the supernet beside what uniform draws would give; those of the architecture shown are ringed. */
export function BranchesPanel({ run, cell: cellShown, width, shows }: BranchesPanelProps) {
  const { t } = useTranslation()
  const { grid: words } = useMethodTexts()
  const pointedRow = useWorkspace((state) => state.pointedRow)
  const pointAtRow = useWorkspace((state) => state.pointAtRow)
  const { space } = run.timeline.config
  const grids = useMemo(() => branchGrids(space, words), [space, words])
  const grid = grids.find(({ of }) => of === cellShown) ?? grids[0]
  const counted = useMemo(() => countedAt(run), [run])
  const { best, snapshot, timeline } = run
  const chosen = useWorkspace((state) => state.chosen)
  const shown = chosen && run.candidates.includes(chosen) ? chosen : best
  const ringed = useMemo(
    () => (grid && shown ? takenCells(grid, space, shown.choices) : undefined),
    [grid, space, shown],
  )
  const paths = shows === 'trained' ? (counted?.paths ?? 0) : null
  const text = useMemo(() => gridText(t, space.kind, paths), [t, space.kind, paths])
  const { method } = run
  // Gates of mixtures have a view of their own.
  if (method === 'darts' || method === 'darts2') return null
  if (!grid || (shows === 'belief' && trainsUniformly(run))) return null
  const gates = gridGates(
    grid,
    timeline.gateTables,
    (shows === 'trained' ? counted?.shares : snapshot?.gates) ?? null,
  )
  const name = shows === 'trained' ? t('methodViews.trained') : t(`methodViews.belief.${method}`)
  const title = titleOf(t, name, grid)
  return (
    <div className="branches-place">
      {grids.length > 1 && space.kind !== 'cell' && <CellSwitch />}
      <Drawing
        name={title}
        file={`${shows}-branches`}
        table={() => heatTable({ grid, gates, ringed }, text)}
      >
        <AlphaHeatmap
          title={title}
          grid={grid}
          gates={gates}
          ringed={ringed}
          width={width}
          {...(space.kind === 'cell' && { highlightRow: pointedRow, onHoverRow: pointAtRow })}
          text={text}
        />
      </Drawing>
    </div>
  )
}

function titleOf(t: TFunction, title: string, { of }: BranchGrid): string {
  return of === 'network' ? title : t('methodViews.of', { title, cell: t(`search.${of}`) })
}

/** Shares of the paths trained so far that took each branch, and how many paths there were. */
function countedAt({ timeline, step }: ShownRun) {
  const { snapshots, config } = timeline
  const last = Math.min(step ?? 0, config.budget.steps)
  const snapshot = snapshots[indexAtStep(snapshots, last)]
  return snapshot ? { paths: snapshot.step, shares: snapshot.gates } : null
}

/** While they train shared weights, these methods believe in nothing yet: they count. */
function trainsUniformly({ timeline, method, step }: ShownRun): boolean {
  return (method === 'spos' || method === 'random') && (step ?? 0) <= timeline.config.budget.steps
}

const ROWS = {
  cell: 'edge',
  'nas-bench-201': 'edge',
  'enas-cell': 'half',
  'enas-macro': 'layer',
  chain: 'block',
} as const satisfies Record<SpaceKind, string>

/** @param paths what shares are counted of; null where they stay shares */
function gridText(t: TFunction, kind: SpaceKind, paths: number | null): AlphaHeatmapText {
  return {
    summary: (title, rows, columns, usual, strongest) =>
      t('methodViews.gridSummary', { title, rows, columns, usual, strongest }),
    cell: (row, column, value, ratio, ringed) => {
      const spoken = t('methodViews.gridCell', { row, column, value, ratio })
      return ringed ? `${spoken}, ${t('methodViews.bestHas')}` : spoken
    },
    value: (gate, precise = false) => {
      if (paths === null) return gate.toFixed(precise ? 3 : 2)
      const count = Math.round(gate * paths)
      return precise ? t('methodViews.times', { count, paths }) : String(count)
    },
    avoided: t('methodViews.less'),
    uniform: t('methodViews.expected'),
    preferred: t('methodViews.more'),
    derived: t('methodViews.bestHas'),
    row: t(`methodViews.rows.${ROWS[kind]}`),
  }
}
