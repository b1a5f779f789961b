import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { BestSoFar } from './BestSoFar'
import { layOutBestSoFar, type ComparedSeries } from './bestSoFarLayout'
import { bestSoFarTable } from './bestSoFarTable'

const point = (x: number, median: number, spread = 0) => ({
  x,
  low: median - spread,
  median,
  high: median + spread,
  count: 3,
})

const series: readonly ComparedSeries[] = [
  { key: 'a', name: 'DARTS', method: 'darts', points: [point(10, 0.5, 0.1), point(20, 0.7, 0.1)] },
  { key: 'b', name: 'SPOS', method: 'spos', points: [point(20, 0.7)] },
  { key: 'c', name: 'Nothing yet', method: 'rl', points: [] },
]

const text = {
  summary: (title: string, across: string, ends: string) => `${title}, ${across}: ${ends}`,
  columns: { name: 'runs', median: 'median', low: 'low', high: 'high', runs: 'seeds' },
}

describe('layOutBestSoFar', () => {
  const size = { width: 600, height: 300 }

  it('leaves out what has no points, and keeps labels and marks apart', () => {
    const { series: placed } = layOutBestSoFar(series, { form: 'points', ...size })
    expect(placed.map(({ key }) => key)).toEqual(['a', 'b'])
    const [first, second] = placed
    expect(Math.abs(first!.label.y - second!.label.y)).toBeGreaterThanOrEqual(16)
    expect(first!.marks[1]!.x).toBeLessThan(second!.marks[0]!.x)
    expect(first!.marks.map(({ y }) => y)).toEqual(
      [...first!.marks.map(({ y }) => y)].sort((a, b) => b - a),
    )
  })

  it('has bands for steps, whiskers for points', () => {
    expect(layOutBestSoFar(series, { form: 'steps', ...size }).series[0]?.band).toMatch(/^M/)
    const [dots] = layOutBestSoFar(series, { form: 'points', ...size }).series
    expect(dots?.band).toBeNull()
    expect(dots!.marks[0]!.high).toBeLessThan(dots!.marks[0]!.low)
  })

  it('keeps everything inside, however narrow, and shows no noise as if it were large', () => {
    const {
      plot,
      y,
      series: placed,
    } = layOutBestSoFar(series, { form: 'points', width: 300, height: 200 })
    expect(plot.right - plot.left).toBeGreaterThan(60)
    for (const { marks } of placed) {
      for (const mark of marks) {
        expect(mark.low).toBeLessThanOrEqual(plot.bottom)
        expect(mark.high).toBeGreaterThanOrEqual(plot.top)
      }
    }
    const flat = [{ ...series[0]!, points: [point(1, 0.5)] }]
    const [low = 0, high = 0] = layOutBestSoFar(flat, { form: 'points', ...size }).y.domain()
    expect(high - low).toBeGreaterThanOrEqual(0.05)
    expect(y.domain()[0]).toBeLessThanOrEqual(0.4)
  })
})

describe('BestSoFar', () => {
  it('says what it shows, and names every line at its end', () => {
    const markup = renderToStaticMarkup(
      <BestSoFar
        title="Best so far"
        series={series}
        form="points"
        width={600}
        height={300}
        across="images"
        formatAcross={String}
        text={text}
      />,
    )
    expect(markup).toContain('aria-label="Best so far, images: DARTS 70.0 %; SPOS 70.0 %"')
    expect(markup).toContain('>DARTS<')
    expect(markup).not.toContain('Nothing yet')
  })
})

describe('bestSoFarTable', () => {
  it('has a row for every point', () => {
    const { columns, rows } = bestSoFarTable(series, 'images', text)
    expect(columns).toEqual(['runs', 'images', 'median', 'low', 'high', 'seeds'])
    const rounded = rows.map((row) =>
      row.map((value) => (typeof value === 'number' ? Math.round(value) : value)),
    )
    expect(rounded).toEqual([
      ['DARTS', 10, 50, 40, 60, 3],
      ['DARTS', 20, 70, 60, 80, 3],
      ['SPOS', 20, 70, 70, 70, 3],
    ])
  })
})
