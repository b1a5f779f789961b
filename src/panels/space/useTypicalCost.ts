import { useCallback } from 'react'
import type { SearchConfig } from '../../run/config'
import { typicalCost } from '../../store/costs'
import type { TypicalCost } from './objectiveDefaults'

/** What a middling architecture of the space costs, counted and measured. */
export function useTypicalCost(config: SearchConfig): () => TypicalCost {
  return useCallback(() => ({ ...typicalCost(config), latency: null }), [config])
}
