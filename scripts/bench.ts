/** `npm run bench`: measures the engines in the page itself. */
import process from 'node:process'
import type { EngineName, StepBenchRow } from '../src/run/automation'
import { BENCH_HELP, parseBenchArguments } from './benchArguments'
import { runCommand } from './commandLine'
import { withPage } from './pageSession'

await runCommand('bench', async () => {
  const command = parseBenchArguments(process.argv.slice(2))
  if (command === 'help') {
    process.stdout.write(BENCH_HELP)
    return
  }
  const print = command.json ? printJson : printText
  await withPage(command, async (page) => {
    const rows: StepBenchRow[] = []
    for (const { engine, steps } of command.engines) {
      const row = await page.evaluate(
        async (options) => {
          if (!window.nasPlayground) throw new Error('The page offers no automation.')
          return window.nasPlayground.bench('step', options, (task, fraction) => {
            void window.reportProgress(task, fraction)
          })
        },
        { config: command.size, engine, steps },
      )
      rows.push(row)
      print(row)
    }
    const [plan, eager] = [rowOf(rows, 'plan'), rowOf(rows, 'eager')]
    if (plan && eager) print(ratios(plan, eager))
  })
})

function rowOf(rows: readonly StepBenchRow[], engine: EngineName): StepBenchRow | undefined {
  return rows.find((row) => row.engine === engine)
}

/** How many times the plan's figure the eager engine's is; null where the plan's is zero. */
function ratios(plan: StepBenchRow, eager: StepBenchRow) {
  const ratio = (figure: 'msPerStep' | 'dispatches' | 'buffersCreated' | 'peakBytes') =>
    plan[figure] > 0 ? Number((eager[figure] / plan[figure]).toPrecision(3)) : null
  return {
    compare: 'eager/plan',
    config: plan.config,
    msPerStep: ratio('msPerStep'),
    dispatches: ratio('dispatches'),
    buffersCreated: ratio('buffersCreated'),
    peakBytes: ratio('peakBytes'),
  }
}

function printJson(row: object): void {
  process.stdout.write(`${JSON.stringify(row)}\n`)
}

function printText(row: object): void {
  const cells = Object.entries(row).map(([name, value]) => `${name} ${String(value)}`)
  process.stdout.write(`${cells.join('  ')}\n`)
}
