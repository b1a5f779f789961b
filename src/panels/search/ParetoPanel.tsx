import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useWorkspace } from '../../store/workspace'
import { costFront } from '../../views/costFront'
import { HypervolumeCurve } from '../../views/HypervolumeCurve'
import { ParetoFront } from '../../views/ParetoFront'
import { hypervolumeTable, paretoTable } from '../../views/paretoTable'
import { Drawing } from '../common/Drawing'
import { SegmentItems } from '../common/SegmentItems'
import { BudgetNote } from './BudgetNote'
import { useCandidateProps, type PanelProps } from './panelProps'
import { ParetoSelection } from './ParetoSelection'
import { useBudget } from './useBudget'
import { useParetoPoints } from './useParetoPoints'
import { useParetoTexts } from './useParetoTexts'
import './pareto.css'

const HEIGHT = 400
const CURVE_HEIGHT = 150
/** Narrower, the curve and the selection stand below the front. */
const BESIDE_WIDTH = 620
const SIDE = 230
const GAP = 24

/** Accuracy against the cost that the objective looks at, or another; the budget; what is selected. */
export function ParetoPanel(props: PanelProps) {
  const { t } = useTranslation()
  const { run, width } = props
  const { timeline } = run
  const shared = useCandidateProps(props)
  const { measure, known, askFor, points, hypervolume, reference } = useParetoPoints(run)
  const texts = useParetoTexts(useForeignAdapter(run.timeline.engine?.adapter ?? null))
  const budget = useBudget(run, measure)
  const selectCandidates = useWorkspace((state) => state.selectCandidates)
  const seek = useWorkspace((state) => state.seek)
  const beside = width >= BESIDE_WIDTH
  const side = beside ? SIDE : width
  const chosen = useMemo(
    () => points.filter(({ candidate }) => shared.selected.has(candidate.id)),
    [points, shared.selected],
  )
  const select = (ids: readonly number[]) => {
    const wanted = new Set(ids)
    selectCandidates(timeline.candidates.filter(({ id }) => wanted.has(id)))
  }
  const title = t('methodViews.pareto')
  return (
    <div className="pareto-place" data-beside={beside || undefined}>
      <div className="pareto-main">
        <Drawing
          name={title}
          file="accuracy-cost"
          table={() => paretoTable(points, new Set(costFront(points)), measure, texts.pareto)}
        >
          <ParetoFront
            {...shared}
            title={title}
            measure={measure}
            points={points}
            budget={budget.next}
            ranBudget={budget.ran === budget.next ? null : budget.ran}
            width={beside ? width - SIDE - GAP : width}
            height={HEIGHT}
            onBudget={budget.set}
            onSelect={select}
            text={texts.pareto}
          />
        </Drawing>
        <div className="pareto-controls">
          <SegmentItems
            className="view-switch"
            aria-label={t('methodViews.measure')}
            value={measure}
            options={known.map((name) => ({ name, label: texts.pareto.measures[name] }))}
            onChange={askFor}
          />
          <BudgetNote budget={budget} amount={(value) => texts.pareto.amount(measure, value)} />
        </div>
      </div>
      <div className="pareto-side">
        <Drawing
          name={t('methodViews.hypervolume')}
          file="hypervolume"
          table={() => hypervolumeTable(hypervolume, texts.hypervolume)}
        >
          <HypervolumeCurve
            title={t('methodViews.hypervolume')}
            series={hypervolume}
            reference={`0 %, ${texts.pareto.amount(measure, reference)}`}
            totalSteps={timeline.steps}
            step={run.step}
            width={side}
            height={CURVE_HEIGHT}
            onSelectStep={seek}
            text={texts.hypervolume}
          />
        </Drawing>
        <ParetoSelection
          points={chosen}
          chosen={shared.chosen}
          amount={(value) => texts.pareto.amount(measure, value)}
          onChoose={shared.onChoose}
          onPoint={shared.onPoint}
          onClear={() => selectCandidates([])}
        />
      </div>
    </div>
  )
}

/** The device of a recorded run where it is another than this; null otherwise. */
function useForeignAdapter(adapter: string | null): string | null {
  const live = useWorkspace((state) => state.origin === 'live')
  const own = useWorkspace((state) => state.device?.info.adapter ?? null)
  return live || adapter === own ? null : adapter
}
