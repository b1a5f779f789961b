import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { classFigures } from './classAccuracies'
import { CLASS_FIGURES_WORDS, ClassFigures, classFiguresTable } from './ClassFigures'
import { pixelImage } from './pixelImage'
import type { ViewLanguage } from './searchView'
import { TrainingCurves, trainingCurvesTable, type TrainingCurvesProps } from './TrainingCurves'
import { TRAINING_CURVES_WORDS } from './trainingCurvesWords'
import { CLASSES, points, report, validations } from './trainedRun.fixture'
import { WORST_MISTAKES_WORDS, WorstMistakes, worstMistakesTable } from './WorstMistakes'

const LANGUAGES: readonly ViewLanguage[] = ['en', 'zh']
const lines = (markup: string) => markup.replaceAll('><', '>\n<')
const labelOf = (markup: string) => /aria-label="([^"]*)"/.exec(markup)?.[1] ?? ''

function curves(changes: Partial<TrainingCurvesProps> = {}, language: ViewLanguage = 'en') {
  return renderToStaticMarkup(
    <TrainingCurves
      metric="accuracy"
      points={points}
      upTo={40}
      validations={validations}
      totalSteps={40}
      lossHasParts={false}
      step={null}
      width={480}
      height={220}
      words={TRAINING_CURVES_WORDS[language]}
      {...changes}
    />,
  )
}

const figures = classFigures(report, CLASSES)
const mistakes = report.mistakes.map(({ image, label, taken, pixels, ...shares }) => ({
  image,
  href: pixelImage({ height: 2, width: 2, channels: 1, bytes: pixels }),
  is: CLASSES[label] ?? '',
  taken: CLASSES[taken] ?? '',
  isShare: shares.labelConfidence,
  takenShare: shares.confidence,
}))

const classes = (language: ViewLanguage = 'en', width = 480) =>
  renderToStaticMarkup(
    <ClassFigures
      figures={figures}
      accuracy={0.8}
      width={width}
      words={CLASS_FIGURES_WORDS[language]}
    />,
  )

const worst = (language: ViewLanguage = 'en', width = 480) =>
  renderToStaticMarkup(
    <WorstMistakes
      mistakes={mistakes}
      all={12}
      width={width}
      words={WORST_MISTAKES_WORDS[language]}
    />,
  )

describe('curves of a training', () => {
  it.each(['loss', 'accuracy', 'rate'] as const)('are drawn: %s', (metric) => {
    expect(lines(curves({ metric }))).toMatchSnapshot()
  })

  it('say what is raw and what is smoothed, and what a loss has in it', () => {
    expect(curves()).toContain('every batch faint, mean of 3 steps on top')
    expect(curves({ metric: 'rate' })).not.toContain('mean of')
    expect(curves({ metric: 'loss', lossHasParts: true })).toContain('smoothed labels')
  })

  it('ring the best checkpoint and tell it, until something is pointed at', () => {
    expect(curves()).toContain('ringed: best 80.0 %, step 30')
    expect(curves().match(/training-best/g)).toHaveLength(1)
    const pointed = curves({ step: 12 })
    expect(pointed).toContain('Step 12')
    expect(pointed).toContain('validation 50.0 %')
    expect(pointed).not.toContain('ringed')
  })

  it('are told in words', () => {
    expect(labelOf(curves())).toBe(
      'Accuracy over 40 steps: training from 34.0 % to 75.6 %; validation 75.0 %, best 80.0 % after step 30',
    )
    expect(labelOf(curves({ points: [], upTo: 0, validations: [] }))).toBe('Accuracy: nothing yet')
  })

  it('are told as a table, every step and validation of it', () => {
    const table = trainingCurvesTable(points, validations, TRAINING_CURVES_WORDS.en)
    expect(table.rows).toHaveLength(40)
    expect(table.rows[29]).toMatchObject({ 0: 30, 6: 80, 7: '✓' })
    expect(table.rows[39]).toMatchObject({ 0: 40, 6: 75, 7: '' })
    expect(table.rows[30]).toMatchObject({ 5: '', 6: '' })
  })
})

describe('accuracies by class', () => {
  it('stand best first, with what a class is mostly taken for', () => {
    expect(figures.map(({ name, accuracy }) => [name, accuracy])).toEqual([
      ['circle', 1],
      ['square', 0.75],
      ['triangle', 0.65],
    ])
    expect(figures.map(({ confusedWith }) => confusedWith)).toEqual([
      null,
      { name: 'circle', images: 3 },
      { name: 'square', images: 6 },
    ])
    // Wilson's bounds p of 13 in 20: where (p − 0.65)² = z² p (1 − p) / 20.
    for (const p of figures[2]!.interval) {
      expect((p - 0.65) ** 2).toBeCloseTo((1.959964 ** 2 * p * (1 - p)) / 20, 6)
    }
  })

  it('leave out classes that no test image is of', () => {
    const none = classFigures({ confusion: [2, 0, 0, 0] }, ['seen', 'unseen'])
    expect(none.map(({ name }) => name)).toEqual(['seen'])
  })

  it('are drawn', () => {
    expect(lines(classes())).toMatchSnapshot()
    expect(labelOf(classes())).toBe('Accuracy by class: best circle 100.0 %, worst triangle 65.0 %')
  })
})

describe('the worst mistakes', () => {
  it('are drawn with what each was taken for, and what it is', () => {
    expect(lines(worst())).toMatchSnapshot()
    expect(labelOf(worst())).toBe(
      'Worst mistakes: 2 of 12. square 99.6 %, is triangle 0.3 %; circle 62 %, is square 30 %',
    )
  })
})

describe.each(LANGUAGES)('drawings of a trained network in %s', (language) => {
  it('write nothing that is not a number, wide or narrow', () => {
    for (const width of [280, 900]) {
      const drawn = [curves({ width }, language), classes(language, width), worst(language, width)]
      expect(drawn.join()).not.toMatch(/NaN|undefined|Infinity/)
    }
  })

  it('have tables of as many columns as figures', () => {
    const tables = [
      trainingCurvesTable(points, validations, TRAINING_CURVES_WORDS[language]),
      classFiguresTable(figures, CLASS_FIGURES_WORDS[language]),
      worstMistakesTable(mistakes, WORST_MISTAKES_WORDS[language]),
    ]
    for (const { columns, rows } of tables) {
      for (const row of rows) expect(row).toHaveLength(columns.length)
    }
  })
})
