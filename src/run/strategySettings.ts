/** The settings of every search method; published values are in `publishedStrategies.ts`. */
export type StrategySettings =
  | DartsSettings
  | EnasSettings
  | SposSettings
  | RlSettings
  | EvolutionSettings
  | RandomSettings
  | LocalSettings

export type StrategyName = StrategySettings['name']

export type StrategyOf<Name extends StrategyName> = Extract<StrategySettings, { name: Name }>

/** SGD with momentum on the supernet's weights, or on those of one child. */
export interface WeightSettings {
  readonly batch: number
  /** Cosine from `learningRate` to `learningRateMin` over the steps that train one set of weights. */
  readonly learningRate: number
  readonly learningRateMin: number
  readonly momentum: number
  readonly weightDecay: number
  /** Largest global norm of the weight gradient; 0 is off. */
  readonly gradientClip: number
}

/**
 * Where DARTS takes the alpha gradient: at the present weights, or one virtual weight step ahead
 * (the unrolled gradient; three more passes through the supernet a step).
 */
export type DartsOrder = 'first' | 'second'

export interface DartsSettings extends WeightSettings {
  readonly name: 'darts'
  readonly order: DartsOrder
  /** Adam on alphas. */
  readonly alphaLearningRate: number
  readonly alphaBetas: readonly [number, number]
  readonly alphaWeightDecay: number
  /**
   * Steps at the beginning that train weights alone: alphas that move before the weights have learnt
   * anything follow what needs no learning, pools and skips. 15 of 50 epochs in PC-DARTS, 10 of 25 in
   * P-DARTS; 0 or absent in DARTS.
   */
  readonly warmUpSteps?: number
}

/** The policy of ENAS and RL-NAS: an LSTM that makes one decision after another. */
export interface ControllerSettings {
  /** Units of its one LSTM layer. */
  readonly hidden: number
  /** Parameters start in U(−initialRange, +initialRange). */
  readonly initialRange: number
  /** Adam on the policy. */
  readonly learningRate: number
  readonly betas: readonly [number, number]
  readonly epsilon: number
  /** Weight of the policy's entropy in the reward. */
  readonly entropyWeight: number
  /** The baseline moves by 1 − this towards every reward. */
  readonly baselineDecay: number
  /** Logits are divided by it; 1 leaves them. */
  readonly temperature: number
  /** Logits are c · tanh(logits); 0 leaves them. */
  readonly tanhConstant: number
  /** The constant of operations is that of inputs divided by this. */
  readonly operationTanhReduce: number
  /** Share of possible skip connections that a macro search aims at, and the weight of that aim. */
  readonly skipTarget: number
  readonly skipWeight: number
  /** Architectures per update. */
  readonly aggregate: number
}

/** Shared weights and a controller, in turns. */
export interface EnasSettings extends WeightSettings {
  readonly name: 'enas'
  readonly controller: ControllerSettings
  /** Weight steps before each turn of the controller. */
  readonly weightPhaseSteps: number
  /** Updates of the controller in each of its turns. */
  readonly controllerUpdates: number
  /** Architectures drawn at the end, of which the best is kept. */
  readonly derivationSamples: number
}

/** How paths are drawn while shared weights train. */
export type PathSampling =
  | { readonly kind: 'uniform' }
  /**
   * A bin of MACs is drawn uniformly, then architectures until one falls into it; after `tries` in
   * vain the last one is taken as it is.
   */
  | {
      readonly kind: 'macs-bins'
      readonly least: number
      readonly most: number
      readonly width: number
      readonly tries: number
    }

/** Uniform single paths, then evolution over architectures with the weights they inherit. */
export interface SposSettings extends WeightSettings {
  readonly name: 'spos'
  readonly sampling: PathSampling
  readonly generations: number
  readonly population: number
  /** The best so far, from which the others descend. */
  readonly parents: number
  readonly mutations: number
  readonly crossovers: number
  /** Chance of each decision to mutate. */
  readonly mutationProbability: number
  /** Training images that batch norm is recalibrated on before each judgement. */
  readonly recalibrationImages: number
  /** Held-out images of each judgement. */
  readonly judgeImages: number
}

/** Children trained from scratch, briefly, and judged. */
export interface ChildSettings extends WeightSettings {
  /** Weight steps of every child. */
  readonly childSteps: number
  /** Held-out images that a child is judged on. */
  readonly judgeImages: number
}

/** A controller whose every architecture is trained from scratch (Zoph & Le). */
export interface RlSettings extends ChildSettings {
  readonly name: 'rl'
  readonly controller: ControllerSettings
}

/** Regularised evolution: the parent is the best of a sample, the oldest dies. */
export interface EvolutionSettings extends ChildSettings {
  readonly name: 'evolution'
  readonly population: number
  /** Members drawn, with replacement, for each tournament. */
  readonly tournament: number
}

/** Uniform architectures; with shared weights, or each trained from scratch. */
export interface RandomSettings extends ChildSettings {
  readonly name: 'random'
  readonly sharing: boolean
  /** With sharing: architectures judged at the end, on `judgeImages` each. */
  readonly samples: number
  /** With sharing: the best among them, judged again on all held-out images. */
  readonly finalists: number
}

/** Hill-climbing over the neighbours that differ in one decision; a local optimum starts afresh. */
export interface LocalSettings extends ChildSettings {
  readonly name: 'local'
}

/** Whether architectures inherit the weights of one supernet, rather than be trained one by one. */
export function sharesWeights(strategy: StrategySettings): boolean {
  switch (strategy.name) {
    case 'darts':
    case 'enas':
    case 'spos':
      return true
    case 'random':
      return strategy.sharing
    case 'rl':
    case 'evolution':
    case 'local':
      return false
    default:
      return strategy satisfies never
  }
}
