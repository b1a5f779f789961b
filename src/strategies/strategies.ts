import type { StrategyName } from '../run/config'
import { DARTS } from './darts'
import { EVOLUTION } from './evolution'
import { LOCAL } from './local'
import { SPOS } from './spos'
import type { StrategyMethod } from './strategy'

/** Every method that a config can name. */
export const STRATEGIES: Readonly<Partial<Record<StrategyName, StrategyMethod>>> = {
  darts: DARTS,
  spos: SPOS,
  evolution: EVOLUTION,
  local: LOCAL,
}
