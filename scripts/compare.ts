/** `npm run bench -- compare`: every method with every seed, and the yardstick on what they find. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import type { Page } from 'playwright'
import { YARDSTICK, yardstickAccuracy } from '../src/run/yardstick'
import { messageOf } from './commandLine'
import type { CompareCommand, CompareRequest } from './compareArguments'
import { comparePicture } from './comparePicture'
import { CompareFile, summarise, type CompareRow } from './compareRows'
import { withDeadline } from './deadline'
import { untilReady, withPage } from './pageSession'

/** Runs what was not run before; a run that fails is told of and left out. */
export async function compare(
  command: CompareCommand,
  print: (row: object) => void,
): Promise<void> {
  const file = new CompareFile(command.outFile)
  const rows: CompareRow[] = []
  let failures = 0
  const work = async (page: Page | null) => {
    for (const [index, request] of command.requests.entries()) {
      const name = `${index + 1} of ${command.requests.length}: ${request.strategy}, seed ${request.seed}`
      const kept = file.find(request)
      if (!kept && !page) continue
      try {
        tell(kept ? `${name}: kept` : name)
        const row =
          kept ?? (await withDeadline(measured(page as Page, request), command.deadlineMs))
        if (!kept) file.add(row)
        rows.push(row)
        print(row)
      } catch (error) {
        failures++
        tell(`${name} failed: ${messageOf(error)}`)
        // What is left of it must not disturb the next.
        if (page) await untilReady(page, () => page.reload()).catch(() => undefined)
      }
    }
  }
  if (command.requests.every((request) => file.find(request))) await work(null)
  else await withPage(command, work)
  const table = { bench: 'compare', failures, table: summarise(rows) }
  file.finish(rows, table)
  if (command.pictureFile !== null) writeFileSync(command.pictureFile, comparePicture(rows))
  print(table)
  if (failures > 0) process.exitCode = 1
}

/** One run in the page, and the yardstick on its answers. */
async function measured(page: Page, request: CompareRequest): Promise<CompareRow> {
  const startMs = performance.now()
  const { answers, ...run } = await page.evaluate(async (asked) => {
    if (!window.nasPlayground) throw new Error('The page offers no automation.')
    return window.nasPlayground.compareRun(asked, (task, fraction) => {
      void window.reportProgress(task, fraction)
    })
  }, request)
  const foundMs = performance.now()
  const architectures = [...new Set(answers.flatMap(({ text }) => text ?? []))]
  const scores = await page.evaluate(
    async (asked) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.measureYardstick(asked, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    },
    { space: run.config.space, architectures },
  )
  const scoreOf = (text: string | null) => scores.find((score) => score.text === text)
  return {
    bench: 'compare',
    request,
    recipe: YARDSTICK,
    run,
    answers: answers.map((answer) => {
      const score = scoreOf(answer.text)
      const accuracy = score ? yardstickAccuracy(score) : null
      return { ...answer, accuracy, accuracies: score?.accuracies ?? [] }
    }),
    wallMs: foundMs - startMs,
    yardstickMs: performance.now() - foundMs,
  }
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
