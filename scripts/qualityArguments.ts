import { parseArgs } from 'node:util'
import type { JudgingConfig } from '../src/run/judging'
import { METHODS, searches, type Method } from '../src/run/methods'
import { QUALITY, qualitySearch } from '../src/run/qualityRecipe'
import type { SearchConfig } from '../src/run/config'
import { REFERENCE_NAMES, type ReferenceName } from '../src/run/training'
import { builtOut } from '../src/space/builtOut'
import { DARTS_OPERATIONS, OPERATIONS, type OperationName } from '../src/space/operations'
import { asUsage, choiceFlag, integerFlag, UsageError } from './commandLine'

const DEFAULT_DEADLINE_MINUTES = 60
const SEED_BOUNDS = { least: 0, most: 2 ** 32 - 1 }
const STEP_BOUNDS = { least: 1, most: 1_000_000 }
const NONE = 'none'
const OF_DARTS = 'darts'

const { training, trainingData } = QUALITY

export const QUALITY_HELP = `Is a search better than luck? Runs searches, then trains what they find, architectures drawn at
random from the same space, and networks made by hand, all from scratch and all alike.

  npm run bench -- quality [flags]

  --methods LIST       of ${METHODS.join(', ')},
                       separated by commas (default ${QUALITY.methods.join(',')})
  --seeds N            seeds of each method's searches: 1 to N, or a list (default ${listed(QUALITY.seeds)})
  --operations LIST    candidates of every edge (default ${QUALITY.space.operations.join(',')});
                       or ${OF_DARTS} for DARTS' own eight
  --steps LIST         length of searches, as darts=300,spos=1000 (default: the recipe's)
  --random N           architectures drawn at random (default ${QUALITY.luck.count})
  --random-seed N      seed of that draw (default ${QUALITY.luck.seed})
  --references LIST    of ${REFERENCE_NAMES.join(', ')}, or ${NONE} (default all); each as wide
                       as brings its parameters nearest to the median of the architectures
  --cells N            cells of the networks that are trained (default ${QUALITY.space.cells})
  --channels N         their channels (default ${QUALITY.space.channels})
  --epochs N           epochs of every training (default ${training.epochs})
  --batch N            images of a step (default ${training.batch})
  --train-images N     images of every training (default ${trainingData.trainImages})
  --test-images N      images of every test (default ${trainingData.testImages})
  --train-seeds N      seeds of training, each network with each: 1 to N, or a list (default ${listed(QUALITY.trainingSeeds)})
  --out FILE           keep each search and training there as soon as it is done; those found there are
                       not done again
  --picture FILE       draw the groups with their intervals, as SVG
  --deadline N         minutes after which a search or a training counts as failed (default ${DEFAULT_DEADLINE_MINUTES})
  --json               one JSON line per search and training, and a last one with the table
  --hardware           use this machine's GPU instead of software WebGPU
  --help               show this text

The table: mean test accuracy of each group with Student's 95 % interval over its networks, each network
being the mean of its trainings. Against random: the difference with Welch's interval, and two exact
tests, both paired by training seed, both two-sided. Over networks: would other searches beat other
draws? Whole networks change their labels; p is also given corrected for the number of methods (Holm).
Over trainings: would these networks beat these draws in other trainings? One pair per training seed
changes its sign. What is held fixed: the space, the data, the recipe and the test images.

Everything that flags do not say is in src/run/qualityRecipe.ts. Progress goes to standard error.
Exit codes: 0 done, 1 something failed, 2 wrong flags.
`

/** A search of the bench. */
export interface QualitySearch {
  readonly method: Method
  readonly seed: number
  readonly config: SearchConfig
}

