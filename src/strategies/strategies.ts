import type { StrategyName } from '../run/config'
import { DARTS } from './darts'
import { ENAS } from './enas'
import { EVOLUTION } from './evolution'
import { LOCAL } from './local'
import { RANDOM } from './random'
import { RL } from './rl'
import { SPOS } from './spos'
import type { StrategyMethod } from './strategy'

/** Every method that a config can name. */
export const STRATEGIES: Readonly<Record<StrategyName, StrategyMethod>> = {
  darts: DARTS,
  enas: ENAS,
  spos: SPOS,
  rl: RL,
  evolution: EVOLUTION,
  random: RANDOM,
  local: LOCAL,
}
