import { describe, expect, it } from 'vitest'
import { PUBLISHED_ARCHITECTURES } from '../../space/publishedArchitectures'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_PRESETS } from '../../space/spacePresets'
import { decidedArchitecture } from './decidedArchitecture'

const SIDE = 32

const decided = (name: keyof typeof PUBLISHED_ARCHITECTURES) => {
  const { space, text } = PUBLISHED_ARCHITECTURES[name]
  return decidedArchitecture(space, text, SIDE)
}

describe('decidedArchitecture', () => {
  it('finds two operations on every node of the published ENAS cells', () => {
    const found = decided('ENAS micro')
    if (found.kind !== 'cells') throw new Error('An arc of cells')
    expect(found.genotype.normal.nodes[0]).toEqual([
      { operation: 'avg_pool_3x3', input: 0 },
      { operation: 'sep_conv_3x3', input: 0 },
    ])
  })

  it('finds the layers of the published ENAS network, and where it halves', () => {
    const found = decided('ENAS macro')
    expect(found).toMatchObject({ kind: 'layers', halvings: [8, 16] })
    if (found.kind !== 'layers') throw new Error('A chain of layers')
    expect(found.layers).toHaveLength(24)
    // `3 1 1 0 1 0`, the sixth line of the script.
    expect(found.layers[5]).toEqual({ operation: 'sep_conv_5x5', skips: [0, 1, 3] })
  })

  it('finds the operation of every edge', () => {
    expect(decided('NAS-Bench-201')).toMatchObject({
      kind: 'edges',
      edges: [{}, {}, {}, { from: 0, to: 3, operation: 'skip_connect' }, {}, {}],
    })
  })

  it('finds the blocks of SPOS stage by stage', () => {
    const found = decided('SPOS')
    if (found.kind !== 'stages') throw new Error('A chain of blocks')
    expect(found.stages.map(({ blocks }) => blocks.length)).toEqual([4, 4, 8, 4])
    expect(found.stages[0]?.blocks[0]).toEqual({ operation: 'shuffle_7x7', width: null })
    expect(found.stages.map(({ side }) => side)).toEqual([8, 4, 2, 1])
  })

  it('tells widths where they are searched', () => {
    const { small } = SPACE_PRESETS['spos-widths']
    const { decisions, format } = spaceModel(small)
    const found = decidedArchitecture(small, format(decisions.map(() => 0)), SIDE)
    if (found.kind !== 'stages') throw new Error('A chain of blocks')
    expect(found.stages[0]?.blocks[0]).toEqual({ operation: 'shuffle_3x3', width: 0.5 })
    expect(found.widest).toBe(1.5)
  })
})
