import type { PlanningDevice } from '../../run/forecast'
import type { Network } from '../../network/network'
import type { EngineOptions } from '../engine'
import { compilePlan, type Plan } from './compile'
import { planFits } from './limits'
import { HARDWARE_TUNING, SOFTWARE_TUNING } from './tuning'

/**
 * The plan that a device runs: with all activations kept where they fit, else with those inside cells
 * computed a second time. That may still be too large; `requireFit` says so.
 */
export function fittingPlan(
  { software, limits }: PlanningDevice,
  network: Network,
  options: EngineOptions,
): Plan {
  const tuning = software ? SOFTWARE_TUNING : HARDWARE_TUNING
  const plan = compilePlan(network, options, tuning)
  if (options.recompute || planFits(limits, plan)) return plan
  return compilePlan(network, { ...options, recompute: true }, tuning)
}
