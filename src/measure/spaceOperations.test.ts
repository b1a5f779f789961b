import { describe, expect, it } from 'vitest'
import { decompose } from '../network/blocks'
import { buildArchitecture } from '../network/spaceNetworks'
import { randomKey } from '../random/random'
import { cellEdges } from '../space/cellSpace'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../space/spacePresets'
import { randomArchitectures } from '../space/randomArchitectures'
import { spaceOperations } from './spaceOperations'

const FORMAT = { input: { height: 28, width: 28, channels: 1 }, classes: 10 }

describe('spaceOperations', () => {
  it.each(SPACE_NAMES)(
    'has a row for everything that architectures of %s hold',
    (name) => {
      const format = { space: SPACE_PRESETS[name].small, ...FORMAT }
      const keys = new Set(spaceOperations(format).map(({ block }) => block.key))
      // Drawn by another key than the operations were found by.
      const unseen = randomArchitectures(spaceModel(format.space), 40, randomKey(77))
      const lacking = unseen.filter((choices) =>
        decompose(buildArchitecture(format.space, choices, FORMAT.input, FORMAT.classes)).some(
          ({ key }) => !keys.has(key),
        ),
      )
      // Widths and skips combine to more than chance meets; hardly any architecture may lack one.
      expect(lacking.length).toBeLessThanOrEqual(2)
    },
    30_000,
  )

  it('has each operation of DARTS at each size once, the likeliest first', () => {
    const space = SPACE_PRESETS.darts.small
    const found = spaceOperations({ space, ...FORMAT })
    const keys = found.map(({ block }) => block.key)
    expect(new Set(keys).size).toBe(keys.length)
    const frequencies = found.map(({ frequency }) => frequency)
    expect(frequencies).toEqual([...frequencies].sort((a, b) => b - a))
    const strides = found
      .filter(({ block }) => block.operation === 'sep_conv_3x3')
      .map(({ block }) => `${block.input.height}/${block.stride}`)
    // Three cells: a normal one, and two that halve the resolution of their inputs.
    expect(strides.sort()).toEqual(['14/1', '14/2', '28/1', '28/2', '7/1'])
    expect(found.find(({ block }) => block.operation === 'stem')?.frequency).toBe(1)
  })

  it('has what rules allow on one edge alone, and nothing that they close', () => {
    const small = SPACE_PRESETS.darts.small
    if (small.kind !== 'cell') throw new Error('Another space')
    const rest = small.operations.filter((operation) => operation !== 'sep_conv_5x5')
    const edges = cellEdges(small.nodes).map(({ from, to }) => ({ from, to, operations: rest }))
    const rules = { normal: edges.slice(0, -1), reduce: edges }
    const space = { ...small, rules }
    const rows = spaceOperations({ space, ...FORMAT }).filter(
      ({ block }) => block.operation === 'sep_conv_5x5',
    )
    // The small preset has one normal cell, before the two that reduce.
    expect(rows.map(({ block }) => `${block.input.height}/${block.stride}`)).toEqual(['28/1'])
  })

  it('counts what an architecture has on average', () => {
    const space = SPACE_PRESETS['nas-bench-201'].small
    if (space.kind !== 'nas-bench-201') throw new Error('Another space')
    const found = spaceOperations({ space, ...FORMAT })
    const convolutions = found.filter(({ block }) => block.operation === 'nor_conv_3x3')
    const total = convolutions.reduce((sum, { frequency }) => sum + frequency, 0)
    // Six edges a cell, one of five operations each, in all cells of three stages.
    const expected = (6 * 3 * space.cells) / 5
    expect(total).toBeGreaterThan(0.85 * expected)
    expect(total).toBeLessThan(1.15 * expected)
  })

  it('leaves out nothing of architectures that are named', () => {
    const space = SPACE_PRESETS['spos-widths'].small
    const also = randomArchitectures(spaceModel(space), 60, randomKey(4))
    const keys = new Set(spaceOperations({ space, ...FORMAT }, also).map(({ block }) => block.key))
    for (const choices of also) {
      const network = buildArchitecture(space, choices, FORMAT.input, FORMAT.classes)
      for (const { key } of decompose(network)) expect(keys).toContain(key)
    }
  })
})
