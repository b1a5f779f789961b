import { useMemo, useState } from 'react'
import { budgetOf, withBudget } from '../../run/budget'
import type { SearchConfig } from '../../run/config'
import type { CostMeasure } from '../../run/objective'
import { OPEN_PHASES } from '../../store/phases'
import { changeObjective, startRun } from '../../store/runControls'
import { objectiveAt } from '../../store/timeline'
import { useWorkspace } from '../../store/workspace'
import type { ShownRun } from '../../views/shownRun'

export interface Budget {
  /** Of the search that comes next; null where it has none. */
  readonly next: number | null
  /** That the run was held to at the step on screen; null where it had none. */
  readonly ran: number | null
  /** Whether the search under way is about to take up the next one. */
  readonly pending: boolean
  /** For the next search, and for the one under way. */
  readonly set: (budget: number | null) => void
  /** Starts the search that comes next; null while one is under way, or where nothing has changed. */
  readonly searchAgain: (() => void) | null
}

/** The budget that the search on screen has, and the one that it is to have. */
export function useBudget({ timeline, step }: ShownRun, measure: CostMeasure): Budget {
  const present = useWorkspace((state) => state.history.present)
  const open = useWorkspace((state) => OPEN_PHASES.has(state.phase))
  const takeConfig = useWorkspace((state) => state.takeConfig)
  const [ordered, setOrdered] = useState(0)
  const { config } = timeline
  const same = useMemo(() => searchesAlike(present, config), [present, config])
  const ran = budgetOf(objectiveAt(timeline, step), measure)
  const next = same ? budgetOf(present.objective, measure) : ran
  return {
    next,
    ran,
    pending: open && ordered > 0,
    set: (budget) => {
      // Something else may be being designed: a budget drawn here is one of the search drawn here.
      const base = same ? present : config
      takeConfig({ ...base, objective: withBudget(base.objective, measure, budget) })
      if (!open) return
      setOrdered((count) => count + 1)
      void changeObjective(withBudget(objectiveAt(timeline, null), measure, budget)).finally(() =>
        setOrdered((count) => count - 1),
      )
    },
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
