import { sampleCorrelation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { compileInference } from '../engine/plan/inference'
import { SOFTWARE_TUNING } from '../engine/plan/tuning'
import { NetworkBuilder } from '../network/builder'
import { buildArchitecture } from '../network/spaceNetworks'
import { randomKey } from '../random/random'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { countDispatches } from './dispatches'
import { randomArchitectures } from '../space/randomArchitectures'

const INPUT = { height: 28, width: 28, channels: 1 }

/** Dispatches of poolings in these cells, from one state or one after another. */
function pools(cells: readonly string[], chained: boolean): number {
  const builder = new NetworkBuilder()
  const state = builder.input({ height: 8, width: 8, channels: 4 })
  const pooled: number[] = []
  cells.forEach((cell, index) => {
    const from = chained ? (pooled.at(-1) ?? state) : state
    pooled.push(builder.pool('maxPool', `${cell}/pool.${index}`, from, { kernel: 3 }))
  })
  return countDispatches(builder.build(pooled.at(-1)!))
}

describe('countDispatches', () => {
  it('has equal operations of a cell share one that do not wait for one another', () => {
    expect(pools(['cells.0', 'cells.0', 'cells.0'], false)).toBe(1)
    expect(pools(['cells.0', 'cells.0', 'cells.0'], true)).toBe(3)
    expect(pools(['cells.0', 'cells.1', 'cells.0'], false)).toBe(2)
  })

  it('has an operation wait for one that can still join it', () => {
    const builder = new NetworkBuilder()
    const state = builder.input({ height: 8, width: 8, channels: 4 })
    const pool = (name: string, from: number, kernel: number) =>
      builder.pool('maxPool', `cells.0/${name}`, from, { kernel })
    const first = pool('first', state, 3)
    const late = pool('late', pool('other', state, 5), 3)
    expect(countDispatches(builder.build(builder.concat('cells.0/join', [first, late])))).toBe(2)
  })

  it.each(['darts', 'enas-micro'] as const)(
    'moves with what %s is compiled to',
    (name) => {
      const space = SPACE_PRESETS[name].small
      const networks = randomArchitectures(spaceModel(space), 15, randomKey(4)).map((choices) =>
        buildArchitecture(space, choices, INPUT, 10),
      )
      const compiled = networks.map((network) => {
        return compileInference(network, SOFTWARE_TUNING, 'image').infer.length
      })
      expect(sampleCorrelation(networks.map(countDispatches), compiled)).toBeGreaterThan(0.97)
    },
    30_000,
  )
})
