import { describe, expect, it } from 'vitest'
import { layoutViews, type PlaceableView } from './viewLayout'

const view = (name: string, change: Partial<PlaceableView> = {}): PlaceableView => ({
  name,
  size: 'half',
  height: 200,
  perCell: false,
  ...change,
})
const VIEWS = [
  view('cell', { size: 'wide', perCell: true }),
  view('gates', { height: 300, perCell: true }),
  view('loss'),
  view('accuracy'),
]
const names = (views: readonly { readonly name: string; readonly cell: string | null }[]) =>
  views.map(({ name, cell }) => (cell ? `${name} ${cell}` : name))

describe('the layout of views', () => {
  it('has wide views above the others, which fill the lower of two columns', () => {
    const { rows, columns } = layoutViews(VIEWS, 700)
    expect(rows.map(names)).toEqual([['cell']])
    expect(columns.map(names)).toEqual([['gates'], ['loss', 'accuracy']])
  })

  it('has one column where there is little room', () => {
    expect(layoutViews(VIEWS, 320).columns.map(names)).toEqual([['gates', 'loss', 'accuracy']])
  })

  it('has both kinds of cell side by side where there is room, each on its side', () => {
    const { rows, columns } = layoutViews(VIEWS, 1200)
    expect(rows.map(names)).toEqual([['cell normal', 'cell reduce']])
    expect(columns.map(names)).toEqual([['gates normal'], ['loss'], ['gates reduce'], ['accuracy']])
  })

  it('keeps two columns in a wide place where nothing is of a single cell', () => {
    expect(layoutViews([view('loss'), view('accuracy')], 1600).columns.map(names)).toEqual([
      ['loss'],
      ['accuracy'],
    ])
  })

  it('has views at the foot below all others', () => {
    const { rows, columns, feet } = layoutViews([view('network', { size: 'foot' }), ...VIEWS], 700)
    expect([...rows, ...columns].flatMap(names)).not.toContain('network')
    expect(names(feet)).toEqual(['network'])
  })

  it('places each view once', () => {
    for (const width of [300, 700, 1200]) {
      const { rows, columns } = layoutViews(VIEWS, width)
      const placed = [...rows, ...columns].flatMap(names)
      expect(new Set(placed).size).toBe(placed.length)
      expect(placed.length).toBe(width === 1200 ? 6 : 4)
    }
  })
})
