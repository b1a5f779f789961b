import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { explainDerivation } from '../space/derivation'
import { CellGraph } from './CellGraph'
import { cellRestrictions, drawnEdges, keptBranches } from './cellModel'
import { gradientScale, type EdgeFacts } from './edgeFacts'
import { EdgeReadout } from './EdgeReadout'
import { cellText } from './text.fixture'
import { gateTables, lastGates, operations, snapshots, space } from './views.fixture'

const [normal] = gateTables
if (!normal) throw new Error('The fixture has gate tables')
const gates = lastGates(normal)
const { genotype } = explainDerivation(space, snapshots.at(-1)?.gates ?? new Float32Array())
const content = { nodes: space.nodes, operations, gates, genotype: genotype.normal }

function lines(element: React.ReactElement): string {
  return renderToStaticMarkup(element).replaceAll('><', '>\n<')
}

describe('a mixture on its way to the derived cell', () => {
  it('begins as the mixture', () => {
    expect(drawnEdges({ ...content, settled: 0 })).toEqual(drawnEdges(content))
    for (const { row, strands, presence } of drawnEdges(content)) {
      expect(strands.map(({ share }) => share)).toEqual([...gates.subarray(3 * row, 3 * row + 3)])
      expect(presence).toBe(1)
    }
  })

  it('ends with one strand on every edge that is kept, and without the others', () => {
    for (const { strands, presence, derived } of drawnEdges({ ...content, settled: 1 })) {
      expect(presence).toBe(derived ? 1 : 0)
      if (!derived) continue
      expect(strands.filter(({ share }) => share > 0)).toEqual([{ operation: derived, share: 1 }])
    }
  })

  it('fills the ribbon and goes in a straight line at every moment between', () => {
    const at = (settled: number) => drawnEdges({ ...content, settled })
    const [start, middle, end] = [at(0), at(0.5), at(1)]
    middle.forEach(({ strands, derived }, edge) => {
      expect(strands.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
      strands.forEach(({ share }, strand) => {
        const from = start[edge]?.strands[strand]?.share ?? NaN
        const to = end[edge]?.strands[strand]?.share ?? NaN
        expect(share).toBeCloseTo(derived ? (from + to) / 2 : from)
      })
    })
  })

  it('goes from one derived cell to another without a jump', () => {
    const kept = keptBranches(content)
    const almost = kept.map((share) => 0.999 * share)
    const [whole, less] = [kept, almost].map((way) =>
      drawnEdges({ ...content, settled: 1, kept: way }),
    )
    whole?.forEach(({ strands, presence }, edge) => {
      expect(Math.abs(presence - (less?.[edge]?.presence ?? NaN))).toBeLessThan(0.002)
      strands.forEach(({ share }, strand) => {
        const other = less?.[edge]?.strands[strand]?.share ?? NaN
        expect(Math.abs(share - other)).toBeLessThan(0.002)
      })
    })
  })

  it('is drawn in the same places', () => {
    const draw = (settled: number) => (
      <CellGraph
        title="Normal cell"
        {...content}
        settled={settled}
        width={600}
        onPoint={() => undefined}
        text={cellText}
      />
    )
    const boxes = (settled: number) =>
      renderToStaticMarkup(draw(settled)).match(/<g class="cell-state">.*?<\/g>/g)
    expect(boxes(1)).toEqual(boxes(0))
    expect(lines(draw(0.5))).toMatchSnapshot()
  })
})

describe('a cell whose edges have rules', () => {
  const rules = [
    { from: 0, to: 2, operations: ['sep_conv_3x3'], forced: true },
    { from: 1, to: 3, operations: [] },
  ] as const
  const restrictions = cellRestrictions({ ...space, rules: { normal: rules } }, 'normal')

  it('has no strands for what is closed, marks what is forced, dashes what is forbidden', () => {
    const edges = drawnEdges({ ...content, restrictions })
    expect(edges.map(({ strands, rule }) => [strands.length, rule])).toEqual([
      [1, 'forced'],
      [3, null],
      [3, null],
      [0, 'forbidden'],
      [3, null],
    ])
    const graph = (
      <CellGraph
        title="Normal cell"
        {...content}
        restrictions={restrictions}
        width={600}
        text={cellText}
      />
    )
    expect(lines(graph)).toMatchSnapshot()
  })

  it('has no restrictions where there are no rules', () => {
    expect(cellRestrictions(space, 'normal')).toBeUndefined()
    expect(cellRestrictions({ ...space, rules: { normal: rules } }, 'reduce')).toBeUndefined()
  })
})

describe('the readout of an edge', () => {
  const facts: EdgeFacts = {
    from: 1,
    to: 3,
    derived: 'sep_conv_3x3',
    rule: 'forced',
    strands: [
      { operation: 'none', gate: 0.2, gradient: 0.0012, macs: 0, latencyMs: 0 },
      { operation: 'avg_pool_3x3', gate: 0.3, gradient: -3e-5, macs: 0, latencyMs: 0.0112 },
      { operation: 'sep_conv_3x3', gate: 0.5, gradient: -0.0163, macs: 81_504, latencyMs: 0.42 },
    ],
  }
  const text = {
    columns: { operation: 'op', gate: 'gate', gradient: 'grad', macs: 'MACs', latency: 'time' },
    derived: 'derived',
    forced: 'forced',
    dropped: 'not kept',
    notes: ['MACs per image.'],
  }

  it('has a row per operation', () => {
    const readout = <EdgeReadout facts={facts} pointed="avg_pool_3x3" text={text} />
    expect(lines(readout)).toMatchSnapshot()
  })

  it('leaves out what is not known', () => {
    const strands = facts.strands.map((strand) => ({ ...strand, gradient: null, latencyMs: null }))
    const markup = renderToStaticMarkup(
      <EdgeReadout facts={{ ...facts, strands }} pointed={null} text={text} />,
    )
    expect(markup).not.toContain('grad')
    expect(markup).not.toContain('time')
  })

  it('writes gradients of an edge at one power of ten', () => {
    const { exponent, figure } = gradientScale([0.0012, -3e-5, -0.0163, null])
    expect(exponent).toBe(-2)
    expect([0.0012, -3e-5, -0.0163].map(figure)).toEqual(['0.12', '0.00', '−1.63'])
  })
})
