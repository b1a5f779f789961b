import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { NAS_BENCH_201_EDGES } from '../space/nasBench201Space'
import { architectureText } from './architectureText.fixture'
import { BlockStrip, blockTable, type DecidedStage } from './BlockStrip'
import { EdgeCellGraph, edgeCellTable, type DecidedEdge } from './EdgeCellGraph'
import { layoutEdgeCell } from './edgeCellLayout'
import { LayerChain, layerTable, type DecidedLayer } from './LayerChain'

const count = (markup: string, part: string) => markup.split(part).length - 1

describe('EdgeCellGraph', () => {
  const edges = NAS_BENCH_201_EDGES.map(({ from, to }): DecidedEdge => ({
    from,
    to,
    operation: to === 3 ? 'none' : 'nor_conv_3x3',
  }))

  it('says every edge aloud, and shows which are cut', () => {
    const markup = renderToStaticMarkup(
      <EdgeCellGraph title="Cell" nodes={4} edges={edges} width={312} text={architectureText} />,
    )
    expect(markup).toContain('0 → 1 nor_conv_3x3; ')
    expect(count(markup, 'data-cut')).toBe(3)
    expect(edgeCellTable(edges, architectureText).rows).toHaveLength(6)
  })

  it('lets no edge run into another: arcs stand apart by at least a glyph', () => {
    const { edges: placed } = layoutEdgeCell(4, edges, 312, { rise: 42, room: 18 })
    placed.forEach(({ middle: one }, index) => {
      for (const { middle: other } of placed.slice(index + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(22)
      }
    })
  })
})

describe('LayerChain', () => {
  const layers: DecidedLayer[] = [
    { operation: 'conv_3x3', skips: [] },
    { operation: 'sep_conv_5x5', skips: [0] },
    { operation: 'max_pool_3x3', skips: [0, 1] },
  ]

  it('draws an arc for every skip and says where it comes from', () => {
    const markup = renderToStaticMarkup(
      <LayerChain
        title="Network"
        layers={layers}
        halvings={[1, 2]}
        side={28}
        width={312}
        text={architectureText}
      />,
    )
    expect(count(markup, 'class="chain-skip"')).toBe(3)
    expect(markup).toContain('2 max_pool_3x3, plus the inputs of layers 0, 1')
    for (const side of ['28²', '14²', '7²']) expect(markup).toContain(side)
    expect(layerTable(layers, architectureText).rows[2]).toEqual([2, 'max_pool_3x3', '0 1'])
  })
})

describe('BlockStrip', () => {
  const stages: DecidedStage[] = [
    {
      channels: 16,
      side: 14,
      blocks: [
        { operation: 'shuffle_3x3', width: 0.5 },
        { operation: 'xception_3x3', width: 1 },
      ],
    },
  ]

  it('shows what every block became, and how wide', () => {
    const markup = renderToStaticMarkup(
      <BlockStrip title="Network" stages={stages} widest={2} width={312} text={architectureText} />,
    )
    expect(markup).toContain('16: shuffle_3x3 × 0.5, xception_3x3 × 1')
    expect(count(markup, 'class="strip-width"')).toBe(2)
    expect(blockTable(stages, architectureText).rows[1]).toEqual([0, 1, 'xception_3x3', 1])
  })

  it('has no word of widths where they are not searched', () => {
    const plain = stages.map((stage) => ({
      ...stage,
      blocks: stage.blocks.map(({ operation }) => ({ operation, width: null })),
    }))
    const markup = renderToStaticMarkup(
      <BlockStrip title="Network" stages={plain} widest={1} width={312} text={architectureText} />,
    )
    expect(markup).not.toContain('strip-width')
  })
})
