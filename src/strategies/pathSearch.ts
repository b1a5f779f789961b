import type { EngineOptions, TrainingEngine, TrainingStep } from '../engine/engine'
import type { GatePath } from '../network/network'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import type { Choices } from '../space/spaceModel'
import type { StepMeasure, StrategyContext, StrategyMethod } from './strategy'

/** What methods share that run the supernet one path at a time. */
export const PATH_SUPERNET: Pick<StrategyMethod, 'supernet' | 'engineOptions'> = {
  supernet: ({ space }, { height, width, channels, classes }) =>
    buildSpaceSupernet(space, { height, width, channels }, classes),

  engineOptions: ({ strategy, dataset, seed }): EngineOptions => ({
    execution: 'path',
    batch: strategy.batch,
    seed,
    weightOptimiser: {
      momentum: strategy.momentum,
      weightDecay: strategy.weightDecay,
      gradientClip: strategy.gradientClip,
    },
    // No path step trains gates.
    gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
    augmentation: dataset.augmentation,
  }),
}

export function pathOf({ config, engine }: StrategyContext, choices: Choices): GatePath {
  return gatePath(config.space, engine.network, choices)
}

/** The preferences of methods that have none. */
export const NO_ALPHAS = new Float32Array(0)

/** One weight step along a path, and what it measured on its batch. */
export async function trainPath(
  engine: TrainingEngine,
  step: Pick<TrainingStep, 'weightBatch' | 'learningRate' | 'path'>,
): Promise<StepMeasure> {
  const { weightStep } = await engine.train({ gateBatch: null, ...step })
  if (!weightStep) throw new Error('The engine left out a path step')
  return { loss: weightStep.loss, accuracy: weightStep.correct / engine.batch }
}
