import { parseArgs } from 'node:util'
import type { BatchRequest } from '../src/run/automation'
import type { BatchStrategy } from '../src/run/batchStrategy'
import type { DatasetName, PresetName } from '../src/run/config'
import { asUsage, choiceFlag, integerFlag } from './commandLine'

const PRESETS = ['tiny', 'laptop', 'desktop'] as const satisfies readonly PresetName[]
const STRATEGIES = ['darts', 'darts2'] as const satisfies readonly BatchStrategy[]
const DATASETS = ['fashion-mnist'] as const satisfies readonly DatasetName[]

const SEED_BOUNDS = { least: 0, most: 2 ** 32 - 1 }
const STEP_BOUNDS = { least: 1, most: 1_000_000 }

export const SEARCH_HELP = `Runs an architecture search in the page itself, headless, and prints what it found.

  npm run search -- [flags]

  --preset NAME     ${PRESETS.join(', ')} (default tiny)
  --strategy NAME   ${STRATEGIES.join(', ')} (darts2: DARTS of second order, unrolled)
  --dataset NAME    ${DATASETS.join(', ')}
  --seed N          equal seeds give equal results on one device
  --steps N         search steps, instead of the preset's
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
        dataset: { type: 'string' },
        seed: { type: 'string' },
        steps: { type: 'string' },
        config: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  const { preset, strategy, dataset, seed, steps } = values
  return {
    request: {
      preset: choiceFlag('preset', preset ?? 'tiny', PRESETS),
      ...(strategy !== undefined && { strategy: choiceFlag('strategy', strategy, STRATEGIES) }),
      ...(dataset !== undefined && { dataset: choiceFlag('dataset', dataset, DATASETS) }),
      ...(seed !== undefined && { seed: integerFlag('seed', seed, SEED_BOUNDS) }),
      ...(steps !== undefined && { steps: integerFlag('steps', steps, STEP_BOUNDS) }),
    },
    configFile: values.config ?? null,
    outFile: values.out ?? null,
    json: values.json,
    hardware: values.hardware,
  }
}
