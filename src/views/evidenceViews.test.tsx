import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { confusionRows, type ConfusionCounts } from './confusionCounts'
import { ConfusionMatrix, confusionView } from './ConfusionMatrix'
import { CONFUSION_WORDS } from './confusionWords'
import { shownRunAt } from './evidenceRun.fixture'
import { featureMapsView } from './FeatureMaps'
import { gridMove } from './gridMove'
import { learningRatesView } from './LearningRates'
import { stillPointer } from './pointer.fixture'
import { predictionsView } from './Predictions'
import { rateDomain } from './rateSeries'
import type { AnySearchView, ViewLanguage } from './searchView'
import type { ShownRun } from './shownRun'

const VIEWS = [predictionsView, featureMapsView, confusionView, learningRatesView]
const BLANK = { snapshots: [], evaluations: [], evidence: [], exhibits: undefined }

function drawn(view: AnySearchView, run: ShownRun, language: ViewLanguage = 'en', width = 480) {
  const shown = view.shown({ run, cell: 'normal' }, language)
  if (!shown) return null
  const { step } = run
  const title = view.titles[language]
  const drawing = shown.draw({ title, step, totalSteps: 20, width, pointer: stillPointer })
  return renderToStaticMarkup(drawing)
}

const tableOf = (view: AnySearchView, run: ShownRun, language: ViewLanguage = 'en') =>
  view.shown({ run, cell: 'normal' }, language)!.table()

describe.each(VIEWS)('the view $name', (view) => {
  it('draws a run', () => {
    expect(drawn(view, shownRunAt(20))!.replaceAll('><', '>\n<')).toMatchSnapshot()
  })

  it('tells the same in a table, in both languages', () => {
    expect(tableOf(view, shownRunAt(20))).toMatchSnapshot()
    const chinese = tableOf(view, shownRunAt(20), 'zh')
    expect(chinese.rows).toHaveLength(tableOf(view, shownRunAt(20)).rows.length)
    expect(chinese.columns.join()).toMatch(/[\u4e00-\u9fff]/)
    expect(drawn(view, shownRunAt(20), 'zh')).toMatch(/aria-label="[^"]*[\u4e00-\u9fff]/)
  })

  it('writes nothing that is not a number, wide or narrow', () => {
    for (const width of [300, 900]) {
      expect(drawn(view, shownRunAt(20), 'en', width)).not.toMatch(/NaN|undefined|Infinity/)
    }
  })
})

