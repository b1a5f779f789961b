import { describe, expect, it } from 'vitest'
import { enasMacroModel } from '../space/enasMacroModel'
import type { EnasMacroOperation, EnasMacroSpace } from '../space/enasMacroSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { parameterCount } from './network'
import { buildArchitecture, buildSpaceSupernet } from './spaceNetworks'

/** The published search: 12 layers of 36 channels (cifar10_macro_search.sh). */
const SPACE: EnasMacroSpace = {
  kind: 'enas-macro',
  layers: 12,
  operations: ENAS_MACRO_OPERATIONS,
  channels: 36,
}
const CIFAR = { height: 32, width: 32, channels: 3 }

/** What an operation holds on c channels, with its 1 × 1 convolution and both batch norms. */
function operationParameters(operation: EnasMacroOperation, c: number): number {
  const entry = c * c + 2 * c
  switch (operation) {
    case 'conv_3x3':
      return entry + 9 * c * c + 2 * c
    case 'conv_5x5':
      return entry + 25 * c * c + 2 * c
    case 'sep_conv_3x3':
      return entry + 9 * c + c * c + 2 * c
    case 'sep_conv_5x5':
      return entry + 25 * c + c * c + 2 * c
    case 'avg_pool_3x3':
    case 'max_pool_3x3':
      return entry
  }
}

const halving = (c: number) => c * c + 2 * c
const outer = (c: number) => 27 * c + 2 * c + 10 * c + 10

describe('the ENAS macro supernet', () => {
  const network = buildSpaceSupernet(SPACE, CIFAR, 10)

  it('has the parameters of general_child.py', () => {
    const c = SPACE.channels
    const layer = ENAS_MACRO_OPERATIONS.reduce((sum, name) => sum + operationParameters(name, c), 0)
    // Everything before layers 4 and 8, the stem included, is halved by itself: 5 + 9 times, but the
    // last of them are read by layer 4 and 8 themselves.
    expect(parameterCount(network)).toBe(outer(c) + 12 * layer + 11 * 2 * c + (5 + 9) * halving(c))
  })

  it('halves the resolution before layers 4 and 8', () => {
    const heights = Array.from({ length: 12 }, (_, layer) => {
      const found = network.layers.find(({ name }) => name === `layers.${layer}`)
      return found?.shape.height
    })
    expect(heights).toEqual([32, 32, 32, 32, 16, 16, 16, 16, 8, 8, 8, 8])
  })

  it('has a row of gates per operation and per skip', () => {
    expect(network.gateTables).toEqual([
      { name: 'operation', rows: 12, columns: 6, offset: 0 },
      { name: 'skip', rows: 66, columns: 1, offset: 72 },
    ])
  })

  it('skips from the input of a layer: skip 0 of layer 1 is the stem', () => {
    const sum = network.layers.find(({ name }) => name === 'layers.1')
    const skipped = sum?.kind === 'sum' ? sum.inputs[sum.gates.indexOf(72)] : undefined
    expect(network.layers[skipped ?? -1]?.name).toBe('stem/norm')
  })
})

describe('an ENAS macro architecture', () => {
  it('holds its own operations, and halves only what is read', () => {
    const space = { ...SPACE, layers: 6, channels: 8 }
    const choices = enasMacroModel(space).parse('0\n1 0\n2 0 0\n3 0 1 0\n4 0 0 0 0\n5 1 0 0 0 0')
    const network = buildArchitecture(space, choices, CIFAR, 10)
    const operations = ENAS_MACRO_OPERATIONS.reduce(
      (sum, name) => sum + operationParameters(name, 8),
      0,
    )
    // Before layer 2 the states 2, 1 and 0 that layers 2, 3 and 5 read; before layer 4 states 4 and 0.
    expect(parameterCount(network)).toBe(outer(8) + operations + 5 * 2 * 8 + 5 * halving(8))
  })
})
