import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { SPACE_PRESETS } from '../space/spacePresets'
import { architectureCost, spaceCosts, stepMacs, textCost, typicalCost } from './costs'

describe('costs', () => {
  it('estimates a step from the batch and what it trains', () => {
    const config = presetConfig('laptop', 1)
    const { supernetMacs, supernetParameters } = spaceCosts(config)
    expect(stepMacs(config, supernetMacs)).toBe(6 * config.strategy.batch * supernetMacs)
    expect(supernetParameters).toBeGreaterThan(0)
  })

  it('counts five passes a step in second order instead of two', () => {
    const config = presetConfig('laptop', 1)
    const unrolled = { ...config, strategy: { ...config.strategy, order: 'second' as const } }
    expect(stepMacs(unrolled, 1)).toBe(2.5 * stepMacs(config, 1))
  })

  it('counts an architecture of any space by its text', () => {
    const config = { ...presetConfig('tiny', 1), space: SPACE_PRESETS['nas-bench-201'].published }
    // 72,656 + 64 · 10 + 10 + 5 Σ 9 C² + 2 C for one 3 × 3 convolution; one image channel, not three.
    const [c, d, e] = [16, 32, 64].map((channels) => 5 * (9 * channels ** 2 + 2 * channels))
    const one = '|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|'
    const expected = 72_656 - 2 * 9 * 16 + 650 + (c ?? 0) + (d ?? 0) + (e ?? 0)
    expect(textCost(one, config).parameters).toBe(expected)
    expect(typicalCost(config).macs).toBeGreaterThan(0)
  })

  it('builds an architecture at the width and depth of the config', () => {
    const narrow = presetConfig('laptop', 1)
    const wide = { ...narrow, space: { ...narrow.space, channels: 16 } }
    const small = architectureCost(PUBLISHED.DARTS_V2, narrow)
    const large = architectureCost(PUBLISHED.DARTS_V2, wide)
    expect(large?.parameters).toBeGreaterThan(2 * (small?.parameters ?? Infinity))
    expect(architectureCost(PUBLISHED.DARTS_V2, narrow)).toBe(small)
  })
})
