import { describe, expect, it } from 'vitest'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS, type SpaceName } from '../space/spacePresets'
import { tapeText } from './methodText.fixture'
import { layoutTape, tapeColumns } from './tapeLayout'
import { summariseTape, tapeReadout, tapeTable } from './tapeSummary'

const columnsOf = (name: SpaceName, size: 'small' | 'published' = 'small') => {
  const space = SPACE_PRESETS[name][size]
  return tapeColumns(space.kind, spaceModel(space).decisions, tapeText)
}
const heads = (name: SpaceName) =>
  columnsOf(name).map(({ section, group, short }) =>
    [section, group, short].filter(Boolean).join(' '),
  )

describe('decisions as columns', () => {
  it.each(Object.keys(SPACE_PRESETS) as SpaceName[])(
    'of %s are one each, and their options lie side by side among the probabilities',
    (name) => {
      const { decisions } = spaceModel(SPACE_PRESETS[name].small)
      const columns = columnsOf(name)
      expect(columns.map(({ name: decision }) => decision)).toEqual(decisions.map((d) => d.name))
      let offset = 0
      for (const [index, column] of columns.entries()) {
        expect(column.offset).toBe(offset)
        expect(column.options.map(({ term }) => term)).toEqual(decisions[index]?.options)
        offset += column.options.length
      }
    },
  )

  it('are named as the space has them', () => {
    expect(heads('enas-micro').slice(0, 5)).toEqual([
      'normal node 0 in 1',
      'normal node 0 in 2',
      'normal node 0 op 1',
      'normal node 0 op 2',
      'normal node 1 in 1',
    ])
    expect(heads('enas-macro').slice(0, 3)).toEqual(['layer 0 op', 'layer 1 op', 'layer 1 ↷ 0'])
    expect(heads('nas-bench-201')).toEqual(['0 → 1', '0 → 2', '1 → 2', '0 → 3', '1 → 3', '2 → 3'])
    expect(heads('spos')).toEqual(['stage 1 1.1', 'stage 1 1.2', 'stage 2 2.1', 'stage 2 2.2'])
    expect(heads('darts').slice(0, 3)).toEqual([
      'normal node 0 in',
      'normal node 0 op 1',
      'normal node 0 op 2',
    ])
  })
})

describe('lines of the tape', () => {
  it('begin with every cell', () => {
    const { lines } = layoutTape(columnsOf('enas-micro'), 700)
    expect(lines.map(({ section, columns }) => [section, columns.length])).toEqual([
      ['normal', 12],
      ['reduce', 12],
    ])
  })

  it.each([328, 700, 1_600])('hold every decision once, in order, within %i pixels', (width) => {
    for (const name of Object.keys(SPACE_PRESETS) as SpaceName[]) {
      const columns = columnsOf(name, 'published')
      const { lines, columnWidth } = layoutTape(columns, width)
      const placed = lines.flatMap((line) => line.columns)
      expect(placed.map(({ column }) => column.decision)).toEqual([...columns.keys()])
      expect(columnWidth).toBeGreaterThanOrEqual(20)
      for (const { columns: line } of lines) {
        expect((line.at(-1)?.x ?? 0) + columnWidth).toBeLessThanOrEqual(width + 0.001)
      }
    }
  })
})

describe('the tape in words', () => {
  const columns = columnsOf('nas-bench-201')
  const probabilities = new Float32Array(30).fill(0.125)
  probabilities.set([0.5], 5 + 3)
  const content = { columns, probabilities, sample: [0, 3, 1, 1, 1, 4] }

  it('names the most certain decision and the latest architecture', () => {
    expect(summariseTape('Tape', content, tapeText)).toContain(
      'Tape: 6 decisions; node.2/edge.0 conv 3×3 0.500, ',
    )
    expect(summariseTape('Tape', content, tapeText)).toContain(
      '; none conv 3×3 skip skip skip avg 3×3',
    )
  })

  it('reads out one option with its ratio to uniform', () => {
    const column = columns[1]
    if (!column) throw new Error('There are six decisions')
    expect(tapeReadout(content, column, 3, tapeText)).toBe(
      ['0 → 2', 'conv 3×3', '0.500', '2.50 × uniform'].join('\u2003'),
    )
    expect(tapeReadout({ ...content, probabilities: null }, column, 3, tapeText)).toBe(
      ['0 → 2', 'conv 3×3', 'before the first update'].join('\u2003'),
    )
  })

  it('is a table of options, with those drawn', () => {
    const { rows } = tapeTable(content, tapeText)
    expect(rows).toHaveLength(30)
    expect(rows[8]).toEqual(['node.2/edge.0', 'nor_conv_3x3', 0.5, 'drawn'])
    expect(rows.filter(([, , , drawn]) => drawn === 'drawn')).toHaveLength(6)
  })
})
