import { BatchSequence } from '../data/batches'
import type { Dataset } from '../data/dataset'
import { initialEngineState } from '../engine/initialState'
import type { EngineOptions, StepMetrics, TrainingEngine } from '../engine/engine'
import type { GatePath } from '../network/network'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import {
  YARDSTICK,
  yardstickKey,
  type YardstickNews,
  type YardstickRecipe,
  type YardstickRequest,
  type YardstickScore,
} from '../run/yardstick'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { cosineDecay } from '../strategies/schedule'
import type { SearchHost } from './searchHost'

type YardstickHost = Pick<SearchHost, 'loadDataset' | 'openEngine' | 'now'>

interface OpenSpace {
  readonly key: string
  readonly engine: TrainingEngine
  readonly dataset: Dataset
}

/** Steps queued at once, so that readbacks cost no time. */
const STEPS_IN_FLIGHT = 2

/**
 * Measures architectures by one fixed recipe: each is a path of its space's supernet with weights of
 * its own, trained from scratch on all training images, batch norm recalibrated, judged on test
 * images. All of them start from the same initial weights and see the same batches, seed by seed, so
 * that they differ by nothing but their architecture. What was measured once is remembered.
 */
export class Yardstick {
  private readonly known = new Map<string, YardstickScore>()
  private open: OpenSpace | null = null

  constructor(
    private readonly host: YardstickHost,
    private readonly recipe: YardstickRecipe = YARDSTICK,
  ) {}

  /**
   * Scores in the order asked for. The engine of the last space stays open until `close`.
   * @throws GenotypeError for a text that is no architecture of the space
   */
  async measure(
    { space, architectures }: YardstickRequest,
    onNews: (news: YardstickNews) => void,
  ): Promise<YardstickScore[]> {
    const model = spaceModel(space)
    const chosen = architectures.map((text) => ({ text, choices: model.parse(text) }))
    const scores: YardstickScore[] = []
    for (const [index, { text, choices }] of chosen.entries()) {
      const key = yardstickKey(space, model.format(choices), this.recipe)
      let score = this.known.get(key)
      if (!score) {
        const { engine, dataset } = await this.openSpace(space)
        const path = gatePath(space, engine.network, choices)
        const startMs = this.host.now()
        const accuracies: number[] = []
        for (const [turn, seed] of this.recipe.seeds.entries()) {
          accuracies.push(await this.train(engine, dataset, path, seed))
          const done = index + (turn + 1) / this.recipe.seeds.length
          onNews({ type: 'progress', fraction: done / chosen.length })
        }
        score = { space, text, accuracies, elapsedMs: this.host.now() - startMs }
        this.known.set(key, score)
      }
      // As it was asked for: one architecture may be written in several ways.
      const named = { ...score, text }
      scores.push(named)
      onNews({ type: 'score', score: named })
    }
    return scores
  }

  /** Frees the device. */
  close(): void {
    this.open?.engine.destroy()
    this.open = null
  }

  private async train(
    engine: TrainingEngine,
    { trainImages, testImages }: Dataset,
    path: GatePath,
    seed: number,
  ): Promise<number> {
    const { batch, steps, learningRate, learningRateMin, calibrationImages } = this.recipe
    const key = splitKey(randomKey(seed), 'yardstick')
    const all = indexRange(0, trainImages)
    const batches = new BatchSequence(all, batch, splitKey(key, 'batches'))
    engine.importState(initialEngineState(engine.network, key))
    const inFlight: Promise<StepMetrics>[] = []
    for (let step = 0; step < steps; step++) {
      inFlight.push(
        engine.train({
          gateBatch: null,
          weightBatch: batches.at(step),
          learningRate: cosineDecay(learningRate, learningRateMin, step, steps),
          path,
        }),
      )
      if (inFlight.length >= STEPS_IN_FLIGHT) await inFlight.shift()
    }
    await Promise.all(inFlight)
    const calibrated = Math.max(batch, calibrationImages - (calibrationImages % batch))
    await engine.recalibrate(all.subarray(0, calibrated), path)
    const { correct, count } = await engine.evaluate(indexRange(trainImages, testImages), { path })
    return correct / count
  }

  private async openSpace(space: SearchSpace): Promise<OpenSpace> {
    const key = yardstickKey(space, '', this.recipe)
    if (this.open?.key === key) return this.open
    this.close()
    const dataset = await this.host.loadDataset(this.recipe.dataset, () => undefined)
    const { height, width, channels, classes } = dataset.data
    const supernet = buildSpaceSupernet(space, { height, width, channels }, classes)
    const { engine } = await this.host.openEngine(supernet, engineOptions(this.recipe))
    engine.load(dataset.data)
    this.open = { key, engine, dataset }
    return this.open
  }
}

function engineOptions(recipe: YardstickRecipe): EngineOptions {
  const { batch, momentum, weightDecay, gradientClip, dataset } = recipe
  return {
    execution: 'path',
    batch,
    // Sets augmentation alone: every training begins with weights of its own seed.
    seed: 0,
    weightOptimiser: { momentum, weightDecay, gradientClip },
    // No path step trains gates.
    gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
    augmentation: dataset.augmentation,
  }
}

function indexRange(first: number, count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => first + i)
}
