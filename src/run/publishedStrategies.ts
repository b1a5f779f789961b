import type {
  ControllerSettings,
  StrategyName,
  StrategyOf,
  WeightSettings,
} from './strategySettings'

/** darts/cnn/train_search.py: SGD on weights. */
const DARTS_WEIGHTS: WeightSettings = {
  batch: 64,
  learningRate: 0.025,
  learningRateMin: 0.001,
  momentum: 0.9,
  weightDecay: 3e-4,
  gradientClip: 5,
}

/** enas/scripts/cifar10_micro_search.sh with the defaults of its main.py and utils.py. */
const ENAS_CONTROLLER: ControllerSettings = {
  hidden: 64,
  initialRange: 0.1,
  learningRate: 0.0035,
  betas: [0, 0.999],
  epsilon: 1e-3,
  entropyWeight: 1e-4,
  baselineDecay: 0.99,
  temperature: 1,
  tanhConstant: 1.1,
  operationTanhReduce: 2.5,
  skipTarget: 0.4,
  skipWeight: 0.8,
  aggregate: 10,
}

/** What cifar10_macro_search.sh sets differently. */
export const ENAS_MACRO_CONTROLLER: ControllerSettings = {
  ...ENAS_CONTROLLER,
  learningRate: 0.001,
  tanhConstant: 1.5,
  operationTanhReduce: 1,
  aggregate: 20,
}

/** Children that stand for full trainings: an epoch of the published 45,000 images in batches. */
const CHILD = { ...DARTS_WEIGHTS, childSteps: 390, judgeImages: 5_000 }

/**
 * The constants of the published code of each method, or of its paper where there is no code. Budgets
 * are the run's: where a method's length is its own (`weightPhaseSteps`), it is for the full data set.
 */
export const PUBLISHED_STRATEGIES: { readonly [Name in StrategyName]: StrategyOf<Name> } = {
  /** darts/cnn/train_search.py and architect.py. */
  darts: {
    ...DARTS_WEIGHTS,
    name: 'darts',
    order: 'first',
    alphaLearningRate: 3e-4,
    alphaBetas: [0.5, 0.999],
    alphaWeightDecay: 1e-3,
  },
  /** melodyguan/enas. */
  enas: {
    name: 'enas',
    batch: 160,
    learningRate: 0.05,
    learningRateMin: 0.0005,
    momentum: 0.9,
    weightDecay: 1e-4,
    gradientClip: 5,
    controller: ENAS_CONTROLLER,
    weightPhaseSteps: 281,
    controllerUpdates: 30,
    derivationSamples: 10,
  },
  /** megvii-model/SinglePathOneShot: src/Supernet/train.py, src/Search/search.py and tester.py. */
  spos: {
    name: 'spos',
    batch: 1024,
    learningRate: 0.5,
    learningRateMin: 0,
    momentum: 0.9,
    weightDecay: 4e-5,
    gradientClip: 0,
    sampling: { kind: 'uniform' },
    generations: 20,
    population: 50,
    parents: 10,
    mutations: 25,
    crossovers: 25,
    mutationProbability: 0.1,
    recalibrationImages: 200 * 128,
    judgeImages: 40 * 200,
  },
  /** Zoph & Le 2017, section 4.1, with one LSTM layer of 35 units; eight children an update. */
  rl: {
    ...CHILD,
    name: 'rl',
    controller: {
      ...ENAS_CONTROLLER,
      hidden: 35,
      initialRange: 0.08,
      learningRate: 0.0006,
      betas: [0.9, 0.999],
      epsilon: 1e-8,
      entropyWeight: 0,
      baselineDecay: 0.95,
      tanhConstant: 0,
      operationTanhReduce: 1,
      skipWeight: 0,
      aggregate: 8,
    },
  },
  /**
   * AutoDL-Projects, exps/NATS-algos/regularized_ea.py, for hundreds of children; Real et al. 2019 have
   * P = 100 and S = 25 for 20,000.
   */
  evolution: { ...CHILD, name: 'evolution', population: 10, tournament: 3 },
  /** Li & Talwalkar 2019 (randomNAS_release): 1000 samples on 10 batches each, 5 on all. */
  random: {
    ...CHILD,
    name: 'random',
    judgeImages: 640,
    sharing: true,
    samples: 1000,
    finalists: 5,
  },
  /** White, Nolen & Savani 2021. */
  local: { ...CHILD, name: 'local' },
}

export const STRATEGY_NAMES = Object.keys(PUBLISHED_STRATEGIES) as readonly StrategyName[]
