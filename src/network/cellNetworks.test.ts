import { describe, expect, it } from 'vitest'
import { cellChoices, cellModel } from '../space/cellModel'
import type { CellSpace } from '../space/cellSpace'
import { DARTS_OPERATIONS } from '../space/operations'
import { PUBLISHED } from '../space/published'
import { multiplyAccumulates } from './cost'
import { buildEvaluationNetwork } from './evaluation'
import { buildArchitecture, buildSpaceSupernet, gatePath } from './spaceNetworks'

const SPACE: CellSpace = {
  kind: 'cell',
  nodes: 4,
  operations: DARTS_OPERATIONS,
  cells: 5,
  channels: 4,
}
const IMAGE = { height: 28, width: 28, channels: 1 }

describe('a DARTS cell as a path', () => {
  const network = buildSpaceSupernet(SPACE, IMAGE, 10)

  it('keeps two edges per node, at most one branch a row', () => {
    const path = gatePath(SPACE, network, cellChoices(SPACE, PUBLISHED.DARTS_V2))
    const rows = Array.from({ length: 28 }, (_, row) => [...path.slice(8 * row, 8 * row + 8)])
    expect(path).toHaveLength(2 * 14 * 8)
    expect(rows.every((row) => row.filter(Boolean).length <= 1)).toBe(true)
    expect(path.filter(Boolean)).toHaveLength(2 * 4 * 2)
    // Normal node 5 of DARTS_V2 reads states 0 (skip) and 2 (dil_conv_3x3): rows 9 + 0 and 9 + 2.
    expect(rows[9]?.indexOf(1)).toBe(DARTS_OPERATIONS.indexOf('skip_connect'))
    expect(rows[10]?.includes(1)).toBe(false)
    expect(rows[11]?.indexOf(1)).toBe(DARTS_OPERATIONS.indexOf('dil_conv_3x3'))
  })

  it('is built by itself as evaluation networks are', () => {
    const choices = cellChoices(SPACE, PUBLISHED.DARTS_V2)
    const alone = buildArchitecture(SPACE, choices, IMAGE, 10)
    const evaluation = buildEvaluationNetwork(cellModel(SPACE).genotype(choices), {
      cells: 5,
      channels: 4,
      input: IMAGE,
      classes: 10,
    })
    expect(alone).toEqual(evaluation)
    expect(alone.gateTables).toEqual([])
    expect(multiplyAccumulates(alone)).toBeLessThan(multiplyAccumulates(network) / 3)
  })

  it('needs a supernet of its own space', () => {
    const other = buildSpaceSupernet({ ...SPACE, nodes: 2 }, IMAGE, 10)
    expect(() => gatePath(SPACE, other, cellChoices(SPACE, PUBLISHED.DARTS_V2))).toThrow(RangeError)
  })
})
