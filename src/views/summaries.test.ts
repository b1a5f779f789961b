import { describe, expect, it } from 'vitest'
import { explainDerivation } from '../space/derivation'
import { PUBLISHED } from '../space/published'
import { drawnEdges } from './cellModel'
import { cellReadout, cellTable, summariseCell } from './cellSummary'
import { curvesTable, summariseCurves } from './curveSeries'
import { derivationTable } from './DerivationTable'
import { cellHeatGrid, keptCells } from './heatGrid'
import { heatReadout, heatTable, summariseHeat } from './heatSummary'
import {
  cellText,
  curvesText,
  derivationText,
  heatmapText,
  operationNames,
  trajectoriesText,
} from './text.fixture'
import { summariseTrajectories, trajectories, trajectoriesTable } from './trajectorySeries'
import { evaluations, operations, snapshots, space } from './views.fixture'

const nodes = 2
/** Rows: two edges into node 0, three into node 1; columns: none, avg_pool_3x3, sep_conv_3x3. */
const gates = new Float32Array([
  0.5, 0.25, 0.25, 0.25, 0.5, 0.25, 0.125, 0.125, 0.75, 0.25, 0.25, 0.5, 0.5, 0.375, 0.125,
])
const explained = explainDerivation(space, new Float32Array([...gates, ...gates]))
const genotype = explained.genotype.normal

describe('a cell in words', () => {
  it('names the derived edges', () => {
    const edges = drawnEdges({ nodes, operations, gates, genotype })
    expect(summariseCell('Normal cell', nodes, edges, cellText)).toBe(
      'Normal cell: 2 nodes. cₖ₋₂ → 0 <avg_pool_3x3>; cₖ₋₁ → 0 <avg_pool_3x3>; ' +
        'cₖ₋₂ → 1 <sep_conv_3x3>; cₖ₋₁ → 1 <sep_conv_3x3>.',
    )
  })

  it('reads out the strongest strands of an edge', () => {
    const [edge] = drawnEdges({ nodes, operations, gates })
    expect(cellReadout(edge ? [edge] : [], 3, cellText)).toBe(
      'cₖ₋₂ → 0\u2003none 0.500 · avg 3×3 0.250 · sep 3×3 0.250',
    )
  })

  it('is a table of gates', () => {
    const table = cellTable({ nodes, operations, gates, genotype }, cellText)
    expect(table.columns).toEqual(['edge', 'operation', 'gate', 'derived'])
    expect(table.rows).toHaveLength(5 * 3)
    expect(table.rows[7]).toEqual(['cₖ₋₂ → 1', 'avg_pool_3x3', 0.125, ''])
    expect(table.rows[8]).toEqual(['cₖ₋₂ → 1', 'sep_conv_3x3', 0.75, 'derived'])
  })

  it('keeps both edges where a published cell joins the same states twice', () => {
    const content = { nodes: 5, operations: [], genotype: PUBLISHED.NASNet.normal }
    const rows = cellTable(content, cellText).rows.map(([edge, operation]) => [edge, operation])
    expect(rows.filter(([edge]) => edge === 'cₖ₋₂ → 3')).toEqual([
      ['cₖ₋₂ → 3', 'avg_pool_3x3'],
      ['cₖ₋₂ → 3', 'avg_pool_3x3'],
    ])
  })
})

describe('gates in words', () => {
  const content = {
    grid: cellHeatGrid(nodes, operations, operationNames),
    gates,
    ringed: keptCells(nodes, operations, genotype),
  }

  it('name the strongest', () => {
    expect(summariseHeat('Gates', content, heatmapText)).toBe(
      'Gates: 5 edges, 3 operations, uniform 0.333, strongest cₖ₋₂ → 1 <sep_conv_3x3> 0.750',
    )
  })

  it('are a table of edges by operations', () => {
    const table = heatTable(content, heatmapText)
    expect(table.columns).toEqual(['edge', ...operations, 'derived'])
    expect(table.rows[2]).toEqual(['cₖ₋₂ → 1', 0.125, 0.125, 0.75, 'sep_conv_3x3'])
    expect(table.rows[4]).toEqual(['0 → 1', 0.5, 0.375, 0.125, ''])
  })

  it('read out one cell with its ratio to uniform', () => {
    expect(heatReadout(content, 2 * 3 + 2, heatmapText)).toBe(
      ['cₖ₋₂ → 1', 'sep 3×3', '0.7500', '2.25 × uniform'].join('\u2003'),
    )
  })
})

