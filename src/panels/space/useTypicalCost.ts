import { useCallback, useEffect, useState } from 'react'
import type { SearchConfig } from '../../run/config'
import { datasetFormat } from '../../run/datasets'
import { typicalCost } from '../../store/costs'
import type { TypicalCost } from './objectiveDefaults'

/** What a middling architecture of the space costs: counted, and as this device was measured. */
export function useTypicalCost(config: SearchConfig): () => TypicalCost {
  const latency = useTypicalLatency(config)
  return useCallback(() => ({ ...typicalCost(config), latency }), [config, latency])
}

/** Null until it is known, and where it is not. */
function useTypicalLatency(config: SearchConfig): number | null {
  const [latency, setLatency] = useState<number | null>(null)
  const key = JSON.stringify([config.space, datasetFormat(config.dataset)])
  useEffect(() => {
    let stop = () => undefined as void
    let mounted = true
    void import('../../store/typicalLatency').then(({ watchTypicalLatency }) => {
      if (mounted) stop = watchTypicalLatency(config, setLatency)
    })
    return () => {
      mounted = false
      stop()
      setLatency(null)
    }
    // What else a config says does not matter here.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key])
  return latency
}
