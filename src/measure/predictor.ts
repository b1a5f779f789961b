import { quantile } from 'simple-statistics'
import { decompose } from '../network/blocks'
import type { Network } from '../network/network'
import type { LatencyEstimate, LatencyFit, LatencyMeasurement, LatencyModel } from '../run/latency'

/** Latency of the middle half of what was predicted to be 1. */
interface ErrorRange {
  readonly low: number
  readonly high: number
}

/** Predicts the latency of any architecture of a space from what was measured on a device. */
export class LatencyPredictor {
  private readonly rows: ReadonlyMap<string, LatencyMeasurement>
  private readonly errors: ErrorRange | null

  constructor(private readonly model: LatencyModel) {
    this.rows = measuredRows(model)
    this.errors = errorRange(model)
  }

  /**
   * One inference of one image, ms; null where the network has a part that was not measured. The range
   * holds the middle half of what the validation found; where there is none, it adds up the quartiles
   * of the parts.
   */
  predict(network: Network): LatencyEstimate | null {
    const { fit } = this.model
    const parts = decompose(network).map(({ key }) => this.rows.get(key))
    if (!parts.every((part) => part !== undefined)) return null
    const total = (of: keyof LatencyMeasurement & `${string}Ms`) =>
      fittedLatency(
        fit,
        parts.reduce((sum, part) => sum + part[of], 0),
      )
    const ms = total('medianMs')
    const { errors } = this
    const [lowMs, highMs] = errors
      ? [ms * errors.low, ms * errors.high]
      : [total('lowMs'), total('highMs')]
    return { ms, lowMs, highMs, source: 'predicted' }
  }
}

/** A network's latency from the sum of its rows, both ms. */
export function fittedLatency({ offsetMs, slope }: LatencyFit, tableMs: number): number {
  return offsetMs + slope * tableMs
}

/** What was measured, by the keys of the table. */
export function measuredRows({ table }: LatencyModel): ReadonlyMap<string, LatencyMeasurement> {
  return new Map(table.rows.flatMap(({ key, latency }) => (latency ? [[key, latency]] : [])))
}

function errorRange({ validation }: LatencyModel): ErrorRange | null {
  if (!validation || validation.trials.length === 0) return null
  const ratios = validation.trials.map(({ measured, predictedMs }) => {
    return measured.medianMs / predictedMs
  })
  return { low: quantile(ratios, 0.25), high: quantile(ratios, 0.75) }
}
