import { describe, expect, it } from 'vitest'
import type { CellSpace } from '../../space/cellSpace'
import { buildSupernet } from '../../network/supernet'
import { macroStages } from './macroStages'

const space = (cells: number, channels: number): CellSpace => ({
  kind: 'cell',
  nodes: 1,
  operations: ['skip_connect', 'max_pool_3x3'],
  cells,
  channels,
})

describe('macroStages', () => {
  it('lays out the published network: 8 cells, reducing at 2 and 5', () => {
    expect(macroStages(space(8, 16), 32)).toMatchObject([
      { channels: 16, side: 32, cells: [{ index: 0 }, { index: 1 }] },
      { channels: 32, side: 16, cells: [{ reduces: true }, {}, {}] },
      { channels: 64, side: 8, cells: [{ reduces: true }, {}, {}] },
    ])
  })

  it.each([1, 2, 3, 5, 7, 20])('agrees with the network itself, %i cells', (cells) => {
    const stages = macroStages(space(cells, 4), 28)
    const network = buildSupernet(space(cells, 4), { height: 28, width: 28, channels: 1 }, 10)
    const last = stages.at(-1)
    const pooled = network.layers.find(({ kind }) => kind === 'globalAvgPool')
    const features = network.layers[pooled?.inputs[0] ?? -1]?.shape
    expect(last).toMatchObject({ channels: features?.channels, side: features?.height })
    expect(stages.flatMap((stage) => stage.cells).map(({ index }) => index)).toEqual(
      Array.from({ length: cells }, (_, index) => index),
    )
  })
})
