import i18next from 'i18next'
import { Suspense } from 'react'
import { CELL_TYPES } from '../../space/cellSpace'
import type { ImportedArchitecture } from '../../store/architectureSlice'
import { useWorkspace } from '../../store/workspace'
import { useWidth } from '../../views/useWidth'
import { lazyPart } from '../common/lazyPart'
import { useDrawingScale } from '../common/useDrawingScale'
import { CellSwitch } from './CellSwitch'
import { CurvesPanel } from './CurvesPanel'
import { GatesPanel } from './GatesPanel'
import { ImportedCells } from './ImportedCells'
import { MixturePanel } from './MixturePanel'
import { RunStatus } from './RunStatus'
import { TrajectoriesPanel } from './TrajectoriesPanel'
import './search.css'

const ArchitecturePicture = lazyPart(() => import('../result/ArchitecturePicture'))

const MethodViews = lazyPart(async () => {
  const [part] = await Promise.all([import('./MethodViews'), addMethodTexts()])
  return part
})

const ExpectedCostPanel = lazyPart(async () => {
  const [part] = await Promise.all([import('./ExpectedCostPanel'), addMethodTexts()])
  return part
})

/** From this width on both kinds of cell stand side by side. */
const BOTH_CELLS_WIDTH = 1080

/** The search as it happens, or happened: cells, gates, curves. */
export function SearchColumn() {
  const imported = useWorkspace((state) => state.imported)
  const timeline = useWorkspace((state) => state.timeline)
  const cellShown = useWorkspace((state) => state.cellShown)
  const { width: room, ref } = useWidth(700)
  const width = Math.floor(room / useDrawingScale())
  const types = width >= BOTH_CELLS_WIDTH ? CELL_TYPES : [cellShown]
  const columnWidth = Math.floor((width - COLUMN_GAP * (types.length - 1)) / types.length)
  return (
    <div ref={ref} className="search">
      <RunStatus />
      {imported ? (
        <Imported imported={imported} width={width} />
      ) : timeline?.config.strategy.name !== 'darts' ? (
        <Suspense>{timeline && <MethodViews width={width} />}</Suspense>
      ) : (
        timeline && (
          <div className="search-cells" data-count={types.length}>
            {types.map((type) => (
              <section key={type} className="search-cell">
                <div className="cell-place">
                  {types.length === 1 && <CellSwitch />}
                  <MixturePanel type={type} width={columnWidth} />
                </div>
                <CellCharts type={type} width={columnWidth} alone={types.length === 1} />
              </section>
            ))}
          </div>
        )
      )}
    </div>
  )
}

/** Wider, drawings of found networks gain nothing. */
const WIDEST_PICTURE = 640

/** An architecture without its search, large. */
function Imported({ imported, width }: { imported: ImportedArchitecture; width: number }) {
  const dataset = useWorkspace((state) => state.history.present.dataset.name)
  const { genotype, space, text } = imported
  if (space && space.kind !== 'cell') {
    return (
      <Suspense>
        <ArchitecturePicture
          space={space}
          text={text}
          dataset={dataset}
          width={Math.min(width, WIDEST_PICTURE)}
        />
      </Suspense>
    )
  }
  return genotype && <ImportedCells genotype={genotype} width={width} />
}

const COLUMN_GAP = 48
const CHART_GAP = 24

/** Gates beside curves; where both cells are shown, each has its own gates and the curves stand below. */
function CellCharts({
  type,
  width,
  alone,
}: {
  type: 'normal' | 'reduce'
  width: number
  alone: boolean
}) {
  const half = Math.floor((width - CHART_GAP) / 2)
  const stacked = width < STACKED_WIDTH
  const chartWidth = stacked ? width : half
  const costs = useWorkspace((state) => state.timeline?.config.objective.kind !== 'accuracy')
  return (
    <div className="cell-charts" data-stacked={stacked || undefined}>
      <GatesPanel type={type} width={chartWidth} />
      <div className="chart-stack">
        {(alone || type === 'normal') && <CurvesPanel metric="loss" width={chartWidth} />}
        {(alone || type === 'reduce') && <CurvesPanel metric="accuracy" width={chartWidth} />}
        {!alone && <TrajectoriesPanel type={type} width={chartWidth} />}
        {costs && (alone || type === 'normal') && (
          <Suspense>
            <ExpectedCostPanel width={chartWidth} />
          </Suspense>
        )}
      </div>
    </div>
  )
}

const STACKED_WIDTH = 560

async function addMethodTexts(): Promise<void> {
  const { methodViewsEn } = await import('../language/methodViewsEn')
  i18next.addResourceBundle('en', 'translation', methodViewsEn, true)
}
