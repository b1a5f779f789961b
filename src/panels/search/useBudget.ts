import { useMemo } from 'react'
import { budgetOf, withBudget } from '../../run/budget'
import type { SearchConfig } from '../../run/config'
import type { CostMeasure } from '../../run/objective'
import { OPEN_PHASES } from '../../store/phases'
import { startRun } from '../../store/runControls'
import { useWorkspace } from '../../store/workspace'

export interface Budget {
  /** Of the search that comes next; null where it has none. */
  readonly next: number | null
  /** That the run on screen was held to; null where it had none. */
  readonly ran: number | null
  readonly setNext: (budget: number | null) => void
  /** Starts the search that comes next; null while one is under way, or where nothing has changed. */
  readonly searchAgain: (() => void) | null
}

/** The budget that the search on screen has, and the one that it is to have. */
export function useBudget(ranConfig: SearchConfig, measure: CostMeasure): Budget {
  const present = useWorkspace((state) => state.history.present)
  const open = useWorkspace((state) => OPEN_PHASES.has(state.phase))
  const takeConfig = useWorkspace((state) => state.takeConfig)
  const same = useMemo(() => searchesAlike(present, ranConfig), [present, ranConfig])
  const ran = budgetOf(ranConfig.objective, measure)
  const next = same ? budgetOf(present.objective, measure) : ran
  // Something else may be being designed: a budget drawn here is one of the search drawn here.
  const base = same ? present : ranConfig
  return {
    next,
    ran,
    setNext: (budget) =>
      takeConfig({ ...base, objective: withBudget(base.objective, measure, budget) }),
    searchAgain: next === ran || open ? null : () => void startRun(present),
  }
}

/** Whether two configs search the same space by the same method. */
function searchesAlike(first: SearchConfig, second: SearchConfig): boolean {
  return (
    first.strategy.name === second.strategy.name &&
    (first.space === second.space || JSON.stringify(first.space) === JSON.stringify(second.space))
  )
}
