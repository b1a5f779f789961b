import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { ClassBalance, classBalanceTable } from './ClassBalance'
import { figure, imbalance, layOutBalance } from './classBalanceLayout'

const CLASSES = [
  { name: 'cat', train: 4_000, test: 1_000 },
  { name: 'a class with a name that is much too long for its column', train: 40, test: 10 },
  { name: 'none', train: 0, test: 0 },
]
const TEXT = {
  columns: { name: 'Class', train: 'Training', test: 'Test' },
  summary: (title: string, classes: string) => `${title}: ${classes}`,
}
const drawn = (width: number) =>
  renderToStaticMarkup(<ClassBalance title="Classes" classes={CLASSES} width={width} text={TEXT} />)

describe('the balance of classes', () => {
  it('is drawn with both kinds of images', () => {
    expect(drawn(480).replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('writes nothing that is not a number, wide or narrow', () => {
    for (const width of [200, 1200]) expect(drawn(width)).not.toMatch(/NaN|Infinity|="-/)
  })

  it('has bars as long as the counts say, within their place', () => {
    const { bar, scale } = layOutBalance(CLASSES, 480, ['Training', 'Test'])
    expect(bar.left + 5_000 * scale).toBeCloseTo(bar.right)
  })

  it('tells the same in words and in a table', () => {
    expect(drawn(480)).toContain('aria-label="Classes: cat 4,000 + 1,000; ')
    expect(classBalanceTable(CLASSES, TEXT).rows[0]).toEqual(['cat', 4_000, 1_000])
  })

  it('says how uneven classes are', () => {
    expect(imbalance(CLASSES)).toBe(100)
    expect(imbalance([])).toBe(1)
    expect([figure(0), figure(999), figure(1_234_567)]).toEqual(['0', '999', '1,234,567'])
  })
})
