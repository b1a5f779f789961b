import type { TFunction } from 'i18next'
import type { Cost } from '../../run/objective'

/** A time in ms to three digits, without its unit: 2.4 → "2.40", 12.34 → "12.3". */
export function milliseconds(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

/** "2.40 ms (2.31–2.52) predicted"; nothing where no latency is known. */
export function latencyFigures(cost: Cost, t: TFunction): string[] {
  const { latencyMs, latencyRange, latencySource } = cost
  if (latencyMs === null) return []
  const range = latencyRange && `(${latencyRange.map(milliseconds).join('–')})`
  const source = latencySource === 'predicted' && t('methodViews.predicted')
  return [[`${milliseconds(latencyMs)} ms`, range, source].filter(Boolean).join(' ')]
}
