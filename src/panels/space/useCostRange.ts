import { useEffect, useState } from 'react'
import type { CostRange } from '../../network/costRange'
import { validateSpace } from '../../space/bounds'
import { countCostRange, knownCostRange } from '../../store/costRanges'
import { useWorkspace } from '../../store/workspace'

/** Between what and what architectures of the space being designed cost; null while it is counted. */
export function useCostRange(): CostRange | null {
  const space = useWorkspace((state) => state.history.present.space)
  const dataset = useWorkspace((state) => state.history.present.dataset)
  const [, setCounted] = useState<CostRange | null>(null)
  const range = knownCostRange({ space, dataset })
  const missing = range === null && validateSpace(space).length === 0
  useEffect(() => {
    if (!missing) return undefined
    const abort = new AbortController()
    void countCostRange({ space, dataset }, abort.signal).then((counted) => {
      if (counted && !abort.signal.aborted) setCounted(counted)
    })
    return () => abort.abort()
  }, [space, dataset, missing])
  return range
}
