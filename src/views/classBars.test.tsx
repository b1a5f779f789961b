import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ClassBars } from './ClassBars'
import {
  classRows,
  classTable,
  layOutColumns,
  shareFigure,
  takenFor,
  type ClassBarsText,
  type ClassColumn,
} from './classAnswers'

const text: ClassBarsText = {
  summary: (title, answers) => `${title}. ${answers.join('. ')}`,
  answer: (name, leaders) => `${name}: ${leaders.join(', ')}`,
  latency: (time) => `${time} an image`,
  measuring: 'measuring',
  others: (count) => `${count} others`,
  truth: 'what it is',
  columns: { class: 'class', probability: (name) => `${name} (%)` },
}

const names = ['Coat', 'Shirt', 'Bag']

function column(name: string, probabilities: readonly number[] | null, latencyMs = 1.5) {
  return {
    name,
    note: 'sure of itself',
    probabilities: probabilities && Float32Array.from(probabilities),
    latencyMs: probabilities && latencyMs,
    absence: probabilities ? null : 'nothing was kept',
  } satisfies ClassColumn
}

const columns = [column('Trained', [0.75, 0.25, 0]), column('Supernet', null)]

describe('answers', () => {
  it.each([360, 760])('are drawn side by side at %i pixels', (width) => {
    const markup = renderToStaticMarkup(
      <ClassBars
        title="Answers"
        columns={columns}
        classNames={names}
        truth={1}
        width={width}
        text={text}
      />,
    )
    expect(markup.replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('keep the order of classes', () => {
    expect(classRows(columns, names, null, text.others).map(({ label }) => label)).toEqual(names)
  })

  it('have a row for the likeliest of many, for what the image is, and for all others', () => {
    const many = Array.from({ length: 100 }, (_, index) => `class ${index}`)
    const probabilities = many.map((_, index) => (index + 1) / 5050)
    const rows = classRows([column('Trained', probabilities)], many, 3, text.others)
    expect(rows.map(({ index }) => index)).toEqual([
      3,
      ...Array.from({ length: 10 }, (_, index) => 90 + index),
      null,
    ])
    const total = rows.reduce((sum, { shares }) => sum + (shares[0] ?? 0), 0)
    expect(total).toBeCloseTo(1, 5)
    expect(rows.at(-1)?.label).toBe('89 others')
  })

  it('are for the likeliest class', () => {
    expect(columns.map(takenFor)).toEqual([0, null])
  })

  it('have a table twin in per cent', () => {
    expect(classTable(columns, names, text)).toEqual({
      columns: ['class', 'Trained (%)', 'Supernet (%)'],
      rows: [
        ['Coat', 75, ''],
        ['Shirt', 25, ''],
        ['Bag', 0, ''],
      ],
    })
  })
})

describe('columns', () => {
  it.each([280, 360, 600, 1200])('share %i pixels', (width) => {
    const { labelRoom, above, places } = layOutColumns(['Ankle boot', 'T-shirt/top'], 3, width)
    const last = places.at(-1)
    if (!above) expect(places[0]?.x).toBeGreaterThan(labelRoom)
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(width, 6)
    for (const { bar } of places) expect(bar).toBeGreaterThan(30)
  })
})

it.each([
  [0, '0 %'],
  [0.001, '< 1 %'],
  [0.0249, '2 %'],
  [0.5, '50 %'],
  [0.994, '99 %'],
  [0.9999, '> 99 %'],
  [1, '100 %'],
])('shows %d as %s', (share, figure) => {
  expect(shareFigure(share)).toBe(figure)
})
