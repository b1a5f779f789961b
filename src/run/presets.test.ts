import { describe, expect, it } from 'vitest'
import { validateSpace } from '../space/bounds'
import { PRESET_NAMES, presetConfig, recommendedPreset } from './presets'

describe.each(PRESET_NAMES)('preset %s', (name) => {
  const config = presetConfig(name, 7)

  it('describes a search that can be run', () => {
    expect(validateSpace(config.space)).toEqual([])
    const half = Math.floor(config.dataset.trainImages / 2)
    expect(half).toBeGreaterThanOrEqual(config.strategy.batch)
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
