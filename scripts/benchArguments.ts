import { parseArgs } from 'node:util'
import type { BenchSize, EngineName } from '../src/run/automation'
import type { DartsOrder } from '../src/run/config'
import { asUsage, choiceFlag, integerFlag, UsageError } from './commandLine'
import { COMPARE_HELP, parseCompareArguments, type CompareCommand } from './compareArguments'
import { FIDELITY_HELP, parseFidelityArguments, type FidelityCommand } from './fidelityArguments'
import { LATENCY_HELP, parseLatencyArguments, type LatencyCommand } from './latencyArguments'
import { parseQualityArguments, QUALITY_HELP, type QualityCommand } from './qualityArguments'
import { parseViewsArguments, VIEWS_HELP, type ViewsCommand } from './viewsArguments'

const BENCHES = ['step', 'path', 'kernels'] as const
const SIZES = ['nano', 'micro', 'small', 'paper'] as const satisfies readonly BenchSize[]
const ENGINES = ['plan', 'eager'] as const satisfies readonly EngineName[]
const ORDERS = ['first', 'second'] as const satisfies readonly DartsOrder[]

/** An eager step takes half a minute on software WebGPU, a planned one half a second. */
const DEFAULT_STEPS: Record<EngineName, number> = { plan: 10, eager: 2 }
const DEFAULT_REPEATS = 5

const BENCH_HELP = `Measures the engines in the page itself, headless.

  npm run bench -- step [flags]       times search steps of the engines, turn by turn
  npm run bench -- path [flags]       times single paths beside the whole supernet, step by step
  npm run bench -- kernels [flags]    shows where the time of the compiled step goes
  npm run bench -- compare [flags]    runs all methods on equal budgets; has flags of its own (--help)
  npm run bench -- quality [flags]    trains what searches find beside random draws; has flags of its own (--help)
  npm run bench -- fidelity [flags]   holds shared weights against training alone; has flags of its own (--help)
  npm run bench -- latency [flags]    measures and predicts latency; has flags of its own (--help)
  npm run bench -- views [flags]      times redrawing views as the playhead moves; has flags of its own (--help)

  --config NAME     ${SIZES.join(', ')} (default micro)
  --engines LIST    step: of ${ENGINES.join(', ')}, separated by commas (default both; plan
                    alone for paper, where an eager step takes hours on software WebGPU)
  --order NAME      step: ${ORDERS.join(', ')} (default first)
  --steps N         step, path: timed steps of each (default ${DEFAULT_STEPS.plan}, and ${DEFAULT_STEPS.eager} for eager)
  --repeats N       kernels: measurements of every dispatch (default ${DEFAULT_REPEATS})
  --json            one JSON line per engine or kernel; after the engines, one with their ratios
  --hardware        use this machine's GPU instead of software WebGPU
  --help            show this text

Progress goes to standard error. Exit codes: 0 done, 1 failed, 2 wrong flags.
`

interface CommonFlags {
  readonly size: BenchSize
  readonly json: boolean
  readonly hardware: boolean
}

export interface StepBenchCommand extends CommonFlags {
  readonly bench: 'step'
  readonly order: DartsOrder
  readonly engines: readonly { readonly engine: EngineName; readonly steps: number }[]
}

export interface PathBenchCommand extends CommonFlags {
  readonly bench: 'path'
  readonly steps: number
}

export interface KernelBenchCommand extends CommonFlags {
  readonly bench: 'kernels'
  readonly repeats: number
}

export type BenchCommand =
  | StepBenchCommand
  | PathBenchCommand
  | KernelBenchCommand
  | CompareCommand
  | FidelityCommand
  | LatencyCommand
  | QualityCommand
  | ViewsCommand

/** A text to be shown instead of anything being run. */
interface HelpCommand {
  readonly help: string
}

/** Reads the flags of `npm run bench`. @throws UsageError */
export function parseBenchArguments(args: readonly string[]): BenchCommand | HelpCommand {
  if (args[0] === 'compare') {
    const command = parseCompareArguments(args.slice(1))
    return command === 'help' ? { help: COMPARE_HELP } : command
  }
  if (args[0] === 'quality') {
    const command = parseQualityArguments(args.slice(1))
    return command === 'help' ? { help: QUALITY_HELP } : command
  }
  if (args[0] === 'fidelity') {
    const command = parseFidelityArguments(args.slice(1))
    return command === 'help' ? { help: FIDELITY_HELP } : command
  }
  if (args[0] === 'latency') {
    const command = parseLatencyArguments(args.slice(1))
    return command === 'help' ? { help: LATENCY_HELP } : command
  }
  if (args[0] === 'views') {
    const command = parseViewsArguments(args.slice(1))
    return command === 'help' ? { help: VIEWS_HELP } : command
  }
  const { values, positionals } = asUsage(() =>
    parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        config: { type: 'string', default: 'micro' },
        engines: { type: 'string' },
        order: { type: 'string', default: 'first' },
        steps: { type: 'string' },
        repeats: { type: 'string', default: String(DEFAULT_REPEATS) },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return { help: BENCH_HELP }
  const bench = BENCHES.find((name) => positionals.length === 1 && positionals[0] === name)
  if (!bench) {
    throw new UsageError(
      `Name the benchmark: ${BENCHES.join(', ')}, compare, quality, fidelity, latency, views. Given: “${positionals.join(' ')}”.`,
    )
  }
  const { json, hardware } = values
  const common = { size: choiceFlag('config', values.config, SIZES), json, hardware }
  if (bench === 'kernels') {
    const repeats = integerFlag('repeats', values.repeats, { least: 1, most: 1000 })
    return { bench, ...common, repeats }
  }
  const steps =
    values.steps === undefined
      ? null
      : integerFlag('steps', values.steps, { least: 1, most: 10_000 })
  if (bench === 'path') return { bench, ...common, steps: steps ?? DEFAULT_STEPS.plan }
  const engines = new Set(
    (values.engines ?? defaultEngines(common.size))
      .split(',')
      .map((engine) => choiceFlag('engines', engine, ENGINES)),
  )
  return {
    bench,
    ...common,
    order: choiceFlag('order', values.order, ORDERS),
    engines: [...engines].map((engine) => ({ engine, steps: steps ?? DEFAULT_STEPS[engine] })),
  }
}

function defaultEngines(size: BenchSize): string {
  return size === 'paper' ? 'plan' : ENGINES.join(',')
}
