import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CostMeasure } from '../../run/objective'
import type { HypervolumeText, ParetoText } from '../../views/methodText'
import { percent, withPrefix } from '../common/format'
import { latencyFigure } from '../../views/latencyFigure'
import { latencyFigures } from './latencyFigures'
import { useMethodTexts } from './useMethodTexts'

/** The words of accuracy against cost. @param adapter that a recorded run was measured on; null for this device */
export function useParetoTexts(adapter: string | null): {
  readonly pareto: ParetoText
  readonly hypervolume: HypervolumeText
} {
  const { t } = useTranslation()
  const { progress: candidate } = useMethodTexts()
  return useMemo(() => {
    const predicted = t('methodViews.predicted')
    const pareto: ParetoText = {
      ...candidate,
      summary: (title, measure, count, front, members) =>
        t('methodViews.paretoSummary', { title, measure, count, front, members }),
      measures: {
        macs: t('methodViews.measures.macs'),
        parameters: t('methodViews.measures.parameters'),
        latency: t('methodViews.measures.latency'),
        memory: t('methodViews.measures.memory'),
      },
      cost: (measure, value) =>
        measure === 'latency' ? String(Number(value.toPrecision(3))) : amountOf(measure, value),
      amount: amountOf,
      pointFigures: ({ candidate: each, accuracyRange, cost }, measure) => {
        const [name = ''] = candidate.figures(each)
        const sure = accuracyRange && ` (${accuracyRange.map(wholePercent).join('–')} %)`
        const costs =
          measure === 'latency' ? latencyFigures(each.cost, predicted) : [amountOf(measure, cost)]
        return [name, `${percent(each.accuracy)}${sure ?? ''}`, ...costs]
      },
      front: t('methodViews.front'),
      predicted,
      measured:
        adapter === null
          ? t('methodViews.measuredHere')
          : t('methodViews.measuredThere', { adapter }),
      whiskers: (measure) =>
        measure === 'latency' ? t('methodViews.whiskersOfTimes') : t('methodViews.whiskers'),
      budgetLabel: (measure) => t('methodViews.budget.label', { measure }),
      budget: (value) => t('methodViews.budget.value', { value }),
      noBudget: t('methodViews.budget.none'),
      ran: (value) => t('methodViews.budget.ran', { value }),
      heads: {
        low: t('methodViews.heads.low'),
        high: t('methodViews.heads.high'),
        source: t('methodViews.heads.source'),
        onFront: t('methodViews.heads.onFront'),
      },
    }
    const hypervolume: HypervolumeText = {
      step: t('views.step'),
      summary: (title, value, step, reference) =>
        t('methodViews.hypervolumeSummary', { title, value, step, reference }),
      reference: (reference) => t('methodViews.hypervolumeReference', { reference }),
      value: t('methodViews.hypervolumeColumn'),
    }
    return { pareto, hypervolume }
  }, [t, candidate, adapter])
}

const UNITS: Readonly<Record<Exclude<CostMeasure, 'latency'>, string>> = {
  macs: 'MAC',
  parameters: '',
  memory: 'B',
}

/** A cost with its unit: "0.41 MMAC", "1.2 k", "2.40 ms", "310 kB". */
function amountOf(measure: CostMeasure, value: number): string {
  return measure === 'latency' ? `${latencyFigure(value)} ms` : withPrefix(value, UNITS[measure])
}

function wholePercent(value: number): string {
  return String(Math.round(100 * value))
}
