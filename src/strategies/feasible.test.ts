import { describe, expect, it } from 'vitest'
import { randomKey, splitKey } from '../random/random'
import { presetConfig } from '../run/presets'
import { spaceModel } from '../space/spaceModels'
import { CandidateCosts } from './costs'
import { drawFeasible, isFeasible } from './feasible'
import { InfeasibleError } from './objective'

const config = presetConfig('tiny', 1)
const costs = new CandidateCosts(config.space, { height: 28, width: 28, channels: 1 }, 10)
const space = spaceModel(config.space)

const cellsOf = (operation: string) => {
  const nodes = Array.from({ length: 6 }, (_, edge) => `('${operation}', ${edge % 2})`).join(', ')
  return space.parse(
    `Genotype(normal=[${nodes}], normal_concat=[2, 3, 4], reduce=[${nodes}], reduce_concat=[2, 3, 4])`,
  )
}
/** Poolings have no MACs, and skips none where they halve nothing: 3 of 7 operations, on twelve edges. */
const cheapest = costs.of(cellsOf('max_pool_3x3')).macs
const dearest = costs.of(cellsOf('sep_conv_5x5')).macs

function under(macs: number) {
  const ground = {
    config: { ...config, objective: { kind: 'constrained' as const, limits: { macs } } },
    space,
    costs,
  }
  return { ground, draw: (seed: number) => drawFeasible(ground, splitKey(randomKey(seed), 'test')) }
}

describe('drawFeasible', () => {
  it('finds what keeps a limit that hardly any architecture keeps', () => {
    const { ground, draw } = under(cheapest)
    for (const seed of [1, 2, 3]) expect(isFeasible(ground, draw(seed))).toBe(true)
  })

  it('draws as chance has it where many keep the limit, and differently for other keys', () => {
    const { draw } = under(dearest)
    const texts = [1, 2, 3, 4].map((seed) => draw(seed).join())
    expect(new Set(texts).size).toBeGreaterThan(1)
  })

  it('says so where nothing can keep it', () => {
    expect(() => under(cheapest - 1).draw(1)).toThrow(InfeasibleError)
  })
})
