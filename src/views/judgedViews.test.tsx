import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FidelityScatter, rangeOf } from './FidelityScatter'
import { JudgedGroups, judgedGroupsTable } from './JudgedGroups'
import { DOT_RADIUS, layOutJudgedGroups, type JudgedRow } from './judgedGroupsLayout'
import type { FidelityText, JudgedGroupsText } from './judgedText'

/** Markup with every element on its own line, so that a change shows where it is. */
function lines(element: React.ReactElement): string {
  return renderToStaticMarkup(element).replaceAll('><', '>\n<')
}

const text: JudgedGroupsText = {
  summary: (title, groups) => `${title}. ${groups}.`,
  across: 'test accuracy',
  luck: 'mean of random draws',
  columns: {
    group: 'Group',
    network: 'Network',
    accuracy: 'Accuracy',
    mean: 'Mean',
    low: 'From',
    high: 'To',
  },
}
const fidelityText: FidelityText = {
  summary: (title, count, correlation) => `${title}: ${count}. ${correlation}.`,
  alone: 'accuracy alone',
}

const row = (
  key: string,
  group: JudgedRow['group'],
  accuracies: readonly number[],
  over: JudgedRow['over'] = 'networks',
): JudgedRow => {
  const mean = accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length
  return {
    key,
    name: key,
    group,
    networks: accuracies.map((accuracy, index) => ({ name: `seed ${index + 1}`, accuracy })),
    mean,
    interval: [mean - 0.01, mean + 0.01],
    over,
  }
}
const rows = [
  row('DARTS', { kind: 'method', method: 'darts' }, [0.88, 0.885, 0.87]),
  row('Random draws', { kind: 'luck' }, [0.85, 0.86, 0.861, 0.8611, 0.8612, 0.84]),
  row('ResNet *', { kind: 'reference', name: 'resnet' }, [0.865], 'trainings'),
  row('Mine', { kind: 'picked', name: 'Mine' }, [0.87]),
]

describe('JudgedGroups', () => {
  it('draws networks, means, intervals, and the mean of luck through all', () => {
    expect(
      lines(<JudgedGroups title="Judged" rows={rows} width={760} text={text} />),
    ).toMatchSnapshot()
  })

  it('puts names above their dots where there is no room beside them', () => {
    const [wide, narrow] = [layOutJudgedGroups(rows, 760), layOutJudgedGroups(rows, 320)]
    expect(wide.beside).toBe(true)
    expect(narrow.beside).toBe(false)
    expect(narrow.height).toBeGreaterThan(wide.height)
    for (const { rows: placed } of [wide, narrow]) {
      for (const { dots } of placed) expect(dots.every(({ x }) => x > 0)).toBe(true)
    }
  })

  it('keeps dots from hiding each other', () => {
    const dots = layOutJudgedGroups(rows, 760).rows[1]?.dots ?? []
    const apart = dots.flatMap((one, index) =>
      dots.slice(0, index).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    )
    expect(Math.min(...apart)).toBeGreaterThan(2 * DOT_RADIUS)
  })

  it('stays whole with nothing, with equal values, and with what is not known yet', () => {
    expect(layOutJudgedGroups([], 500).luck).toBeNull()
    const equal = row('Equal', { kind: 'luck' }, [0.5, 0.5, 0.5, 0.5, 0.5])
    const unknown = { ...equal, key: 'Unknown', networks: [], mean: null, interval: null }
    const markup = lines(
      <JudgedGroups title="Judged" rows={[equal, unknown]} width={500} text={text} />,
    )
    expect(markup).not.toContain('NaN')
    expect(markup).toContain('–')
  })

  it('has a table of every network', () => {
    const table = judgedGroupsTable(rows, text)
    expect(table.rows).toHaveLength(11)
    expect(table.rows[0]).toEqual(['DARTS', 'seed 1', '88.00', '87.83', '86.83', '88.83'])
  })
})

describe('FidelityScatter', () => {
  const points = [0.3, 0.5, 0.4, 0.45].map((x, index) => ({
    name: `cell ${index}`,
    x,
    alone: 0.8 + index / 100,
  }))
  const scatter = (some: typeof points) => (
    <FidelityScatter
      title="Shared weights"
      points={some}
      across="accuracy with shared weights"
      formatX={(value) => `${Math.round(100 * value)} %`}
      correlation="Kendall τ-b 0.33"
      range={rangeOf(some.map(({ alone }) => alone))}
      width={320}
      height={240}
      text={fidelityText}
    />
  )

  it('draws accuracy alone against what ranks it', () => {
    expect(lines(scatter(points))).toMatchSnapshot()
  })

  it('stays whole with one point and with none', () => {
    expect(lines(scatter(points.slice(0, 1)))).not.toMatch(/NaN|Infinity/)
    expect(lines(scatter([]))).not.toMatch(/NaN|Infinity/)
  })
})
