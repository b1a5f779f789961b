import { parseArgs } from 'node:util'
import type { FidelityConfig } from '../src/run/fidelity'
import { FIDELITY } from '../src/run/qualityRecipe'
import { asUsage, integerFlag } from './commandLine'

const DEFAULT_DEADLINE_MINUTES = 60
const { sample, source, recipe, dataset, trainingSeeds } = FIDELITY
const STEPS = source.kind === 'uniform' ? source.steps : 0

export const FIDELITY_HELP = `Do shared weights rank architectures as training them alone does? Trains a supernet on uniform single
paths, judges random architectures with it, then trains each of them alone.

  npm run bench -- fidelity [flags]

  --networks N         architectures, drawn at random (default ${sample.count})
  --sample-seed N      seed of that draw (default ${sample.seed})
  --steps N            steps that train shared weights (default ${STEPS})
  --judge-images N     held-out images that judge with shared weights (default ${FIDELITY.judgeImages})
  --epochs N           epochs of every training alone (default ${recipe.epochs})
  --train-images N     images of every training (default ${dataset.trainImages})
  --test-images N      images of every test (default ${dataset.testImages})
  --train-seeds N      trainings of each architecture alone, with seeds 1 to N (default ${trainingSeeds.length})
  --out FILE           keep shared accuracies and trainings there as soon as they are done; those found
                       there, also by bench -- quality, are not done again
  --picture FILE       draw accuracy alone against shared accuracy, as SVG
  --deadline N         minutes after which a part counts as failed (default ${DEFAULT_DEADLINE_MINUTES})
  --json               JSON lines
  --hardware           use this machine's GPU instead of software WebGPU
  --help               show this text

The table: Kendall's tau-b, Spearman's and Pearson's correlation with accuracy alone, each with its 95 %
bootstrap interval over architectures, of shared accuracy with batch norm recalibrated for each
architecture, without, of MACs and of parameters. Noise of the accuracies themselves lowers all of them.

Progress goes to standard error. Exit codes: 0 done, 1 something failed, 2 wrong flags.
`

export interface FidelityCommand {
  readonly bench: 'fidelity'
  readonly config: FidelityConfig
  readonly outFile: string | null
  readonly pictureFile: string | null
  readonly deadlineMs: number
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run bench -- fidelity`; `help` when they ask for it. @throws UsageError */
export function parseFidelityArguments(args: readonly string[]): FidelityCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      options: {
        networks: { type: 'string', default: String(sample.count) },
        'sample-seed': { type: 'string', default: String(sample.seed) },
        steps: { type: 'string', default: String(STEPS) },
        'judge-images': { type: 'string', default: String(FIDELITY.judgeImages) },
        epochs: { type: 'string', default: String(recipe.epochs) },
        'train-images': { type: 'string', default: String(dataset.trainImages) },
        'test-images': { type: 'string', default: String(dataset.testImages) },
        'train-seeds': { type: 'string', default: String(trainingSeeds.length) },
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
  const trainImages = count('train-images', 1, 60_000)
  return {
    bench: 'fidelity',
    config: {
      ...FIDELITY,
      sample: { count: count('networks', 3, 10_000), seed: count('sample-seed', 0, 2 ** 32 - 1) },
      source: { ...source, steps: count('steps', 1, 1_000_000) } as FidelityConfig['source'],
      judgeImages: Math.min(count('judge-images', 1, 60_000), Math.ceil(trainImages / 2)),
      dataset: { ...dataset, trainImages, testImages: count('test-images', 1, 10_000) },
      recipe: { ...recipe, epochs: count('epochs', 1, 10_000) },
      trainingSeeds: Array.from({ length: count('train-seeds', 1, 100) }, (_, index) => index + 1),
    },
    outFile: values.out ?? null,
    pictureFile: values.picture ?? null,
    deadlineMs: 60_000 * count('deadline', 1, 10_000),
    json: values.json,
    hardware: values.hardware,
  }
}
