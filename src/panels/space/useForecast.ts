import { useEffect, useMemo } from 'react'
import type { SearchConfig, StrategyName } from '../../run/config'
import type { SearchForecast } from '../../run/forecast'
import { predictTime, type TimeForecast } from '../../run/searchTime'
import { validateSpace } from '../../space/bounds'
import { forecast, forecastKey, planningDevice, useForecasts } from '../../store/forecastState'
import { readLatencies, thisDevice, useLatency } from '../../store/latencyState'
import { useWorkspace } from '../../store/workspace'

export type Forecast =
  /** It is being planned, or the device is not known yet. */
  | { readonly state: 'counting' }
  /** Only the compiled engine plans ahead. */
  | { readonly state: 'no-webgpu' }
  | { readonly state: 'refused'; readonly reason: string }
  | {
      readonly state: 'known'
      /** Exactly what the GPU will hold. */
      readonly gpuBytes: number
      readonly recomputes: boolean
      /** A mean over paths where a search runs one path at a time. */
      readonly dispatchesPerStep: number
      /** Null where nothing is known of the device's speed. */
      readonly time: TimeForecast | null
    }

/** What a search of `config` will need on this device; null for a space that cannot be searched. */
export function useForecast(config: SearchConfig): Forecast | null {
  const device = useWorkspace((state) => state.device)
  const planning = useMemo(() => device && planningDevice(device), [device])
  const possible = useMemo(() => validateSpace(config.space).length === 0, [config.space])
  const key = useMemo(() => planning && forecastKey(config, planning), [config, planning])
  const known = useForecasts(({ forecasts }) => (key === null ? undefined : forecasts.get(key)))
  const missing = possible && known === undefined
  useEffect(() => {
    if (!missing || !planning) return undefined
    const abort = new AbortController()
    void forecast(config, planning, abort.signal)
    return () => abort.abort()
    // Equal keys are equal searches.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, missing])
  const time = useTime(known, config.strategy.name)
  if (!possible) return null
  if (device && !planning) return { state: 'no-webgpu' }
  if (!known) return { state: 'counting' }
  if (known.kind === 'refused') return { state: 'refused', reason: known.reason }
  const { gpuBytes, recomputes, work } = known
  return {
    state: 'known',
    gpuBytes,
    recomputes,
    dispatchesPerStep: Math.round(work.step.dispatches),
    time,
  }
}

function useTime(planned: SearchForecast | undefined, strategy: StrategyName): TimeForecast | null {
  const device = useWorkspace((state) => state.device)
  const devices = useLatency((state) => state.devices)
  const speeds = useForecasts((state) => state.speeds)
  useEffect(() => void readLatencies(), [])
  return useMemo(() => {
    if (!device || planned?.kind !== 'planned') return null
    const { info, workloadMs } = device
    const { adapter, software } = info
    const profile = thisDevice(devices, adapter)?.profile ?? null
    const own = speeds.filter((speed) => speed.adapter === adapter)
    return predictTime(planned.work, strategy, { software, workloadMs, profile }, own)
  }, [planned, strategy, device, devices, speeds])
}
