import type { CellSpace } from '../space/cellSpace'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import type { DatasetSettings, SearchConfig } from './config'
import { FASHION_MNIST } from './datasets'
import type { FidelityConfig } from './fidelity'
import { withMethod, type Method } from './methods'
import { presetConfig } from './presets'
import { strategyPreset, type StrategyPreset } from './strategyPresets'
import type { WeightSettings } from './strategySettings'
import type { TrainingRecipe } from './training'

/** Everything that `npm run bench -- quality` and `-- fidelity` fix, unless a flag says otherwise. */
interface QualityRecipe {
  readonly methods: readonly Method[]
  /** Of the searches. */
  readonly seeds: readonly number[]
  /** What is searched, at this size. */
  readonly space: CellSpace
  /** Images that searches see. */
  readonly searchData: DatasetSettings
  /** How methods search; the others do what the tiny preset says. */
  readonly searches: {
    readonly [Name in 'darts' | 'enas' | 'spos']: StrategyPreset<Name>
  }
  /** Architectures drawn from the space, and the seed of the draw. */
  readonly luck: { readonly count: number; readonly seed: number }
  readonly trainingData: DatasetSettings
  readonly training: TrainingRecipe
  readonly trainingSeeds: readonly number[]
}

const darts = strategyPreset('tiny', 'darts')
const enas = strategyPreset('tiny', 'enas')
const spos = strategyPreset('tiny', 'spos')

const PLAIN = { cropPadding: 0, flip: false }

export const QUALITY: QualityRecipe = {
  methods: ['darts', 'enas', 'spos'],
  seeds: [1, 2, 3],
  // DARTS' cells of the operations of NAS-Bench-201: with DARTS' own eight, trained this shortly, cells
  // differ by less than two trainings of one cell do.
  space: {
    ...presetConfig('tiny').space,
    operations: NAS_BENCH_201_OPERATIONS,
  },
  searchData: {
    name: FASHION_MNIST,
    trainImages: 6_000,
    testImages: 400,
    augmentation: PLAIN,
  },
  searches: {
    // With alphas from the first step on, searches this short keep what needs no learning.
    darts: { strategy: { ...darts.strategy, warmUpSteps: 200 }, steps: 600 },
    // The tiny preset's controller has too few updates on too few images to leave its random start.
    enas: {
      strategy: {
        ...enas.strategy,
        batch: 32,
        weightPhaseSteps: 60,
        controllerUpdates: 8,
        derivationSamples: 40,
      },
      steps: 1_200,
    },
    // What the tiny preset judges by, 120 images after four batches of statistics, ranks by chance; and
    // after half of these steps what was found was no better than chance.
    spos: {
      strategy: {
        ...spos.strategy,
        batch: 32,
        generations: 5,
        population: 16,
        parents: 6,
        mutations: 8,
        crossovers: 8,
        recalibrationImages: 320,
        judgeImages: 1_500,
      },
      steps: 3_000,
    },
  },
  luck: { count: 10, seed: 1 },
  trainingData: {
    name: FASHION_MNIST,
    trainImages: 24_000,
    testImages: 4_000,
    augmentation: PLAIN,
  },
  training: {
    batch: 64,
    epochs: 1,
    learningRate: 0.1,
    learningRateMin: 0,
    momentum: 0.9,
    weightDecay: 3e-4,
    gradientClip: 5,
    validationImages: 0,
    validateEvery: 1,
    patience: 0,
    cutout: 0,
    labelSmoothing: 0,
    dropPath: 0,
    auxiliaryWeight: 0,
    averageDecay: 0,
  },
  trainingSeeds: [1, 2],
}

/** Ranking fidelity in the same space, with the same data and recipe. Shared weights are trained as SPOS trains them. */
export const FIDELITY: FidelityConfig = {
  space: QUALITY.space,
  dataset: QUALITY.trainingData,
  sample: { count: 20, seed: 1 },
  source: {
    kind: 'uniform',
    steps: QUALITY.searches.spos.steps,
    settings: weightsOf(QUALITY.searches.spos.strategy),
  },
  seed: 1,
  judgeImages: 1_000,
  recalibrationImages: 480,
  recipe: QUALITY.training,
  trainingSeeds: [1, 2],
}

function weightsOf(settings: WeightSettings): WeightSettings {
  const { batch, learningRate, learningRateMin, momentum, weightDecay, gradientClip } = settings
  return { batch, learningRate, learningRateMin, momentum, weightDecay, gradientClip }
}

/** A search of the bench, in the recipe's space or another, as long as the recipe says or not. */
export function qualitySearch(
  method: Method,
  seed: number,
  { space = QUALITY.space, steps }: { readonly space?: CellSpace; readonly steps?: number } = {},
): SearchConfig {
  const preset = { ...presetConfig('tiny', seed), space, dataset: QUALITY.searchData }
  const config = withMethod(preset, method)
  const own = method in QUALITY.searches && QUALITY.searches[method as 'darts' | 'enas' | 'spos']
  const set = own ? { ...config, strategy: own.strategy, budget: { steps: own.steps } } : config
  return steps === undefined ? set : { ...set, budget: { steps } }
}
