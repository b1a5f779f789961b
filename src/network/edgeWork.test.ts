import { describe, expect, it } from 'vitest'
import { CELL_TYPES, cellEdges, type CellSpace } from '../space/cellSpace'
import { DARTS_OPERATIONS } from '../space/operations'
import { edgeSource, edgeWork } from './edgeWork'
import { sumOverGates } from './gateBlocks'
import { buildSupernet } from './supernet'

const space: CellSpace = {
  kind: 'cell',
  nodes: 3,
  operations: DARTS_OPERATIONS,
  cells: 5,
  channels: 4,
}
const data = { input: { height: 12, width: 12, channels: 1 }, classes: 10 }

describe('work on an edge', () => {
  it.each(['macs', 'parameters'] as const)('has the %s of the edge in all cells', (measure) => {
    const supernet = buildSupernet(space, data.input, data.classes)
    const whole = sumOverGates(space, supernet, data.input, data.classes, (block) => block[measure])
    const found = CELL_TYPES.flatMap((type) =>
      cellEdges(space.nodes).flatMap(({ from }) =>
        space.operations.map(
          (operation) =>
            edgeWork(space, { type, source: edgeSource(from) }, operation, data)[measure],
        ),
      ),
    )
    expect(found).toEqual([...whole])
  })

  it('names a row of the latency table for each cell', () => {
    const work = edgeWork(space, { type: 'normal', source: 'input' }, 'sep_conv_3x3', data)
    expect(work.keys).toHaveLength(3)
    // The three normal cells of five stand at three resolutions.
    expect(new Set(work.keys).size).toBe(3)
    const passing = edgeWork(space, { type: 'normal', source: 'input' }, 'skip_connect', data)
    expect(passing.keys).toEqual([])
  })
})
