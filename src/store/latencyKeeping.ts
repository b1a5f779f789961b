import { listenToRuns } from './searchCommands'

/** Keeps the latencies that searches measure before they begin. */
export function keepRunLatencies(): void {
  listenToRuns((events) => {
    for (const event of events) {
      if (event.type !== 'latency') continue
      const { model } = event
      void import('./latencyState').then(({ takeModel }) => takeModel(model))
    }
  })
}
