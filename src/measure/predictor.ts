import { quantile } from 'simple-statistics'
import type { Network } from '../network/network'
import type { LatencyEstimate, LatencyModel } from '../run/latency'
import { fittedLatency } from './latencyFit'
import { measuredRows, sumRows, type MeasuredRows, type Quartile } from './tableRows'

/** Latency of the middle half of what was predicted to be 1. */
interface ErrorRange {
  readonly low: number
  readonly high: number
}

/** Predicts the latency of any architecture of a space from what was measured on a device. */
export class LatencyPredictor {
  private readonly rows: MeasuredRows
  private readonly errors: ErrorRange | null

  constructor(private readonly model: LatencyModel) {
    this.rows = measuredRows(model.table)
    this.errors = errorRange(model)
  }

  /**
   * One inference of one image, ms; null where the network has a part that was not measured. The range
   * holds the middle half of what the validation found; where there is none, it adds up the quartiles
   * of the parts.
   */
  predict(network: Network): LatencyEstimate | null {
    const sums = sumRows(this.rows, network)
    if (!sums) return null
    const total = (quartile: Quartile) => fittedLatency(this.model.fit, sums(quartile))
    const ms = total('medianMs')
    const { errors } = this
    const [lowMs, highMs] = errors
      ? [ms * errors.low, ms * errors.high]
      : [total('lowMs'), total('highMs')]
    return { ms, lowMs, highMs, source: 'predicted' }
  }
}

function errorRange({ validation }: LatencyModel): ErrorRange | null {
  if (!validation || validation.trials.length === 0) return null
  const ratios = validation.trials.map(({ measured, predictedMs }) => {
    return measured.medianMs / predictedMs
  })
  return { low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) }
}
