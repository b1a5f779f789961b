import { expect, it } from 'vitest'
import { trials } from '../run/latency.fixture'
import { latencyVerdict } from './latencyVerdict'

const at = (value: number) => ({ value, low: value, high: value })

it.each([
  [24, 0.95, 0.05, 'good'],
  [24, 0.95, 0.2, 'fair'],
  [24, 0.8, 0.05, 'fair'],
  [24, 0.6, 0.05, 'poor'],
  [24, 0.95, 0.5, 'poor'],
  [19, 0.99, 0.01, 'few'],
] as const)('calls %d networks, Spearman %d and error %d %s', (networks, rho, error, verdict) => {
  const validation = { trials: trials(networks), spearman: at(rho), meanError: at(error) }
  expect(latencyVerdict(validation)).toBe(verdict)
})
