import { parseArgs } from 'node:util'
import type { BatchBudget, BatchRequest } from '../src/run/automation'
import { METHODS, searches, type Method } from '../src/run/methods'
import { PRESET_NAMES } from '../src/run/presets'
import { spacePreset } from '../src/run/spacePresets'
import { SPACE_NAMES } from '../src/space/spacePresets'
import { asUsage, choiceFlag, integerFlag, UsageError } from './commandLine'

/** Whole children (20 steps of 12 images) at every quarter of it. */
const DEFAULT_IMAGES = 2880
const DEFAULT_SEEDS = 5
const DEFAULT_DEADLINE_MINUTES = 20

export const COMPARE_HELP = `Runs every method with every seed on equal budgets, and compares what they find.

  npm run bench -- compare [flags]

  --methods LIST    of ${METHODS.join(', ')},
                    separated by commas (default: all that search the space)
  --seeds N         seeds 1 to N, or a list of them: 3,5,8 (default ${DEFAULT_SEEDS})
  --budget images=N training images of each run, batches of alphas included (default ${DEFAULT_IMAGES})
  --preset NAME     ${PRESET_NAMES.join(', ')} (default tiny)
  --space NAME      ${SPACE_NAMES.join(', ')} (default darts)
  --out FILE        keep each run there as soon as it is done; runs found there are not run again
  --picture FILE    draw yardstick accuracy against images seen, as SVG
  --deadline N      minutes after which a run counts as failed (default ${DEFAULT_DEADLINE_MINUTES})
  --json            one JSON line per run, and a last one with the table
  --hardware        use this machine's GPU instead of software WebGPU
  --help            show this text

The yardstick: what a method would conclude with at 25, 50, 75 and 100 % of its images is trained from
scratch by one fixed recipe and judged on test images. That is not charged to any method's budget.
Progress goes to standard error. Exit codes: 0 done, 1 at least one run failed, 2 wrong flags.
`

/** One run of the comparison. */
export interface CompareRequest extends BatchRequest {
  readonly strategy: Method
  readonly seed: number
  readonly budget: BatchBudget
}

export interface CompareCommand {
  readonly bench: 'compare'
  /** Seed by seed, so that an interrupted comparison has as many of every method. */
  readonly requests: readonly CompareRequest[]
  readonly outFile: string | null
  readonly pictureFile: string | null
  readonly deadlineMs: number
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run bench -- compare`; `help` when they ask for it. @throws UsageError */
export function parseCompareArguments(args: readonly string[]): CompareCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        methods: { type: 'string' },
        seeds: { type: 'string', default: String(DEFAULT_SEEDS) },
        budget: { type: 'string', default: `images=${DEFAULT_IMAGES}` },
        preset: { type: 'string', default: 'tiny' },
        space: { type: 'string', default: 'darts' },
        out: { type: 'string' },
        picture: { type: 'string' },
        deadline: { type: 'string', default: String(DEFAULT_DEADLINE_MINUTES) },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  const preset = choiceFlag('preset', values.preset, PRESET_NAMES)
  const space = choiceFlag('space', values.space, SPACE_NAMES)
  const { kind } = spacePreset(preset, space)
  const able = METHODS.filter((method) => searches(method, kind))
  const methods =
    values.methods === undefined
      ? able
      : distinct(values.methods.split(',')).map((name) => choiceFlag('methods', name, able))
  const budget = imageBudget(values.budget)
  const requests = seedsOf(values.seeds).flatMap((seed) =>
    methods.map((strategy) => ({ preset, space, strategy, seed, budget })),
  )
  const minutes = integerFlag('deadline', values.deadline, { least: 1, most: 10_000 })
  return {
    bench: 'compare',
    requests,
    outFile: values.out ?? null,
    pictureFile: values.picture ?? null,
    deadlineMs: 60_000 * minutes,
    json: values.json,
    hardware: values.hardware,
  }
}

function seedsOf(text: string): number[] {
  const seed = (one: string) => integerFlag('seeds', one, { least: 0, most: 2 ** 32 - 1 })
  if (text.includes(',')) return distinct(text.split(',')).map(seed)
  const count = integerFlag('seeds', text, { least: 1, most: 1000 })
  return Array.from({ length: count }, (_, index) => index + 1)
}

function imageBudget(text: string): BatchBudget {
  const [unit, amount = ''] = text.split('=')
  if (unit !== 'images') {
    throw new UsageError(`--budget must be images=N, by which methods compare, not “${text}”.`)
  }
  return { unit, amount: integerFlag('budget images', amount, { least: 1, most: 1_000_000_000 }) }
}

const distinct = (names: readonly string[]) => [...new Set(names)]
