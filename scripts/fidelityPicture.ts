import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import type { FidelityPoint, FidelityReport } from '../src/run/fidelity'
import { FidelityScatter, rangeOf } from '../src/views/FidelityScatter'
import { framedPicture } from './framedPicture'

const VIEWS = resolve(import.meta.dirname, '../src/views')
const [WIDTH, HEIGHT, GAP] = [460, 320, 40]

const DRAWN = [
  ['recalibrated', 'Batch norm recalibrated'],
  ['plain', 'Batch norm as it was left'],
] as const

/** The page's own drawings of both rankings side by side, as an SVG of its own. */
export function fidelityPicture(
  points: readonly FidelityPoint[],
  reports: readonly FidelityReport[],
): string {
  const drawings = DRAWN.map(([predictor, title], index) => {
    const kendall = reports.find((report) => report.predictor === predictor)?.kendall
    const drawing = renderToStaticMarkup(
      createElement(FidelityScatter, {
        title,
        points: points.map((point) => ({
          name: point.text,
          x: point[predictor],
          alone: point.alone,
        })),
        across: 'accuracy with shared weights',
        formatX: (value: number) => `${Number((100 * value).toFixed(1))} %`,
        correlation: kendall
          ? `Kendall τ-b ${kendall.value.toFixed(2)} (${kendall.low.toFixed(2)} to ${kendall.high.toFixed(2)})`
          : '',
        range: rangeOf(points.map(({ alone }) => alone)),
        width: WIDTH,
        height: HEIGHT,
        text: {
          summary: (name, count, correlation) => `${name}: ${count} architectures. ${correlation}.`,
          alone: 'accuracy alone',
        },
      }),
    )
    return `<g transform="translate(${index * (WIDTH + GAP)} 0)">${drawing}</g>`
  })
  const css = readFileSync(join(VIEWS, 'judgedGroups.css'), 'utf8')
  return framedPicture(drawings.join(''), { width: 2 * WIDTH + GAP, height: HEIGHT }, css)
}
