import { LatencyPredictor } from '../measure/predictor'
import type { SearchConfig } from '../run/config'
import { typicalNetwork } from './costs'
import { latencyModelFor, useLatency } from './latencyState'

/**
 * Tells the latency, ms, that this device is expected to need for a middling architecture of the space,
 * now and whenever more is known of the device; null where nothing is.
 * @returns the function that stops
 */
export function watchTypicalLatency(
  config: SearchConfig,
  listener: (ms: number | null) => void,
): () => void {
  let watching = true
  const tell = async () => {
    const model = await latencyModelFor(config)
    const estimate = model && new LatencyPredictor(model).predict(typicalNetwork(config))
    if (watching) listener(estimate?.ms ?? null)
  }
  void tell()
  const stop = useLatency.subscribe((state, before) => {
    if (state.devices !== before.devices) void tell()
  })
  return () => {
    watching = false
    stop()
  }
}
