import type { SearchConfig, StrategyName } from '../run/config'
import type { StrategyOf } from '../run/strategySettings'

/**
 * The settings of the method that reads them.
 * @throws Error when the config names another method, which only a mistake in the loop can bring about
 */
export function settingsOf<Name extends StrategyName>(
  { strategy }: Pick<SearchConfig, 'strategy'>,
  name: Name,
): StrategyOf<Name> {
  if (isOf(strategy, name)) return strategy
  throw new Error(`A config of ${strategy.name} was given to ${name}`)
}

function isOf<Name extends StrategyName>(
  strategy: SearchConfig['strategy'],
  name: Name,
): strategy is StrategyOf<Name> {
  return strategy.name === name
}
