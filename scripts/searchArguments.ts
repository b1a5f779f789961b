import { parseArgs } from 'node:util'
import type { BatchBudget, BatchRequest } from '../src/run/automation'
import { FASHION_MNIST } from '../src/run/datasets'
import { METHODS } from '../src/run/methods'
import { OBJECTIVE_KINDS } from '../src/run/objective'
import { PRESET_NAMES } from '../src/run/presets'
import { SPACE_NAMES } from '../src/space/spacePresets'
import { asUsage, choiceFlag, integerFlag, UsageError } from './commandLine'
import { objectiveFlags, OBJECTIVE_OPTIONS } from './objectiveArguments'

const DATASETS = [FASHION_MNIST] as const
const MEASURABLE = ['latency'] as const
const BUDGET_UNITS = ['steps', 'images'] as const satisfies readonly BatchBudget['unit'][]

const SEED_BOUNDS = { least: 0, most: 2 ** 32 - 1 }
const STEP_BOUNDS = { least: 1, most: 1_000_000 }
const IMAGE_BOUNDS = { least: 1, most: 1_000_000_000 }

export const SEARCH_HELP = `Runs an architecture search in the page itself, headless, and prints what it found.

  npm run search -- [flags]

  --preset NAME     ${PRESET_NAMES.join(', ')} (default tiny)
  --strategy NAME   ${METHODS.join(', ')}
                    (darts2: DARTS of second order, unrolled; random shares weights,
                    random-scratch trains each architecture by itself)
  --space NAME      ${SPACE_NAMES.join(', ')}
                    at the size of the preset; DARTS needs darts, the others take any
  --objective NAME  ${OBJECTIVE_KINDS.join(', ')}
                    (default accuracy; DARTS follows gradients: accuracy, additive, log-product)
  --limit M=N       constrained: nothing above it is ever judged; M is macs, parameters, latency (ms
                    on this device) or memory (bytes); may be repeated, and implies --objective
                    constrained. What is found keeps a latency as measured, not only as predicted
  --target M=N      weighted-product: accuracy × (M / N)^w; additive: accuracy − weight × (M / N − 1);
                    log-product: loss × A × (log M / log N)^B. DARTS takes the cost that its gates
                    expect, and the loss in place of accuracy
  --exponents A,B   weighted-product: w up to the target and above it (default -0.07,-0.07)
  --weight N        additive: its weight (default 0.1)
  --product A,B     log-product: factor and exponent (default 0.2,0.3 as ProxylessNAS; FBNet 0.2,0.6)
  --measures M,…    multi-objective: what counts besides accuracy (default macs)
  --measure latency measure latencies on this device before the search, whatever the objective, so
                    that every architecture carries one; objectives of latency do so by themselves
  --budget U=N      steps=N: steps that train weights; images=N: training images, batches of alphas
                    included, by which methods compare (default: the preset's)
  --steps N         the same as --budget steps=N
  --dataset NAME    ${DATASETS.join(', ')}
  --data PATH       data of your own instead: a CIFAR-10 or CIFAR-100 archive (binary version), a zip of
                    pictures in one folder for each class, or a folder of such, or of IDX files
  --seed N          equal seeds give equal results on one device
  --config FILE     a whole search config as JSON (“config” of an earlier result), instead of a preset
  --json            one JSON object as the last line of standard output
  --out FILE        write that JSON object to FILE too
  --hardware        use this machine's GPU instead of software WebGPU
  --help            show this text

Progress goes to standard error. Exit codes: 0 found, 1 failed, 2 wrong flags.
`

export interface SearchCommand {
  readonly request: Omit<BatchRequest, 'config'>
  readonly configFile: string | null
  readonly outFile: string | null
  /** Of data to bring into the page first. */
  readonly dataPath: string | null
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run search`; `help` when they ask for it. @throws UsageError */
export function parseSearchArguments(args: readonly string[]): SearchCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        preset: { type: 'string' },
        strategy: { type: 'string' },
        space: { type: 'string' },
        ...OBJECTIVE_OPTIONS,
        measure: { type: 'string' },
        budget: { type: 'string' },
        steps: { type: 'string' },
        dataset: { type: 'string' },
        data: { type: 'string' },
        seed: { type: 'string' },
        config: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  const { preset, strategy, space, measure, dataset, seed } = values
  const objective = objectiveFlags(values)
  const budget = budgetFlags(values)
  return {
    request: {
      preset: choiceFlag('preset', preset ?? 'tiny', PRESET_NAMES),
      ...(strategy !== undefined && { strategy: choiceFlag('strategy', strategy, METHODS) }),
      ...(space !== undefined && { space: choiceFlag('space', space, SPACE_NAMES) }),
      ...(objective && { objective }),
      ...(measure !== undefined && { measure: choiceFlag('measure', measure, MEASURABLE) }),
      ...(budget && { budget }),
      ...(dataset !== undefined && { dataset: choiceFlag('dataset', dataset, DATASETS) }),
      ...(values.data !== undefined && { data: 'brought' as const }),
      ...(seed !== undefined && { seed: integerFlag('seed', seed, SEED_BOUNDS) }),
    },
    configFile: values.config ?? null,
    outFile: values.out ?? null,
    dataPath: values.data ?? null,
    json: values.json,
    hardware: values.hardware,
  }
}

function budgetFlags(values: {
  readonly budget?: string | undefined
  readonly steps?: string | undefined
}): BatchBudget | null {
  const { budget, steps } = values
  if (budget !== undefined && steps !== undefined) {
    throw new UsageError('--steps and --budget say the same thing: give one of them.')
  }
  if (steps !== undefined) {
    return { unit: 'steps', amount: integerFlag('steps', steps, STEP_BOUNDS) }
  }
  if (budget === undefined) return null
  const [name = '', amount = ''] = budget.split('=')
  const unit = choiceFlag('budget', name, BUDGET_UNITS)
  const bounds = unit === 'steps' ? STEP_BOUNDS : IMAGE_BOUNDS
  return { unit, amount: integerFlag(`budget ${unit}`, amount, bounds) }
}
