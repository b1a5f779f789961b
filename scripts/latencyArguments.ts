import { parseArgs } from 'node:util'
import type { LatencyBenchOptions } from '../src/run/automation'
import { PRESET_NAMES } from '../src/run/presets'
import { SPACE_NAMES } from '../src/space/spacePresets'
import { asUsage, choiceFlag, integerFlag } from './commandLine'

const DEFAULT_NETWORKS = 20
const DEFAULT_REPEATS = 10

export const LATENCY_HELP = `Measures latency on this device: every operation of a space, whole networks, and how well the
former predict the latter, beside MACs.

  npm run bench -- latency [flags]

  --networks N      random architectures measured end to end (default ${DEFAULT_NETWORKS})
  --repeats N       measurements of the first of them, for the variation between them (default ${DEFAULT_REPEATS})
  --seed N          which architectures (default 1)
  --preset NAME     ${PRESET_NAMES.join(', ')} (default tiny)
  --space NAME      ${SPACE_NAMES.join(', ')} (default darts)
  --picture FILE    draw measured latency against what was predicted, and against MACs, as SVG
  --json            one JSON line per operation, network and repeat, and a last one with the result
  --hardware        use this machine's GPU instead of software WebGPU
  --help            show this text

Progress goes to standard error. Exit codes: 0 done, 1 failed, 2 wrong flags.
`

export interface LatencyCommand {
  readonly bench: 'latency'
  readonly options: LatencyBenchOptions
  readonly pictureFile: string | null
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run bench -- latency`; `help` when they ask for it. @throws UsageError */
export function parseLatencyArguments(args: readonly string[]): LatencyCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        networks: { type: 'string', default: String(DEFAULT_NETWORKS) },
        repeats: { type: 'string', default: String(DEFAULT_REPEATS) },
        seed: { type: 'string', default: '1' },
        preset: { type: 'string', default: 'tiny' },
        space: { type: 'string', default: 'darts' },
        picture: { type: 'string' },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  return {
    bench: 'latency',
    options: {
      preset: choiceFlag('preset', values.preset, PRESET_NAMES),
      space: choiceFlag('space', values.space, SPACE_NAMES),
      // Two points always lie on a line, in some order.
      networks: integerFlag('networks', values.networks, { least: 3, most: 1000 }),
      seed: integerFlag('seed', values.seed, { least: 0, most: 2 ** 32 - 1 }),
      repeats: integerFlag('repeats', values.repeats, { least: 2, most: 1000 }),
    },
    pictureFile: values.picture ?? null,
    json: values.json,
    hardware: values.hardware,
  }
}