export interface QualityCommand {
  readonly bench: 'quality'
  /** Seed by seed, so that an interrupted bench has as many of every method. */
  readonly searches: readonly QualitySearch[]
  /** Of what the searches find. */
  readonly judging: Omit<JudgingConfig, 'architectures'>
  readonly outFile: string | null
  readonly pictureFile: string | null
  readonly deadlineMs: number
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run bench -- quality`; `help` when they ask for it. @throws UsageError */
export function parseQualityArguments(args: readonly string[]): QualityCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        methods: { type: 'string', default: QUALITY.methods.join(',') },
        seeds: { type: 'string', default: QUALITY.seeds.join(',') },
        operations: { type: 'string', default: QUALITY.space.operations.join(',') },
        steps: { type: 'string', default: '' },
        random: { type: 'string', default: String(QUALITY.luck.count) },
        'random-seed': { type: 'string', default: String(QUALITY.luck.seed) },
        references: { type: 'string', default: REFERENCE_NAMES.join(',') },
        cells: { type: 'string', default: String(QUALITY.space.cells) },
        channels: { type: 'string', default: String(QUALITY.space.channels) },
        epochs: { type: 'string', default: String(training.epochs) },
        batch: { type: 'string', default: String(training.batch) },
        'train-images': { type: 'string', default: String(trainingData.trainImages) },
        'test-images': { type: 'string', default: String(trainingData.testImages) },
        'train-seeds': { type: 'string', default: QUALITY.trainingSeeds.join(',') },
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
  const count = (name: keyof typeof values, least: number, most: number) =>
    integerFlag(name, String(values[name]), { least, most })
  const space = { ...QUALITY.space, operations: operationsOf(values.operations) }
  const able = METHODS.filter((method) => searches(method, space.kind))
  const methods = names('methods', values.methods, able)
  const lengths = stepsOf(values.steps, methods)
  const lengthOf = (method: Method) => {
    const steps = lengths.get(method)
    return steps === undefined ? {} : { steps }
  }
  return {
    bench: 'quality',
    searches: seedsOf('seeds', values.seeds).flatMap((seed) =>
      methods.map((method) => ({
        method,
        seed,
        config: qualitySearch(method, seed, { space, ...lengthOf(method) }),
      })),
    ),
    judging: {
      space: builtOut(space, {
        cells: count('cells', 1, 20),
        channels: count('channels', 1, 64),
      }),
      luck: {
        count: count('random', 0, 10_000),
        seed: integerFlag('random-seed', values['random-seed'], SEED_BOUNDS),
      },
      references: names<ReferenceName>('references', values.references, REFERENCE_NAMES),
      dataset: {
        ...trainingData,
        trainImages: count('train-images', 1, 60_000),
        testImages: count('test-images', 1, 10_000),
      },
      recipe: {
        ...training,
        epochs: count('epochs', 1, 10_000),
        batch: count('batch', 1, 1024),
      },
      trainingSeeds: seedsOf('train-seeds', values['train-seeds']),
    },
    outFile: values.out ?? null,
    pictureFile: values.picture ?? null,
    deadlineMs: 60_000 * count('deadline', 1, 10_000),
    json: values.json,
    hardware: values.hardware,
  }
}

function names<Name extends string>(flag: string, text: string, able: readonly Name[]): Name[] {
  if (text === NONE) return []
  return distinct(text.split(',')).map((name) => choiceFlag(flag, name, able))
}

function operationsOf(text: string): readonly OperationName[] {
  if (text === OF_DARTS) return DARTS_OPERATIONS
  return distinct(text.split(',')).map((name) => choiceFlag('operations', name, OPERATIONS))
}

function seedsOf(flag: string, text: string): number[] {
  if (text.includes(',')) {
    return distinct(text.split(',')).map((one) => integerFlag(flag, one, SEED_BOUNDS))
  }
  const count = integerFlag(flag, text, { least: 1, most: 1000 })
  return Array.from({ length: count }, (_, index) => index + 1)
}

function stepsOf(text: string, methods: readonly Method[]): ReadonlyMap<Method, number> {
  const entries = text === '' ? [] : text.split(',')
  return new Map(
    entries.map((entry) => {
      const [name = '', amount] = entry.split('=')
      if (amount === undefined) {
        throw new UsageError(`--steps must be a list of METHOD=N, not “${text}”.`)
      }
      return [choiceFlag('steps', name, methods), integerFlag('steps', amount, STEP_BOUNDS)]
    }),
  )
}

const distinct = (all: readonly string[]) => [...new Set(all)]

function listed(seeds: readonly number[]): string {
  return seeds.every((seed, index) => seed === index + 1) ? String(seeds.length) : seeds.join(',')
}
