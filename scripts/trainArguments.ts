import { parseArgs } from 'node:util'
import { CONFIG_BOUNDS } from '../src/run/configBounds'
import { FASHION_MNIST } from '../src/run/datasets'
import { REFERENCE_NAMES, type TrainingConfig } from '../src/run/training'
import { RECIPE_NAMES, TRAINING_RECIPES, type RecipeName } from '../src/run/trainingRecipes'
import { GenotypeError } from '../src/space/genotypeError'
import { PUBLISHED_NAMES } from '../src/space/published'
import { RECIPE_DATA, stepsOf } from '../src/store/trainingDraft'
import { trainedCost, trainingPartsOf } from '../src/store/trainingSubject'
import { asUsage, choiceFlag, integerFlag, messageOf, UsageError } from './commandLine'
import { overridden, RECIPE_OPTIONS, type RecipeFlags } from './trainRecipeFlags'
import { subjectFlags, USUAL_SIZE } from './trainSubject'

const DEFAULT_RECIPE: RecipeName = 'quick'
const ALL = { train: CONFIG_BOUNDS.trainImages.max, test: CONFIG_BOUNDS.testImages.max }

export const TRAIN_HELP = `Trains one architecture from scratch in the page itself, headless, and tests it on images that nothing
was chosen by. The data is Fashion-MNIST.

  npm run train -- --genotype TEXT [flags]
  npm run train -- --reference NAME [flags]

  --genotype TEXT        ${PUBLISHED_NAMES.join(', ')}, or an architecture as published code prints it:
                         Genotype(…), |op~0|+… of NAS-Bench-201, an arc of ENAS, choices of SPOS
  --reference NAME       a network made by hand: ${REFERENCE_NAMES.join(', ')}
  --cells N              its cells; in NAS-Bench-201 those of a stage (default ${USUAL_SIZE.cells}, or its space's own)
  --channels N           of its first cell or stage (default ${USUAL_SIZE.channels}, or its space's own)
  --recipe NAME          ${RECIPE_NAMES.join(', ')} (default ${DEFAULT_RECIPE}); the flags below win over it
  --epochs N             passes over the training images that are not held out
  --batch N
  --learning-rate N      falls along a cosine, to
  --learning-rate-min N
  --momentum N
  --weight-decay N
  --gradient-clip N      largest norm of the gradient; 0 is off
  --validation-images N  training images held out, which choose the best checkpoint; 0 keeps the last
  --validate-every N     epochs between validations; may be a fraction
  --patience N           validations without a new best that end the training; 0 is off
  --cutout N             side of the square that is blanked out, pixels; 0 is off
  --label-smoothing N    share of the target spread over all classes; 0 is off
  --drop-path N          probability, at the end, that a path is dropped; 0 is off
  --auxiliary N          weight of the auxiliary head's loss; 0 is off
  --average-decay N      decay a step of the running mean of the weights; 0 is off
  --crop N               random crops after padding by N pixels; 0 is off (default: the recipe's)
  --flip, --no-flip      random mirroring (default: the recipe's)
  --train-images N       held-out ones included (default all ${ALL.train})
  --test-images N        (default all ${ALL.test})
  --seed N               of weights and batches (default 1)
  --picture FILE         draw accuracy and loss over the steps, as SVG
  --out FILE             write everything as JSON, every step included
  --json                 one JSON line, without the steps
  --hardware             use this machine's GPU instead of software WebGPU
  --help                 show this text

Progress goes to standard error. Exit codes: 0 trained, 1 failed, 2 wrong flags.
`

export interface TrainCommand {
  /** What the picture calls the network. */
  readonly name: string
  readonly config: TrainingConfig
  readonly pictureFile: string | null
  readonly outFile: string | null
  readonly json: boolean
  readonly hardware: boolean
}

/** Reads the flags of `npm run train`; `help` when they ask for it. @throws UsageError */
export function parseTrainArguments(args: readonly string[]): TrainCommand | 'help' {
  const { values } = asUsage(() =>
    parseArgs({
      args: [...args],
      allowNegative: true,
      options: {
        genotype: { type: 'string' },
        reference: { type: 'string' },
        cells: { type: 'string' },
        channels: { type: 'string' },
        recipe: { type: 'string', default: DEFAULT_RECIPE },
        ...RECIPE_OPTIONS,
        crop: { type: 'string' },
        flip: { type: 'boolean' },
        'train-images': { type: 'string', default: String(ALL.train) },
        'test-images': { type: 'string', default: String(ALL.test) },
        seed: { type: 'string', default: '1' },
        picture: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        hardware: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) return 'help'
  const within = (flag: string, text: string, { min, max }: { min: number; max: number }) =>
    integerFlag(flag, text, { least: min, most: max })
  const recipeName = choiceFlag('recipe', values.recipe, RECIPE_NAMES)
  const { augmentation } = RECIPE_DATA[recipeName]
  const { name, subject } = subjectFlags(values)
  const { crop, flip } = values
  const config: TrainingConfig = {
    version: 1,
    subject,
    dataset: {
      name: FASHION_MNIST,
      trainImages: within('train-images', values['train-images'], CONFIG_BOUNDS.trainImages),
      testImages: within('test-images', values['test-images'], CONFIG_BOUNDS.testImages),
      augmentation: {
        cropPadding:
          crop === undefined
            ? augmentation.cropPadding
            : within('crop', crop, CONFIG_BOUNDS.cropPadding),
        flip: flip ?? augmentation.flip,
      },
    },
    recipe: overridden(TRAINING_RECIPES[recipeName], values),
    seed: within('seed', values.seed, CONFIG_BOUNDS.seed),
  }
  refuseImpossible(config, values)
  return {
    name,
    config,
    pictureFile: values.picture ?? null,
    outFile: values.out ?? null,
    json: values.json,
    hardware: values.hardware,
  }
}

/** What the training would only say once the page is open. @throws UsageError */
function refuseImpossible(config: TrainingConfig, flags: RecipeFlags): void {
  const { subject, dataset, recipe } = config
  try {
    trainedCost(subject, dataset)
  } catch (error) {
    if (!(error instanceof GenotypeError || error instanceof RangeError)) throw error
    throw new UsageError(`There is no such network: ${messageOf(error)}`)
  }
  const { seen, stepsPerEpoch } = stepsOf(config)
  if (stepsPerEpoch === 0) {
    const images = Math.max(0, seen)
    throw new UsageError(
      `--train-images ${dataset.trainImages} leaves ${images} after ${recipe.validationImages} are held out, which do not fill a batch of ${recipe.batch}.`,
    )
  }
  const parts = trainingPartsOf(subject, dataset)
  if (flags['drop-path'] !== undefined && recipe.dropPath > 0 && !parts.dropPath) {
    throw new UsageError('--drop-path: this network has no path that can be dropped.')
  }
  if (flags.auxiliary !== undefined && recipe.auxiliaryWeight > 0 && !parts.auxiliary) {
    throw new UsageError('--auxiliary: this network has no place for an auxiliary head.')
  }
}
