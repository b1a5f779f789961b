import { BatchSequence } from '../data/batches'
import type { GatePath } from '../network/network'
import { initialEngineState } from '../engine/initialState'
import { randomKey, splitKey } from '../random/random'
import type { ChildSettings } from '../run/strategySettings'
import type { Choices } from '../space/spaceModel'
import { judge, judgementImages, type JudgementImages } from './judgement'
import { pathOf, trainPath } from './pathSearch'
import { cosineDecay } from './schedule'
import type { StepMeasure, StrategyContext } from './strategy'

/**
 * An architecture with weights of its own, trained from scratch for a few steps on the shared engine:
 * a path of the supernet whose weights were all set afresh. Initial weights and batches follow from
 * the run's seed and the architecture alone, so that every method would judge it alike, and judging it
 * twice tells nothing new.
 */
export class Child {
  private readonly path: GatePath
  private readonly key: number
  private readonly batches: BatchSequence
  private readonly images: JudgementImages

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: ChildSettings,
    choices: Choices,
  ) {
    const { config, space, split } = context
    this.path = pathOf(context, choices)
    this.key = splitKey(splitKey(randomKey(config.seed), 'child'), space.format(choices))
    const order = splitKey(this.key, 'batches')
    this.batches = new BatchSequence(split.weights, settings.batch, order)
    const { judgeImages } = settings
    this.images = judgementImages(context, { calibrated: judgeImages, judged: judgeImages })
  }

  /** Training images that its weights have seen when it is judged. */
  get imagesSeen(): number {
    return this.settings.childSteps * this.settings.batch
  }

  /** Takes the engine over: weights, momentum and running statistics of a newborn. */
  beBorn(): void {
    const { engine } = this.context
    engine.importState(initialEngineState(engine.network, this.key))
  }

  /** SGD step `position` of `childSteps`, on a cosine of its own. Queued before it returns. */
  train(position: number): Promise<StepMeasure> {
    return trainPath(this.context.engine, {
      weightBatch: this.batches.at(position),
      learningRate: this.learningRate(position),
      path: this.path,
    })
  }

  learningRate(position: number): number {
    const { learningRate, learningRateMin, childSteps } = this.settings
    return cosineDecay(learningRate, learningRateMin, position, childSteps)
  }

  /** Takes batch norm's running statistics anew: they lag behind weights that moved so fast. */
  calibrate(): Promise<void> {
    return this.context.engine.recalibrate(this.images.calibration, this.path)
  }

  /** On held-out images, after calibration. */
  judge(): Promise<StepMeasure> {
    return judge(this.context.engine, this.path, this.images)
  }
}
