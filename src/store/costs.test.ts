import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { PUBLISHED } from '../space/published'
import { architectureCost, spaceCosts } from './costs'

describe('costs', () => {
  it('estimates a step from the batch and the supernet', () => {
    const config = presetConfig('laptop', 1)
    const costs = spaceCosts(config)
    expect(costs.stepMacs).toBe(6 * config.strategy.batch * costs.supernetMacs)
    expect(costs.supernetParameters).toBeGreaterThan(0)
  })

  it('counts five passes a step in second order instead of two', () => {
    const config = presetConfig('laptop', 1)
    const unrolled = { ...config, strategy: { ...config.strategy, order: 'second' as const } }
    expect(spaceCosts(unrolled).stepMacs).toBe(2.5 * spaceCosts(config).stepMacs)
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
