import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { en } from '../src/panels/language/en'
import { BestSoFar } from '../src/views/BestSoFar'
import { summarise, type CompareRow } from './compareRows'

const VIEWS = resolve(import.meta.dirname, '../src/views')
const SIZE = { width: 960, height: 480 }
const PADDING = 20

/** Of theme/tokens.css, what the drawing takes; by the reader's own preference, wherever it is shown. */
const TOKENS = `:root {
  --font-sans: 'Source Sans 3', 'Segoe UI', system-ui, sans-serif;
  --ground: #101316; --ink: #f1f4f6; --ink-2: #a9b1b9; --line: #2b3138;
}
@media (prefers-color-scheme: light) {
  :root { --ground: #ffffff; --ink: #14181c; --ink-2: #4a525b; --line: #dde1e5; }
}
`

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
  const [width, height] = [SIZE.width + 2 * PADDING, SIZE.height + 2 * PADDING]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">
<style>${TOKENS}${css}</style>
<rect width="${width}" height="${height}" style="fill: var(--ground)"/>
<g transform="translate(${PADDING} ${PADDING})">${drawing}</g>
</svg>
`
}
