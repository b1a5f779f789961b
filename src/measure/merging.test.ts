import { sampleCorrelation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { compileInference } from '../engine/plan/inference'
import { SOFTWARE_TUNING } from '../engine/plan/tuning'
import { decompose } from '../network/blocks'
import { NetworkBuilder } from '../network/builder'
import type { Network } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import { randomKey } from '../random/random'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { sharedParts } from './merging'
import { randomArchitectures } from './randomArchitectures'

const INPUT = { height: 28, width: 28, channels: 1 }

/** How much of poolings in these cells is shared, in dispatches. */
function pools(cells: readonly string[], chained: boolean): number {
  const builder = new NetworkBuilder()
  const state = builder.input({ height: 8, width: 8, channels: 4 })
  const pooled: number[] = []
  cells.forEach((cell, index) => {
    const from = chained ? (pooled.at(-1) ?? state) : state
    const place = `${cell}/pool.${index}`
    const append = () => builder.pool('maxPool', place, from, { kernel: 3 })
    pooled.push(builder.operation('max_pool_3x3', place, append))
  })
  return sharedDispatches(builder.build(pooled.at(-1)!))
}

function sharedDispatches(network: Network): number {
  const blocks = decompose(network)
  const working = blocks.map(({ layers }) => {
    return layers.filter((id) => !/norm|relu|concat/i.test(network.layers[id]!.kind)).length
  })
  return sharedParts(network, blocks).reduce((sum, part, i) => sum + part * working[i]!, 0)
}

describe('sharedParts', () => {
  it('counts equal operations of a cell that do not wait for one another', () => {
    expect(pools(['cells.0', 'cells.0', 'cells.0'], false)).toBeCloseTo(2, 10)
    expect(pools(['cells.0', 'cells.0', 'cells.0'], true)).toBe(0)
    expect(pools(['cells.0', 'cells.1', 'cells.0'], false)).toBeCloseTo(1, 10)
  })

  it.each(['darts', 'enas-micro'] as const)(
    'moves with the dispatches that %s saves',
    (name) => {
      const space = SPACE_PRESETS[name].small
      const networks = randomArchitectures(spaceModel(space), 15, randomKey(4)).map((choices) =>
        buildArchitecture(space, choices, INPUT, 10),
      )
      const saved = networks.map((network) => {
        const apart = decompose(network).map((block) => {
          return compileInference(block.network, SOFTWARE_TUNING, 'tensors').infer.length
        })
        const together = compileInference(network, SOFTWARE_TUNING, 'image').infer.length
        return apart.reduce((sum, dispatches) => sum + dispatches, 0) - together
      })
      expect(sampleCorrelation(networks.map(sharedDispatches), saved)).toBeGreaterThan(0.9)
    },
    30_000,
  )
})
