import { expect, it } from 'vitest'
import { batchStrategyOf, withBatchStrategy } from './batchStrategy'
import { presetConfig } from './presets'

it.each(['darts', 'darts2'] as const)('is told by the config it makes: %s', (name) => {
  for (const before of ['darts', 'darts2'] as const) {
    const config = withBatchStrategy(presetConfig('tiny'), before)
    expect(batchStrategyOf(withBatchStrategy(config, name))).toBe(name)
  }
})

it('is of first order in every preset', () => {
  expect(batchStrategyOf(presetConfig('tiny'))).toBe('darts')
  expect(withBatchStrategy(presetConfig('tiny'), 'darts2').strategy.order).toBe('second')
})
