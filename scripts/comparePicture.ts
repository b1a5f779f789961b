import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { en } from '../src/panels/language/en'
import { BestSoFar } from '../src/views/BestSoFar'
import { summarise, type CompareRow } from './compareRows'
import { framedPicture } from './framedPicture'

const VIEWS = resolve(import.meta.dirname, '../src/views')
const SIZE = { width: 960, height: 480 }

/** The page's own drawing of a comparison as an SVG of its own, readable on dark and light ground. */
export function comparePicture(rows: readonly CompareRow[]): string {
  const summaries = summarise(rows)
  const seeds = Math.max(0, ...summaries.map(({ runs }) => runs))
  const drawing = renderToStaticMarkup(
    createElement(BestSoFar, {
      title: `Yardstick accuracy, median and quartiles over ${seeds === 1 ? 'one seed' : `${seeds} seeds`}`,
      series: summaries.map(({ method, answers }) => ({
        key: method,
        name: en.bar.methods[method],
        method,
        points: answers,
      })),
      form: 'points',
      ...SIZE,
      across: 'images trained on',
      formatAcross: (images) => images.toLocaleString('en'),
      text: {
        summary: (title, across, ends) => `${title}, against ${across}. At the end: ${ends}.`,
        columns: { name: '', median: '', low: '', high: '', runs: '' },
      },
    }),
  )
  const css = readFileSync(join(VIEWS, 'bestSoFar.css'), 'utf8')
  return framedPicture(drawing, SIZE, css)
}
