/** `npm run bench -- views`: how long the page takes to redraw when the playhead moves. */
import process from 'node:process'
import type { Page } from 'playwright'
import { encodeRecording } from '../src/store/recordingFormat'
import { syntheticRun, type SyntheticRun } from './syntheticRun'
import type { ViewsCommand } from './viewsArguments'
import { MOVE_MARK, moveTimes, summarise, TRACE_CATEGORIES, type MoveSummary } from './viewTrace'

interface ViewsRow extends MoveSummary {
  readonly bench: 'views'
  readonly run: SyntheticRun
  /**
   * `all` for all together in a window that shows some of them, `all in sight` in one as high as the
   * page, `none` for the page without any.
   */
  readonly view: string
}

/** Moves before the first that counts: code is compiled, caches are filled. */
const WARM_MOVES = 8

/** Playback at its usual speed leaves out so many of 2,000 snapshots. */
const STRIDE = 11

const HEIGHT = 900

/** A page that scrolls in columns needs more than its own height says. */
const SPARE_HEIGHT = 200

export async function benchViews(page: Page, command: ViewsCommand): Promise<void> {
  await page.setViewportSize({ width: command.width, height: HEIGHT })
  for (const run of command.runs) {
    await openRun(page, run, command.snapshots)
    const names = await page.evaluate(() =>
      [...document.querySelectorAll('[data-view]')].map((view) => view.getAttribute('data-view')),
    )
    const known = [...new Set(names.filter((name) => name !== null))]
    const rows: ViewsRow[] = []
    const measure = async (view: string, shown: readonly string[]) => {
      process.stderr.write(`${run}: ${view}\n`)
      await page.evaluate(
        (asked) => window.nasPlayground?.showViews(asked),
        Object.fromEntries(known.map((name) => [name, shown.includes(name)])),
      )
      const summary = await measureMoves(page, command)
      rows.push({ bench: 'views', run, view, ...summary })
    }
    await measure('all', known)
    await inHighWindow(page, command, () => measure('all in sight', known))
    if (!command.together) {
      await measure('none', [])
      for (const name of known) await measure(name, [name])
    }
    print(rows, command)
  }
}

/** Views out of sight wait; in a window as high as the search none is. */
async function inHighWindow(
  page: Page,
  { width }: ViewsCommand,
  work: () => Promise<void>,
): Promise<void> {
  const height = await page.evaluate(() =>
    Math.max(...[...document.querySelectorAll('.search')].map((search) => search.scrollHeight)),
  )
  await page.setViewportSize({ width, height: height + SPARE_HEIGHT })
  await work()
  await page.setViewportSize({ width, height: HEIGHT })
}

/** As a visitor would open a file. */
async function openRun(page: Page, run: SyntheticRun, snapshots: number): Promise<void> {
  const recording = await encodeRecording(syntheticRun(run, snapshots))
  const address = `/${run}.run`
  await page.route(`**${address}`, (route) => route.fulfill({ body: Buffer.from(recording) }))
  await page.evaluate(async (from) => {
    await window.nasPlayground?.showViews({})
    await window.nasPlayground?.showRecording(from)
  }, address)
  await page.waitForSelector('[data-view]')
}

async function measureMoves(page: Page, { moves, snapshots }: ViewsCommand): Promise<MoveSummary> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser to trace')
  const stride = Math.max(1, Math.min(STRIDE, Math.floor(snapshots / (moves + WARM_MOVES + 2))))
  // The last part of a run has the most behind it.
  const first = snapshots - stride * (moves + WARM_MOVES + 2)
  await moveOver(page, first, stride, WARM_MOVES)
  await browser.startTracing(page, { categories: [...TRACE_CATEGORIES] })
  await moveOver(page, first + stride * WARM_MOVES, stride, moves + 1)
  const trace = await browser.stopTracing()
  return summarise(moveTimes(trace.toString()))
}

async function moveOver(page: Page, first: number, stride: number, count: number): Promise<void> {
  await page.evaluate(
    async ([from, step, moves, mark]) => {
      for (let move = 0; move < moves; move++) {
        performance.mark(mark)
        await window.nasPlayground?.moveTo(from + move * step)
      }
    },
    [first, stride, count, MOVE_MARK] as const,
  )
}

const COLUMNS = {
  view: 'view',
  frameMs: 'frame ms',
  frameP95Ms: '95 %',
  medianMs: 'move ms',
  p95Ms: '95 %',
  scriptMs: 'script',
  styleMs: 'style',
  layoutMs: 'layout',
  paintMs: 'paint',
  longestTaskMs: 'longest task',
} as const satisfies Partial<Record<keyof ViewsRow, string>>

function print(rows: readonly ViewsRow[], { json }: ViewsCommand): void {
  if (json) {
    for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`)
    return
  }
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]
  const cells = [Object.values<string>(COLUMNS)].concat(
    rows.map((row) => names.map((name) => String(row[name]))),
  )
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join('  ')
  process.stdout.write(`${rows[0]?.run}\n${cells.map(line).join('\n')}\n\n`)
}
