import { parseArgs } from 'node:util'
import type { BenchSize, EngineName } from '../src/run/automation'
import { asUsage, choiceFlag, integerFlag, UsageError } from './commandLine'

const SIZES = ['micro', 'small', 'paper'] as const satisfies readonly BenchSize[]
const ENGINES = ['plan', 'eager'] as const satisfies readonly EngineName[]

/** An eager step takes half a minute on software WebGPU, a planned one half a second. */
const DEFAULT_STEPS: Record<EngineName, number> = { plan: 10, eager: 2 }

export const BENCH_HELP = `Times a search step of each engine, in the page itself, headless.

  npm run bench -- step [flags]

  --config NAME     ${SIZES.join(', ')} (default micro)
  --engines LIST    of ${ENGINES.join(', ')}, separated by commas (default both)
  --steps N         timed steps of each engine (default ${DEFAULT_STEPS.plan} for plan, ${DEFAULT_STEPS.eager} for eager)
  --json            one JSON line per engine, and a last one with their ratios
  --hardware        use this machine's GPU instead of software WebGPU
  --help            show this text

Progress goes to standard error. Exit codes: 0 done, 1 failed, 2 wrong flags.
`

export interface BenchCommand {
  readonly size: BenchSize
  readonly engines: readonly { readonly engine: EngineName; readonly steps: number }[]
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run bench`; `help` when they ask for it. @throws UsageError */
export function parseBenchArguments(args: readonly string[]): BenchCommand | 'help' {
  const { values, positionals } = asUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string', default: 'micro' },
        engines: { type: 'string', default: ENGINES.join(',') },
        steps: { type: 'string' },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  if (positionals.length !== 1 || positionals[0] !== 'step') {
    throw new UsageError(`Name the benchmark: step. Given: “${positionals.join(' ')}”.`)
  }
  const steps =
    values.steps === undefined
      ? null
      : integerFlag('steps', values.steps, { least: 1, most: 10_000 })
  const engines = new Set(
    values.engines.split(',').map((engine) => choiceFlag('engines', engine, ENGINES)),
  )
  return {
    size: choiceFlag('config', values.config, SIZES),
    engines: [...engines].map((engine) => ({ engine, steps: steps ?? DEFAULT_STEPS[engine] })),
    json: values.json,
    hardware: values.hardware,
  }
}
