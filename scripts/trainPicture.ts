import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ValidationPoint } from '../src/run/training'
import { stepsOf } from '../src/store/trainingDraft'
import { thin } from '../src/views/thin'
import { TrainingCurves } from '../src/views/TrainingCurves'
import { TRAINING_CURVES_WORDS } from '../src/views/trainingCurvesWords'
import { framedPicture } from './framedPicture'
import { accuracyText, grouped, sizeText, type FinishedTraining } from './trainText'

const THEME = resolve(import.meta.dirname, '../src/views/theme')
const [WIDTH, HEIGHT, GAP, CAPTION] = [960, 280, 28, 60]
const METRICS = ['accuracy', 'loss'] as const
/** Each is a dot: more would run into each other. */
const MOST_VALIDATIONS = 240

/** What the page's tokens call what the curves take, besides those of every picture. */
const OWN_TOKENS = `:root { --weight-strong: 650; --accent: #ff4571; }
@media (prefers-color-scheme: light) { :root { --accent: #c4125a; } }
.caption { font: var(--type-small) var(--font-sans); fill: var(--ink-2); }
.caption-title { font-size: 18px; font-weight: var(--weight-medium); fill: var(--ink); }
`

/** The page's own curves of a training, accuracy above loss, as an SVG of its own. */
export function trainPicture(training: FinishedTraining): string {
  const { config, trained } = training
  const { points, validations } = trained
  const { recipe } = config
  const charts = METRICS.map((metric, index) => {
    const drawing = renderToStaticMarkup(
      createElement(TrainingCurves, {
        metric,
        points,
        upTo: trained.steps,
        validations: fewer(validations),
        totalSteps: stepsOf(config).steps,
        lossHasParts: recipe.labelSmoothing > 0 || recipe.auxiliaryWeight > 0,
        step: null,
        width: WIDTH,
        height: HEIGHT,
        words: TRAINING_CURVES_WORDS.en,
      }),
    )
    return `<g transform="translate(0 ${CAPTION + index * (HEIGHT + GAP)})">${drawing}</g>`
  })
  const css = ['views.css', 'training.css'].map((name) => readFileSync(join(THEME, name), 'utf8'))
  return framedPicture(
    `${captionOf(training)}${rounded(charts.join(''))}`,
    { width: WIDTH, height: CAPTION + 2 * HEIGHT + GAP },
    [OWN_TOKENS, ...css].join('\n'),
  )
}

function captionOf(training: FinishedTraining): string {
  const { name, config, trained } = training
  const { recipe, dataset, seed } = config
  const details = [
    sizeText(training),
    `${grouped(trained.parameters)} parameters`,
    `${grouped(trained.macs)} MACs`,
    `${grouped(dataset.trainImages - recipe.validationImages)} training images`,
    `${grouped(trained.steps)} steps of ${recipe.batch}`,
    `seed ${seed}`,
  ]
  const line = (className: string, y: number, text: string) =>
    createElement('text', { key: y, className: `caption ${className}`, x: 0, y }, text)
  return renderToStaticMarkup(
    createElement('g', null, [
      line('caption-title', 16, `${name}: ${accuracyText(trained)}`),
      line('', 38, details.filter(Boolean).join(' · ')),
    ]),
  )
}

/** With the lowest and the highest of neighbours, so that no best is lost. */
function fewer(validations: readonly ValidationPoint[]): ValidationPoint[] {
  const valued = validations.map((each) => ({ ...each, value: each.accuracy }))
  return thin(valued, MOST_VALIDATIONS)
}

/** Coordinates to a hundredth of a pixel; what is read has three digits at most. */
function rounded(drawing: string): string {
  return drawing.replace(/\d+\.\d{4,}/g, (digits) => Number(digits).toFixed(2))
}
