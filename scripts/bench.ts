/** `npm run bench`: measures the engines in the page itself. */
import process from 'node:process'
import type { Page } from 'playwright'
import type { EngineName, StepBenchRow } from '../src/run/automation'
import {
  parseBenchArguments,
  type KernelBenchCommand,
  type PathBenchCommand,
  type StepBenchCommand,
} from './benchArguments'
import { runCommand } from './commandLine'
import { compare } from './compare'
import { printComparison } from './compareText'
import { fidelity } from './fidelity'
import { printFidelity } from './fidelityText'
import { benchLatency } from './latency'
import { withPage } from './pageSession'
import { quality } from './quality'
import { printQuality } from './qualityText'
import { benchViews } from './views'

type Print = (row: object) => void

await runCommand('bench', async () => {
  const command = parseBenchArguments(process.argv.slice(2))
  if ('help' in command) {
    process.stdout.write(command.help)
    return
  }
  if (command.bench === 'compare') {
    await compare(command, command.json ? printJson : printComparison)
    return
  }
  if (command.bench === 'quality') {
    await quality(command, command.json ? printJson : printQuality)
    return
  }
  if (command.bench === 'fidelity') {
    await fidelity(command, command.json ? printJson : printFidelity)
    return
  }
  const print = command.json ? printJson : printText
  await withPage(command, (page) => {
    switch (command.bench) {
      case 'step':
        return benchSteps(page, command, print)
      case 'path':
        return benchPaths(page, command, print)
      case 'kernels':
        return benchKernels(page, command, print)
      case 'latency':
        return benchLatency(page, command, print)
      case 'views':
        return benchViews(page, command)
    }
  })
})

async function benchSteps(page: Page, command: StepBenchCommand, print: Print): Promise<void> {
  const rows = await page.evaluate(
    async (options) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.benchSteps(options, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    },
    { config: command.size, order: command.order, engines: command.engines },
  )
  for (const row of rows) print(row)
  const [plan, eager] = [rowOf(rows, 'plan'), rowOf(rows, 'eager')]
  if (plan && eager) print(ratios(plan, eager))
}

async function benchPaths(page: Page, command: PathBenchCommand, print: Print): Promise<void> {
  const rows = await page.evaluate(
    async (options) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.benchPaths(options, (task, fraction) => {
        void window.reportProgress(task, fraction)
      })
    },
    { config: command.size, steps: command.steps },
  )
  for (const row of rows) print(row)
  const [mixture, path] = rows
  if (!mixture || !path) return
  const share = (figure: 'msPerStep' | 'dispatches' | 'gpuBytes') =>
    Number((path[figure] / mixture[figure]).toPrecision(3))
  print({
    compare: 'path/mixture',
    config: command.size,
    msPerStep: share('msPerStep'),
    dispatches: share('dispatches'),
    gpuBytes: share('gpuBytes'),
  })
}

async function benchKernels(page: Page, command: KernelBenchCommand, print: Print): Promise<void> {
  const rows = await page.evaluate(
    async (options) => {
      if (!window.nasPlayground) throw new Error('The page offers no automation.')
      return window.nasPlayground.benchKernels(options)
    },
    { config: command.size, repeats: command.repeats },
  )
  for (const row of rows) print(row)
}

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
    order: plan.order,
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