describe('drawings of what a run shows', () => {
  it('are of the step that the timeline stands at', () => {
    expect(drawn(predictionsView, shownRunAt(9))).toContain('after step 1 · the path trained last')
    expect(drawn(predictionsView, shownRunAt(10))).toContain('after step 10 · the mixture')
    expect(drawn(featureMapsView, shownRunAt(19))).toContain('after step 10')
    expect(drawn(confusionView, shownRunAt(9))).toContain('no evaluation yet')
    expect(drawn(confusionView, shownRunAt(11))).toContain('after step 10')
  })

  it('take as much room before there is anything to show', () => {
    const sizeOf = (markup: string | null) => markup?.match(/viewBox="[^"]*"/)?.[0]
    for (const view of [confusionView, learningRatesView]) {
      const blank = sizeOf(drawn(view, shownRunAt(0, BLANK)))
      expect(blank, view.name).toBe(sizeOf(drawn(view, shownRunAt(20))))
    }
    expect(drawn(predictionsView, shownRunAt(0, BLANK as never))).toContain('exhibit-place')
    for (const view of [predictionsView, featureMapsView]) {
      const early = sizeOf(drawn(view, shownRunAt(0, { evidence: [] })))
      expect(early, view.name).toBe(sizeOf(drawn(view, shownRunAt(20))))
    }
  })

  it('are left out of recordings that have nothing of it', () => {
    const old = shownRunAt(20, { exhibits: undefined, evidence: undefined })
    expect(drawn(predictionsView, old)).toBeNull()
    expect(drawn(featureMapsView, old)).toBeNull()
    const uncounted = [{ step: 10, loss: 1, accuracy: 0.5, images: 10 }]
    expect(drawn(confusionView, shownRunAt(20, { evaluations: uncounted }))).toBeNull()
  })

  it('tell right from wrong by shape and by word', () => {
    const markup = drawn(predictionsView, shownRunAt(20))!
    expect(markup).toContain('1 of 3 right')
    expect(markup).toContain('Ankle boot: Ankle boot 82 %, right')
    expect(markup).toContain('Trouser: Pullover 64 %, wrong')
    const marks = [...markup.matchAll(/prediction-mark" d="([^"]+)"/g)].map(([, d]) => d)
    expect(marks[1]).toBe(marks[2])
    expect(marks[0]).not.toBe(marks[1])
  })

  it('always tell how likely the network finds what an image is', () => {
    const { rows } = tableOf(predictionsView, shownRunAt(20))
    expect(rows[2]).toEqual([
      3,
      'Shirt',
      'T-shirt/top',
      expect.closeTo(80),
      expect.closeTo(0.5),
      'wrong',
    ])
    expect(drawn(predictionsView, shownRunAt(20), 'en', 300)).toContain('0.5 %')
  })

  it('count each class of a confusion matrix by itself', () => {
    const { rows } = tableOf(confusionView, shownRunAt(20))
    expect(rows[3]).toEqual(['Dress', 0, 0, 0, 7, 3, 0, 0, 0, 0, 0, 10, expect.closeTo(70)])
    expect(drawn(confusionView, shownRunAt(20))).toContain(
      'Most often mistaken: Ankle boot taken for T-shirt/top: 9 of 10 images (90 %)',
    )
  })
})

describe('a confusion matrix of a hundred classes', () => {
  const classes = 100
  const confusion = Array.from({ length: classes * classes }, (_, at) => {
    const [is, taken] = [Math.floor(at / classes), at % classes]
    return (is === taken ? 6 : 0) + (taken === (is * 7) % classes ? 4 : 0)
  })
  const classNames = Array.from({ length: classes }, (_, number) => `kind ${number}`)
  const data: ConfusionCounts = {
    dataset: { name: 'own', own: { classNames } } as never,
    evaluation: { step: 10, loss: 1, accuracy: 0.6, images: 1_000, confusion },
    rows: confusionRows(confusion, classes),
  }
  const markup = renderToStaticMarkup(
    <ConfusionMatrix title="Confusion" data={data} words={CONFUSION_WORDS.en} width={420} />,
  )

  it('draws every cell that has images, of few elements', () => {
    const moves = markup.match(/M[\d.]+ [\d.]+h/g)
    expect(moves).toHaveLength(confusion.filter((count) => count > 0).length)
    expect(markup.match(/</g)!.length).toBeLessThan(200)
    expect(markup).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('names some classes, and tells of any cell', () => {
    expect(markup.match(/>kind \d+</g)!.length).toBeGreaterThan(15)
    expect(markup).toContain('kind 0 taken for kind 0: 10 of 10 images')
  })
})

describe('moving in a grid', () => {
  const size = { rows: 3, columns: 4 }
  it('stops at its edges, and leaves other keys alone', () => {
    expect(gridMove('ArrowRight', '0 0', size)).toBe('0 1')
    expect(gridMove('ArrowUp', '0 2', size)).toBe('0 2')
    expect(gridMove('End', '1 0', size)).toBe('1 3')
    expect(gridMove('ArrowDown', '2 3', size)).toBe('2 3')
    expect(gridMove('Tab', '0 0', size)).toBeNull()
  })
})

describe('learning rates', () => {
  it('have an axis of whole powers of ten that holds all rates to come', () => {
    const { first, last } = { first: 0.1, last: 0.001 }
    const planned = { first: Math.fround(first), last: Math.fround(last) }
    const series = { weights: [], preferences: null, end: 0, planned }
    expect(rateDomain(series)).toEqual([-3, -1])
    const alphas = { kind: 'alphas', rate: 3e-4 } as const
    expect(rateDomain({ ...series, preferences: alphas })).toEqual([-4, -1])
    expect(rateDomain({ ...series, planned: { first: 0.025, last: 0 } })).toEqual([-2, -1])
  })

  it('that fall to zero leave the axis, and are not drawn along it', () => {
    const run = shownRunAt(20)
    const { config } = run.timeline
    const lastOf = (markup: string) =>
      Number(/data-series="weights" d="[^"]*?([\d.]+),[\d.]+"/.exec(markup)?.[1])
    const falling = (toZero: boolean): ShownRun => ({
      ...run,
      timeline: {
        ...run.timeline,
        config: {
          ...config,
          strategy: { ...config.strategy, learningRateMin: toZero ? 0 : 1e-3 },
        },
        snapshots: run.timeline.snapshots.map((snapshot, index, all) => {
          const share = index / (all.length - 1)
          return {
            ...snapshot,
            learningRate: toZero ? 0.1 * 10 ** (-7 * share) : 0.1 - 0.099 * share,
          }
        }),
      },
    })
    const whole = lastOf(drawn(learningRatesView, falling(false)) ?? '')
    const cut = lastOf(drawn(learningRatesView, falling(true)) ?? '')
    expect(cut).toBeGreaterThan(0)
    expect(cut).toBeLessThan(0.8 * whole)
    expect(drawn(learningRatesView, falling(true))).toContain('1.0·10⁻⁸')
  })
})