describe('trajectories', () => {
  const table = { name: 'reduce', rows: 2, columns: 3, offset: 3 }
  const values = (numbers: number[]) => ({ gates: new Float32Array(numbers) })
  const [base] = snapshots
  if (!base) throw new Error('The fixture has snapshots')
  const run = [
    { ...base, step: 0, ...values([9, 9, 9, 0.5, 0.25, 0.25, 0.125, 0.125, 0.75]) },
    { ...base, step: 1, ...values([9, 9, 9, 0.25, 0.25, 0.5, 0.5, 0.375, 0.125]) },
  ]

  it('follow one edge, or the strongest of all edges, in their own table', () => {
    const series = (selection: Parameters<typeof trajectories>[3]) =>
      trajectories(run, table, operations, selection).map(({ points }) =>
        points.map(({ value }) => value),
      )
    expect(series({ kind: 'edge', row: 1 })).toEqual([
      [0.125, 0.5],
      [0.125, 0.375],
      [0.75, 0.125],
    ])
    expect(series({ kind: 'strongest' })).toEqual([
      [0.5, 0.5],
      [0.25, 0.375],
      [0.75, 0.5],
    ])
  })

  it('say who leads at the end, and are a table', () => {
    const series = trajectories(run, table, operations, { kind: 'edge', row: 1 })
    expect(summariseTrajectories('Edge', series, trajectoriesText)).toBe(
      'Edge: 1 steps, <none> 0.500, <avg_pool_3x3> 0.375, <sep_conv_3x3> 0.125',
    )
    expect(trajectoriesTable(series, trajectoriesText)).toEqual({
      columns: ['step', 'none', 'avg 3×3', 'sep 3×3'],
      rows: [
        [0, 0.125, 0.125, 0.75],
        [1, 0.5, 0.375, 0.125],
      ],
    })
  })
})

describe('curves in words', () => {
  it('say where they began, where they are, and the last measured accuracy', () => {
    expect(summariseCurves('accuracy', snapshots, evaluations, curvesText)).toBe(
      'Accuracy: 20 steps, 10.0 % to 60.0 %, validation 48.0 %',
    )
    expect(summariseCurves('loss', [], [], curvesText)).toBe(
      'Loss (nats): 0 steps, – to –, validation –',
    )
  })

  it('put evaluations beside the step they belong to', () => {
    const { rows } = curvesTable(snapshots, evaluations, curvesText)
    expect(rows[10]?.[0]).toBe(10)
    expect(rows[10]?.[5]).toBe(31)
    expect(rows[11]?.[5]).toBe('')
    expect(rows[20]?.[2]).toBeCloseTo(60)
  })
})

describe('the derivation as a table', () => {
  it('orders each node by strength and says by how much', () => {
    const { rows } = derivationTable(explained.cells.normal, derivationText)
    expect(rows.map(([node, edge]) => [node, edge])).toEqual([
      ['0', 'cₖ₋₁ → 0'],
      ['0', 'cₖ₋₂ → 0'],
      ['1', 'cₖ₋₂ → 1'],
      ['1', 'cₖ₋₁ → 1'],
      ['1', '0 → 1'],
    ])
    expect(rows[3]?.at(-1)).toBe('kept, ahead by 0.1250')
    expect(rows[4]?.at(-1)).toBe('left out, behind by 0.1250')
  })
})
