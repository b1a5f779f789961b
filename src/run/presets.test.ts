import { describe, expect, it } from 'vitest'
import { validateSpace } from '../space/bounds'
import { PRESET_NAMES, presetConfig, presetOf, recommendedPreset } from './presets'

describe.each(PRESET_NAMES)('preset %s', (name) => {
  const config = presetConfig(name, 7)

  it('describes a search that can be run', () => {
    expect(validateSpace(config.space)).toEqual([])
    const half = Math.floor(config.dataset.trainImages / 2)
    expect(half).toBeGreaterThanOrEqual(config.strategy.batch)
  })

  it('is recognised whatever its seed and the order of its keys, and only unchanged', () => {
    const reordered = Object.fromEntries(Object.entries(config).reverse()) as typeof config
    expect(presetOf(reordered)).toBe(name)
    expect(presetOf({ ...config, budget: { steps: config.budget.steps + 1 } })).toBeNull()
  })
})

describe('recommendedPreset', () => {
  it('grows with the device, and is small wherever there is no GPU', () => {
    expect(recommendedPreset(null, false)).toBe('tiny')
    expect(recommendedPreset(0.01, true)).toBe('tiny')
    expect(recommendedPreset(40, false)).toBe('tiny')
    expect(recommendedPreset(0.3, false)).toBe('laptop')
    expect(recommendedPreset(0.01, false)).toBe('desktop')
  })
})
