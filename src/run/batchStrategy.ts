import type { PresetName, SearchConfig, StrategyName } from './config'
import { withGradient } from './objective'
import { ENAS_MACRO_CONTROLLER, PUBLISHED_STRATEGIES } from './publishedStrategies'
import type { SpaceName } from '../space/spacePresets'
import { spacePreset } from './spacePresets'
import { strategyPreset } from './strategyPresets'

/** Strategies as batch mode names them: `darts2` is DARTS of second order. */
export type BatchStrategy = StrategyName | 'darts2'

export function batchStrategyOf({ strategy }: Pick<SearchConfig, 'strategy'>): BatchStrategy {
  return strategy.name === 'darts' && strategy.order === 'second' ? 'darts2' : strategy.name
}

/**
 * The same search by another strategy, as `preset` sets it up. The two orders of DARTS differ in the
 * order alone, so that they compare.
 */
export function withBatchStrategy(
  config: SearchConfig,
  name: BatchStrategy,
  preset: PresetName,
): SearchConfig {
  if (batchStrategyOf(config) === name) return config
  if (name !== 'darts' && name !== 'darts2') {
    const { strategy, steps } = strategyPreset(preset, name)
    return fittedToSpace({ ...config, strategy, budget: { steps } })
  }
  const order = name === 'darts2' ? 'second' : 'first'
  if (config.strategy.name === 'darts') {
    return { ...config, strategy: { ...config.strategy, order } }
  }
  const { strategy, steps } = strategyPreset(preset, 'darts')
  return {
    ...config,
    strategy: { ...strategy, order },
    objective: withGradient(config.objective),
    budget: { steps },
  }
}

/** The same search in another space, at the size that `preset` gives it. */
export function withSpace(config: SearchConfig, name: SpaceName, preset: PresetName): SearchConfig {
  return fittedToSpace({ ...config, space: spacePreset(preset, name) })
}

/** ENAS publishes one set of constants for its cells and one for its chain of layers. */
export function fittedToSpace(config: SearchConfig): SearchConfig {
  const { strategy, space } = config
  if (strategy.name !== 'enas') return config
  const { tanhConstant, operationTanhReduce } =
    space.kind === 'enas-macro' ? ENAS_MACRO_CONTROLLER : PUBLISHED_STRATEGIES.enas.controller
  const controller = { ...strategy.controller, tanhConstant, operationTanhReduce }
  return { ...config, strategy: { ...strategy, controller } }
}
