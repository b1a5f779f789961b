import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { latencyEn } from '../src/panels/language/latencyEn'
import type { Interval, LatencyModel, LatencyTrial } from '../src/run/latency'
import type { LatencyText } from '../src/views/latencyText'
import { PredictionScatter } from '../src/views/PredictionScatter'
import { framedPicture } from './framedPicture'

const VIEWS = resolve(import.meta.dirname, '../src/views')
const PLOT = { width: 460, height: 380 }
const GAP = 40
const CAPTION = 24

/** What of the page's style sheet for all drawings these two need. */
const CHART_CSS = `.view { font-family: var(--font-sans); font-size: var(--type-small); }
.view text { fill: var(--ink-2); }
.view .view-title { fill: var(--ink); font-size: var(--type-body); font-weight: var(--weight-medium); }
.chart-axis line { stroke: var(--line); }
.view .chart-axis text { fill: var(--ink-3); }
.caption { font-family: var(--font-sans); font-size: var(--type-small); fill: var(--ink-2); }
`

/**
 * Measured latency of random architectures against what was predicted without having seen them, and
 * against their MACs, side by side.
 */
export function latencyPicture({ table, validation }: LatencyModel): string {
  if (!validation) throw new Error('No architecture was measured')
  const { trials, spearman, spearmanMacs } = validation
  const { adapter } = table.device
  const predicted = scatter(trials, ({ predictedMs }) => predictedMs, {
    title: `By the table: Spearman ${range(spearman)}`,
    across: 'predicted, ms',
    correlation: range(spearman),
    identity: true,
  })
  const macs = scatter(trials, (trial) => trial.macs / 1e6, {
    title: `By MACs: Spearman ${range(spearmanMacs)}`,
    across: 'million MACs',
    correlation: range(spearmanMacs),
    identity: false,
  })
  const right = `<g transform="translate(${PLOT.width + GAP} 0)">${macs}</g>`
  const size = { width: 2 * PLOT.width + GAP, height: PLOT.height + CAPTION }
  const caption = `<text class="caption" y="${size.height}">${captionText(trials.length, adapter)}</text>`
  return framedPicture(predicted + right + caption, size, CHART_CSS + stylesOf('latency.css'))
}

interface ScatterWords {
  readonly title: string
  readonly across: string
  readonly correlation: string
  readonly identity: boolean
}

function scatter(
  trials: readonly LatencyTrial[],
  xOf: (trial: LatencyTrial) => number,
  words: ScatterWords,
): string {
  return renderToStaticMarkup(
    createElement(PredictionScatter, {
      ...PLOT,
      ...words,
      points: trials.map((trial) => {
        const { medianMs, lowMs, highMs } = trial.measured
        return { name: trial.text, x: xOf(trial), ms: medianMs, lowMs, highMs }
      }),
      formatX: String,
      text: TEXT,
    }),
  )
}

const TEXT: LatencyText = {
  ...latencyEn.views,
  heatSummary: (title) => title,
  dotsSummary: (title) => title,
  scatterSummary: (title, across, networks, correlation) =>
    `${title}. Measured latency of ${networks} networks against ${across}, Spearman ${correlation}.`,
  columns: latencyEn.columns,
}

function captionText(networks: number, adapter: string): string {
  const device = adapter.replace(/[&<>]/g, '')
  return `${networks} random architectures, one image at a time, on ${device}; bars are quartiles, 95 % intervals in brackets`
}

/** With its 95 % interval. */
const range = ({ value, low, high }: Interval) =>
  `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`

const stylesOf = (file: string) => readFileSync(join(VIEWS, file), 'utf8')
