import { describe, expect, it } from 'vitest'
import { batchStrategyOf, withBatchStrategy, type BatchStrategy } from './batchStrategy'
import { PRESET_NAMES, presetConfig } from './presets'
import { STRATEGY_NAMES } from './publishedStrategies'
import { parseSearchConfig } from './schema'

const BATCH_STRATEGIES: readonly BatchStrategy[] = [...STRATEGY_NAMES, 'darts2']

describe.each(PRESET_NAMES)('on the %s preset', (preset) => {
  it.each(BATCH_STRATEGIES)('%s is told by the config it makes, and can be run', (name) => {
    for (const before of BATCH_STRATEGIES) {
      const config = withBatchStrategy(presetConfig(preset), before, preset)
      const after = withBatchStrategy(config, name, preset)
      expect(batchStrategyOf(after)).toBe(name)
      expect(parseSearchConfig(JSON.parse(JSON.stringify(after)))).toEqual({
        ok: true,
        value: after,
      })
    }
  })
})

it('changes the order of DARTS alone, and keeps what was set', () => {
  const preset = presetConfig('tiny')
  expect(batchStrategyOf(preset)).toBe('darts')
  const mine = { ...preset, strategy: { ...preset.strategy, batch: 7 }, budget: { steps: 11 } }
  expect(withBatchStrategy(mine, 'darts2', 'tiny')).toEqual({
    ...mine,
    strategy: { ...mine.strategy, order: 'second' },
  })
})
