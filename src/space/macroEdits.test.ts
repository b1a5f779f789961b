import { describe, expect, it } from 'vitest'
import { validateSpace } from './bounds'
import type { EnasMacroSpace } from './enasMacroSpace'
import {
  withLayerCandidates,
  withLayerMoved,
  withLayerOperations,
  withLayers,
  withoutLayer,
  withSkips,
} from './macroEdits'
import { SPACE_PRESETS } from './spacePresets'

const chain = SPACE_PRESETS['enas-macro'].small as EnasMacroSpace
const ruled = withSkips(
  withSkips(
    withLayerCandidates(chain, [2, 4], ['sep_conv_3x3', 'conv_3x3']),
    [{ from: 2, to: 5 }],
    true,
  ),
  [{ from: 1, to: 2 }],
  false,
)

describe('layers of a chain', () => {
  it('are the same after one has come and gone, or moved there and back', () => {
    expect(withLayers(withLayers(ruled, 7), 6)).toEqual(ruled)
    expect(withoutLayer(withLayers(ruled, 7), 6)).toEqual(ruled)
    expect(withLayerMoved(withLayerMoved(ruled, 2, 5), 5, 2)).toEqual(ruled)
  })

  it('leave with their rules, those of the others are carried along', () => {
    expect(withoutLayer(ruled, 2)).toEqual({
      ...chain,
      layers: 5,
      rules: { layers: [{ layer: 3, operations: ['conv_3x3', 'sep_conv_3x3'] }] },
    })
    expect(withoutLayer(ruled, 0).rules?.skips).toEqual([
      { from: 0, to: 1, kept: false },
      { from: 1, to: 4, kept: true },
    ])
  })

  it('move with their skips, which go on pointing forward', () => {
    const moved = withLayerMoved(ruled, 2, 5)
    expect(moved.rules).toEqual({
      layers: [3, 5].map((layer) => ({ layer, operations: ['conv_3x3', 'sep_conv_3x3'] })),
      skips: [
        { from: 1, to: 5, kept: false },
        { from: 4, to: 5, kept: true },
      ],
    })
    expect(validateSpace(moved)).toEqual([])
  })

  it('and skips are free again as if nothing had been', () => {
    const free = withLayerCandidates(ruled, [2, 4], chain.operations)
    const skips = ruled.rules?.skips ?? []
    expect(withSkips(free, skips, null)).toEqual(chain)
    expect('rules' in withSkips(free, skips, null)).toBe(false)
  })

  it('lose what the chain loses; one that loses its last candidate is free', () => {
    const only = withLayerCandidates(chain, [1], ['avg_pool_3x3'])
    const operations = chain.operations.filter((name) => name !== 'avg_pool_3x3')
    expect(withLayerOperations(only, operations)).toEqual({ ...chain, operations })
    expect(withLayerCandidates(only, [1], [])).toEqual(chain)
  })
})
