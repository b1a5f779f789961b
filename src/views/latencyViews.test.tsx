import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { rows, trials } from '../run/latency.fixture'
import { LatencyDots, latencyDotsTable } from './LatencyDots'
import { latencyGrid, latencyGridTable } from './latencyGrid'
import { LatencyHeatmaps } from './LatencyHeatmaps'
import { LatencyTableView } from './LatencyTableView'
import { latencyText as text } from './latencyText.fixture'
import { PredictionScatter, predictionTable } from './PredictionScatter'

/** Markup with every element on its own line, so that a change shows where it is. */
function lines(element: React.ReactElement): string {
  return renderToStaticMarkup(element).replaceAll('><', '>\n<')
}

const points = trials(6).map(({ text: name, predictedMs, measured }) => ({
  name,
  x: predictedMs,
  ms: measured.medianMs,
  lowMs: measured.lowMs,
  highMs: measured.highMs,
}))
const devices = [
  { device: 'Another GPU', here: false, ms: 2, lowMs: 1.9, highMs: 2.2 },
  { device: 'this device', here: true, ms: 1, lowMs: 0.95, highMs: 1.1 },
]

describe('drawings of latencies', () => {
  it('lay operations out by place, once by latency and once by MACs', () => {
    const grid = latencyGrid(rows())
    expect(
      lines(<LatencyHeatmaps title="Heat" grid={grid} width={1000} text={text} />),
    ).toMatchSnapshot()
  })

  it('put one heatmap below the other where there is no room, and leave figures out', () => {
    const grid = latencyGrid(rows())
    const wide = lines(<LatencyHeatmaps title="Heat" grid={grid} width={1000} text={text} />)
    const narrow = lines(<LatencyHeatmaps title="Heat" grid={grid} width={300} text={text} />)
    const height = (markup: string) => Number(/height="(\d+)"/.exec(markup)?.[1])
    expect(height(narrow)).toBeGreaterThan(1.8 * height(wide))
    expect(wide).toContain('>90.9k<')
    expect(narrow).not.toContain('>90.9k<')
  })

  it('draw measured against predicted with whiskers and the line where both agree', () => {
    const scatter = (
      <PredictionScatter
        title="Table"
        points={points}
        identity
        across="predicted"
        formatX={String}
        correlation="0.96"
        width={320}
        height={240}
        text={text}
      />
    )
    expect(lines(scatter)).toMatchSnapshot()
    expect(predictionTable(points, 'predicted', text).rows).toHaveLength(points.length)
  })

  it('draw one architecture on two devices, on one scale from nothing', () => {
    const dots = <LatencyDots title="Both" rows={devices} width={312} text={text} />
    expect(lines(dots)).toMatchSnapshot()
    expect(latencyDotsTable(devices, text).rows).toEqual([
      ['Another GPU', 2, 1.9, 2.2],
      ['this device', 1, 0.95, 1.1],
    ])
  })

  it('list every operation, with what other devices measured beside it', () => {
    const [stem, pool] = rows()
    const slow = new Map(rows(2).map((row) => [row.key, row]))
    const table = lines(
      <LatencyTableView
        title="Every operation"
        rows={[stem!, { ...pool!, latency: null }]}
        sorting={{ column: 'macs', descending: false }}
        onSort={() => undefined}
        others={[{ name: 'Another GPU', rows: slow }]}
        text={text}
      />,
    )
    expect(table).toMatchSnapshot()
  })
})

describe('the table of both heatmaps', () => {
  it('has a row for every operation at every place, none for fixed parts', () => {
    const { rows: cells } = latencyGridTable(latencyGrid(rows()), text)
    expect(cells).toHaveLength(7 * 3)
    expect(cells.some(([, operation]) => operation === 'stem')).toBe(false)
  })

  it('joins rows that fall together by how often networks have them', () => {
    const [, pool] = rows()
    const twin = {
      ...pool!,
      key: 'twin',
      frequency: 3 * pool!.frequency,
      latency: { ...pool!.latency!, medianMs: 2 * pool!.latency!.medianMs },
    }
    const [row] = latencyGridTable(latencyGrid([pool!, twin]), text).rows
    expect(row?.[2]).toBeCloseTo(1.75 * pool!.latency!.medianMs, 12)
  })
})
