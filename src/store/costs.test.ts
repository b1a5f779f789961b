import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { architectureCost, spaceCosts } from './costs'

describe('costs', () => {
  it('counts a space exactly and estimates a step from the batch', () => {
    const config = presetConfig('laptop', 1)
    const costs = spaceCosts(config)
    // (7²)⁴ · (1 · 3 · 6 · 10) choices per cell, squared for two cells.
    expect(costs.architectures).toBe((49n ** 4n * 180n) ** 2n)
    expect(costs.stepMacs).toBe(6 * config.strategy.batch * costs.supernetMacs)
    expect(costs.supernetParameters).toBeGreaterThan(0)
  })

  it('builds an architecture at the width and depth of the config', () => {
    const narrow = presetConfig('laptop', 1)
    const wide = { ...narrow, space: { ...narrow.space, channels: 16 } }
    const small = architectureCost(PUBLISHED.DARTS_V2, narrow)
    const large = architectureCost(PUBLISHED.DARTS_V2, wide)
    expect(large.parameters).toBeGreaterThan(2 * small.parameters)
    expect(architectureCost(PUBLISHED.DARTS_V2, narrow)).toBe(small)
  })
})
