import { holdGpu } from '../engine/gpuHolder'
import type { DeviceEngines } from './deviceEngines'
import type { SearchHost } from './searchHost'

type MeasuringHost = Pick<
  SearchHost,
  'holdGpu' | 'describeDevice' | 'measureLatency' | 'measureArchitecture' | 'openPredictor'
>

/** Of the time that a model takes, what its table does. */
const TABLE = 0.7

/** How a run measures in a worker: on the device that it trains on, with code loaded when needed. */
export function measuringHost(engines: DeviceEngines): MeasuringHost {
  return {
    holdGpu,
    describeDevice: () => engines.describe(),

    measureLatency: async (request, { signal, onProgress }) => {
      const { measureLatencyModel } = await import('../measure/latencyModel')
      return measureLatencyModel(await engines.openGpu(), request, {
        signal,
        onNews: (news) => {
          if (news.type !== 'progress') return
          onProgress(
            news.task === 'table' ? TABLE * news.fraction : TABLE + (1 - TABLE) * news.fraction,
          )
        },
      })
    },

    measureArchitecture: async (network, options) => {
      const { measureNetworks } = await import('../measure/networkLatency')
      const [latency] = await measureNetworks(await engines.openGpu(), [network], options)
      if (!latency) throw new Error('The architecture was not timed')
      return latency
    },

    openPredictor: async (model) => {
      const [{ LatencyPredictor }, { gateLatencies }] = await Promise.all([
        import('../measure/predictor'),
        import('../measure/gateLatencies'),
      ])
      const { input, classes } = model.table
      const predictor = new LatencyPredictor(model)
      return {
        predict: (network) => predictor.predict(network),
        gates: (space, supernet) => gateLatencies(space, supernet, model, input, classes),
      }
    },
  }
}
