import { BatchSequence } from '../data/batches'
import { buildSupernet } from '../network/supernet'
import { softmaxRows } from '../network/gates'
import { randomKey, splitKey } from '../random/random'
import type { SearchConfig } from '../run/config'
import { deriveGenotype } from '../space/derivation'
import { cosineDecay } from './schedule'
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
 * Two differences from cnn/train_search.py. The learning rate falls along its cosine step by step
 * instead of epoch by epoch, because budgets here may be shorter than one epoch. Validation batches
 * go through their half epoch by epoch; the script draws each afresh (`next(iter(valid_queue))`).
 */
export const DARTS: StrategyMethod = {
  supernet: ({ space }, { height, width, channels, classes }) =>
    buildSupernet(space, { height, width, channels }, classes),

  engineOptions: ({ strategy, dataset, seed }) => ({
    batch: strategy.batch,
    seed,
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
    augmentation: dataset.augmentation,
  }),

  begin: (context) => new DartsSearch(context),
}

class DartsSearch implements Strategy {
  private readonly weightBatches: BatchSequence
  private readonly alphaBatches: BatchSequence

  constructor(private readonly context: StrategyContext) {
    const { config, split } = context
    const key = splitKey(randomKey(config.seed), 'batches')
    const batches = (half: 'weights' | 'alphas') =>
      new BatchSequence(split[half], config.strategy.batch, splitKey(key, half))
    this.weightBatches = batches('weights')
    this.alphaBatches = batches('alphas')
  }

  async step(index: number): Promise<StepOutcome> {
    const { engine, config } = this.context
    const learningRate = this.learningRate(index, config)
    const { gateStep, weightStep, alphas } = await engine.train({
      gateBatch: this.alphaBatches.at(index),
      weightBatch: this.weightBatches.at(index),
      learningRate,
    })
    if (!gateStep || !weightStep) throw new Error('The engine left out half of a DARTS step')
    return {
      step: index + 1,
      trainLoss: weightStep.loss,
      trainAccuracy: weightStep.correct / engine.batch,
      validLoss: gateStep.loss,
      validAccuracy: gateStep.correct / engine.batch,
      learningRate,
      alphas,
      gates: softmaxRows(alphas, engine.network.gateTables),
    }
  }

  derive(alphas: Float32Array) {
    const { config, engine } = this.context
    const gates = softmaxRows(alphas, engine.network.gateTables)
    return deriveGenotype(config.space, gates)
  }

  private learningRate(index: number, { strategy, budget }: SearchConfig): number {
    return cosineDecay(strategy.learningRate, strategy.learningRateMin, index, budget.steps)
  }
}
