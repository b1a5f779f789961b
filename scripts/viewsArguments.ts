import { parseArgs } from 'node:util'
import { asUsage, choiceFlag, integerFlag } from './commandLine'
import { SYNTHETIC_RUNS, type SyntheticRun } from './syntheticRun'

const DEFAULT_SNAPSHOTS = 2000
const DEFAULT_MOVES = 60

export const VIEWS_HELP = `Measures how long the page takes to redraw its views when the playhead moves.

  npm run bench -- views [flags]

Made-up runs of ${DEFAULT_SNAPSHOTS.toLocaleString('en')} snapshots are replayed in the page itself, headless, without a GPU.
For the page without views, for each view alone and for all together, in a usual window and in one so
high that none is out of sight, it tells the processor time of the page's main thread from Chrome's own
trace: for the busiest frame of a move, and for the whole move with all its frames, script, style,
layout and paint apart.

  --runs LIST       of ${SYNTHETIC_RUNS.join(', ')}, separated by commas
                    (default all): tiny and published DARTS; methods that judge as many
                    candidates as there are snapshots
  --snapshots N     length of each run (default ${DEFAULT_SNAPSHOTS})
  --moves N         moves of the playhead that are measured (default ${DEFAULT_MOVES})
  --width N         of the window, pixels (default 1280)
  --together        all views together alone
  --json            one JSON line for each view instead of a table
  --help            show this text

Progress goes to standard error. Exit codes: 0 done, 1 failed, 2 wrong flags.
`

export interface ViewsCommand {
  readonly bench: 'views'
  readonly runs: readonly SyntheticRun[]
  readonly snapshots: number
  readonly moves: number
  /** Pixels. */
  readonly width: number
  readonly together: boolean
  readonly json: boolean
  /** Nothing is asked of a GPU. */
  readonly hardware: false
}

/** Reads the flags of `npm run bench -- views`. @throws UsageError */
export function parseViewsArguments(args: readonly string[]): ViewsCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        runs: { type: 'string', default: SYNTHETIC_RUNS.join(',') },
        snapshots: { type: 'string', default: String(DEFAULT_SNAPSHOTS) },
        moves: { type: 'string', default: String(DEFAULT_MOVES) },
        width: { type: 'string', default: '1280' },
        together: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  const runs = new Set(values.runs.split(',').map((run) => choiceFlag('runs', run, SYNTHETIC_RUNS)))
  return {
    bench: 'views',
    runs: [...runs],
    snapshots: integerFlag('snapshots', values.snapshots, { least: 100, most: 20_000 }),
    moves: integerFlag('moves', values.moves, { least: 5, most: 1000 }),
    width: integerFlag('width', values.width, { least: 320, most: 7680 }),
    together: values.together,
    json: values.json,
    hardware: false,
  }
}
