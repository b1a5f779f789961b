import type { StrategyName } from '../run/config'
import { DARTS } from './darts'
import type { StrategyMethod } from './strategy'

/** Every method that a config can name. */
export const STRATEGIES: Readonly<Record<StrategyName, StrategyMethod>> = { darts: DARTS }
