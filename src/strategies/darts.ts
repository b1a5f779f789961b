import { BatchSequence } from '../data/batches'
import { expectedCost } from '../engine/gateCost'
import { buildSupernet } from '../network/supernet'
import { softmaxRows } from '../network/gates'
import { randomKey, splitKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import type { DartsSettings } from '../run/strategySettings'
import type { CellSpace } from '../space/cellSpace'
import { deriveGenotype } from '../space/derivation'
import { formatGenotype } from '../space/genotypeFormat'
import type { Choices } from '../space/spaceModel'
import { gateCostOf, ownUnit } from './gateCosts'
import { cosineDecay } from './schedule'
import { settingsOf } from './settings'
import type { StepOutcome, Strategy, StrategyContext, StrategyMethod } from './strategy'

/** PyTorch's default for Adam. */
const ADAM_EPSILON = 1e-8

/**
 * DARTS (Liu, Simonyan & Yang 2019) as quark0/darts runs it: every step first moves the alphas along
 * the gradient of the validation half's loss (Adam), then the weights along that of the training half
 * (SGD with momentum, clipped). In first order the alpha gradient is taken at the current weights w.
 *
 * In second order (`--unrolled`, cnn/architect.py) it is that of L_valid(w'(α), α), where
 * w' = w − η (m·v + ∇L_train + λw) is one virtual step of SGD at the current rate η, momentum buffer v
 * and decay λ. It equals ∂L_valid/∂α at w' less η times a Hessian-vector product, which is taken by
 * finite differences: (∂L_train/∂α at w + εd − at w − εd) / 2ε, with d = ∂L_valid/∂w' and
 * ε = 0.01 / ‖d‖. That makes five passes through the supernet a step instead of two.
 *
 * With an objective that counts a cost, the alphas follow the loss with the cost that the gates expect
 * in both orders (see `gateCostOf`); the weights follow the loss alone, as in ProxylessNAS and FBNet.
 *
 * A warm-up, where one is set, trains weights alone first, as PC-DARTS (Xu et al. 2020) and P-DARTS
 * (Chen et al. 2019) do; DARTS has none.
 *
 * Two differences from cnn/train_search.py. The learning rate falls along its cosine step by step
 * instead of epoch by epoch, because budgets here may be shorter than one epoch. Validation batches
 * go through their half epoch by epoch; the script draws each afresh (`next(iter(valid_queue))`).
 */
export const DARTS: StrategyMethod = {
  supernet: (config, { height, width, channels, classes }) =>
    buildSupernet(cellSpaceOf(config), { height, width, channels }, classes),

  engineOptions: (config) => {
    const strategy = settingsOf(config, 'darts')
    return {
      batch: strategy.batch,
      seed: config.seed,
      order: strategy.order,
      weightOptimiser: {
        momentum: strategy.momentum,
        weightDecay: strategy.weightDecay,
        gradientClip: strategy.gradientClip,
      },
      gateOptimiser: {
        learningRate: strategy.alphaLearningRate,
        betas: strategy.alphaBetas,
        epsilon: ADAM_EPSILON,
        weightDecay: strategy.alphaWeightDecay,
      },
      augmentation: config.dataset.augmentation,
    }
  },

  gateCost: (config, { supernet, data, costs, latency }) => {
    const { height, width, channels, classes } = data
    return gateCostOf({
      objective: config.objective,
      space: cellSpaceOf(config),
      supernet,
      input: { height, width, channels },
      classes,
      costs,
      latency,
    })
  },

  steps: ({ budget }) => budget.steps,

  begin: (context) => new DartsSearch(context),
}

class DartsSearch implements Strategy {
  private readonly settings: DartsSettings
  private readonly weightBatches: BatchSequence
  private readonly alphaBatches: BatchSequence

  constructor(private readonly context: StrategyContext) {
    const { config, split } = context
    this.settings = settingsOf(config, 'darts')
    const key = splitKey(randomKey(config.seed), 'batches')
    const batches = (half: 'weights' | 'alphas') =>
      new BatchSequence(split[half], this.settings.batch, splitKey(key, half))
    this.weightBatches = batches('weights')
    this.alphaBatches = batches('alphas')
  }

  async step(index: number): Promise<StepOutcome> {
    const { engine, config, gateCost } = this.context
    const { learningRate: first, learningRateMin: last, warmUpSteps = 0 } = this.settings
    const alphaStep = index >= warmUpSteps
    const learningRate = cosineDecay(first, last, index, config.budget.steps)
    const { gateStep, weightStep, alphas, alphaGradients } = await engine.train({
      gateBatch: alphaStep ? this.alphaBatches.at(index) : null,
      weightBatch: this.weightBatches.at(index),
      learningRate,
    })
    if (!weightStep || (alphaStep && !gateStep))
      throw new Error('The engine left out half of a DARTS step')
    const gates = softmaxRows(alphas, engine.network.gateTables)
    const { objective } = config
    return {
      step: index + 1,
      train: { loss: weightStep.loss, accuracy: weightStep.correct / engine.batch },
      valid: gateStep && { loss: gateStep.loss, accuracy: gateStep.correct / engine.batch },
      learningRate,
      alphas,
      ...(alphaGradients && { alphaGradients }),
      gates,
      ...(gateCost && { expectedCost: ownUnit(objective, expectedCost(gates, gateCost)) }),
    }
  }

  async conclude(): Promise<Choices> {
    const { config, engine, space } = this.context
    const gates = softmaxRows(await engine.readAlphas(), engine.network.gateTables)
    return space.parse(formatGenotype(deriveGenotype(cellSpaceOf(config), gates)))
  }

  memory(): null {
    return null
  }
}

/** @throws RangeError for a space that is not relaxed by alphas on edges */
function cellSpaceOf({ space }: SearchConfig): CellSpace {
  if (space.kind === 'cell') return space
  throw new RangeError(`DARTS searches cells of weighted edges, not a space of kind ${space.kind}`)
}
