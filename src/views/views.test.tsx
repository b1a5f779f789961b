import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { explainDerivation } from '../space/derivation'
import { DARTS_OPERATIONS, OPERATIONS } from '../space/operations'
import { PUBLISHED } from '../space/published'
import { AlphaHeatmap } from './AlphaHeatmap'
import { AlphaTrajectories } from './AlphaTrajectories'
import { CellGraph } from './CellGraph'
import { Curves } from './Curves'
import { DerivationTable } from './DerivationTable'
import { cellHeatGrid, keptCells } from './heatGrid'
import { OperationGlyph } from './OperationGlyph'
import {
  cellText,
  curvesText,
  derivationText,
  heatmapText,
  operationNames,
  timelineText,
  trajectoriesText,
} from './text.fixture'
import { TimelineScrubber } from './TimelineScrubber'
import { evaluations, gateTables, lastGates, operations, snapshots, space } from './views.fixture'

const [normal] = gateTables
if (!normal) throw new Error('The fixture has gate tables')
const gates = lastGates(normal)
const derivation = explainDerivation(space, snapshots.at(-1)?.gates ?? new Float32Array())
const derived = derivation.genotype.normal

/** Markup with every element on its own line, so that a change shows where it is. */
function lines(element: React.ReactElement): string {
  return renderToStaticMarkup(element).replaceAll('><', '>\n<')
}

describe('drawings', () => {
  it('draw a cell that is still a mixture', () => {
    const graph = (
      <CellGraph
        title="Normal cell"
        nodes={space.nodes}
        operations={operations}
        gates={gates}
        genotype={derived}
        width={480}
        text={cellText}
      />
    )
    expect(lines(graph)).toMatchSnapshot()
  })

  it('draw a published cell from its genotype alone', () => {
    const graph = (
      <CellGraph
        title="NASNet"
        nodes={5}
        operations={OPERATIONS}
        genotype={PUBLISHED.NASNet.normal}
        width={600}
        text={cellText}
      />
    )
    expect(lines(graph)).toMatchSnapshot()
  })

  it('draw the gates', () => {
    const heatmap = (
      <AlphaHeatmap
        title="Gates"
        grid={cellHeatGrid(space.nodes, operations, operationNames)}
        gates={gates}
        ringed={keptCells(space.nodes, operations, derived)}
        width={480}
        highlightRow={1}
        text={heatmapText}
      />
    )
    expect(lines(heatmap)).toMatchSnapshot()
  })

  it('draw trajectories', () => {
    const chart = (
      <AlphaTrajectories
        title="Strongest"
        snapshots={snapshots}
        table={normal}
        operations={operations}
        selection={{ kind: 'strongest' }}
        totalSteps={40}
        step={12}
        width={480}
        height={200}
        text={trajectoriesText}
      />
    )
    expect(lines(chart)).toMatchSnapshot()
  })

  it.each(['loss', 'accuracy'] as const)('draw %s', (metric) => {
    const chart = (
      <Curves
        metric={metric}
        snapshots={snapshots}
        evaluations={evaluations}
        totalSteps={40}
        step={12}
        chance={0.1}
        width={480}
        height={200}
        text={curvesText}
      />
    )
    expect(lines(chart)).toMatchSnapshot()
  })

  it('draw the timeline', () => {
    const timeline = (
      <TimelineScrubber
        snapshots={snapshots}
        totalSteps={40}
        index={12}
        changes={[{ step: 3, count: 2 }]}
        playing={false}
        following={false}
        width={800}
        onSeek={() => undefined}
        onPlayPause={() => undefined}
        onFollow={() => undefined}
        text={timelineText}
      />
    )
    expect(lines(timeline)).toMatchSnapshot()
  })

  it('draw the derivation', () => {
    const table = <DerivationTable nodes={derivation.cells.normal} text={derivationText} />
    expect(lines(table)).toMatchSnapshot()
  })

  it('give every operation a glyph of its own', () => {
    const glyphs = OPERATIONS.map((name) =>
      renderToStaticMarkup(<OperationGlyph operation={name} color="currentColor" />),
    )
    expect(new Set(glyphs).size).toBe(OPERATIONS.length)
  })

  it('cope with a run that has not begun', () => {
    const empty = { snapshots: [], evaluations: [], totalSteps: 40, width: 400, height: 200 }
    const charts = [
      <Curves key="loss" {...empty} metric="loss" step={null} text={curvesText} />,
      <AlphaTrajectories
        key="gates"
        {...empty}
        title=""
        table={normal}
        operations={operations}
        selection={{ kind: 'edge', row: 0 }}
        step={0}
        text={trajectoriesText}
      />,
    ]
    for (const chart of charts) expect(renderToStaticMarkup(chart)).not.toContain('NaN')
  })
})

describe('a cell that is searched', () => {
  const at = (index: number) => {
    const table = snapshots[index]?.gates.subarray(0, gates.length)
    return renderToStaticMarkup(
      <CellGraph
        title=""
        nodes={space.nodes}
        operations={operations}
        gates={table}
        width={480}
        text={cellText}
      />,
    )
  }
  const centreLines = (markup: string) =>
    [...markup.matchAll(/class="cell-ribbon-target" d="([^"]+)"/g)].map(([, d]) => d)
  const boxes = (markup: string) => [...markup.matchAll(/<g class="cell-state"><rect [^>]+>/g)]

  it('keeps every box and ribbon in place while gates change', () => {
    expect(centreLines(at(0))).toHaveLength(5)
    expect(centreLines(at(20))).toEqual(centreLines(at(0)))
    expect(boxes(at(20)).map(String)).toEqual(boxes(at(0)).map(String))
    expect(at(20)).not.toBe(at(0))
  })

  it('draws strands whose widths add up to the ribbon', () => {
    const strands = [...at(20).matchAll(/class="strand"[^>]*stroke-width="([\d.]+)"/g)]
    const total = strands.reduce((sum, [, width]) => sum + Number(width), 0)
    expect(strands).toHaveLength(5 * operations.length)
    expect(total).toBeCloseTo(5 * 12, 3)
  })

  it('writes nothing smaller than 12 pixels', () => {
    expect(at(20)).not.toMatch(/font-size="?(\d|1[01])(\.|px|")/)
  })

  it('draws all eight operations of DARTS', () => {
    const uniform = new Float32Array(14 * 8).fill(1 / 8)
    const markup = renderToStaticMarkup(
      <CellGraph
        title=""
        nodes={4}
        operations={DARTS_OPERATIONS}
        gates={uniform}
        width={640}
        text={cellText}
      />,
    )
    expect(markup.match(/class="strand"/g)).toHaveLength(14 * 8)
  })
})
