import type { SearchConfig, StrategyName } from './config'

/** Strategies as batch mode names them: `darts2` is DARTS of second order. */
export type BatchStrategy = StrategyName | 'darts2'

export function batchStrategyOf({ strategy }: SearchConfig): BatchStrategy {
  return strategy.order === 'second' ? 'darts2' : strategy.name
}

/** The same search by another strategy. */
export function withBatchStrategy(config: SearchConfig, name: BatchStrategy): SearchConfig {
  const order = name === 'darts2' ? 'second' : 'first'
  return { ...config, strategy: { ...config.strategy, order } }
}
