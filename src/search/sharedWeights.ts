import { BatchSequence } from '../data/batches'
import { splitDataset } from '../data/split'
import type { StepMetrics, TrainingEngine } from '../engine/engine'
import { initialEngineState } from '../engine/initialState'
import type { GatePath } from '../network/network'
import { buildSpaceSupernet, gatePath } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import type { FidelityConfig, SharedAccuracy, SharedNews, SharedWeights } from '../run/fidelity'
import type { WeightSettings } from '../run/strategySettings'
import { drawUniform } from '../space/draws'
import { spaceModel } from '../space/spaceModels'
import { cosineDecay } from '../strategies/schedule'
import { DivergedError } from './failure'
import { GpuTurn } from './gpuTurn'
import type { SearchHost } from './searchHost'

type SharedWeightsHost = Pick<SearchHost, 'loadDataset' | 'openEngine' | 'holdGpu'>

/** Steps queued at once, so that readbacks cost no time. */
const STEPS_IN_FLIGHT = 2
/** How often training says how far it is, in steps. */
const TELL_EVERY = 10
/** Of engines that only judge. */
const JUDGING: WeightSettings = {
  batch: 12,
  learningRate: 0,
  learningRateMin: 0,
  momentum: 0,
  weightDecay: 0,
  gradientClip: 0,
}

/**
 * What architectures are held to be worth with the weights of one supernet: trained on uniform single
 * paths for this, or left by a search. All are judged with batch norm as it was left first, and only
 * then recalibrated one by one, since that replaces what it finds.
 *
 * @param texts architectures of the space
 * @param left the weights of the search that the config names; null to train some
 * @throws GenotypeError for a text that is no architecture of the space
 * @throws DivergedError when a loss is not finite
 */
export async function judgeWithSharedWeights(
  config: FidelityConfig,
  texts: readonly string[],
  left: SharedWeights | null,
  host: SharedWeightsHost,
  onNews: (news: SharedNews) => void,
): Promise<SharedAccuracy[]> {
  const { space, source, seed } = config
  const model = spaceModel(space)
  const chosen = texts.map((text) => model.parse(text))
  const dataset = await host.loadDataset(config.dataset, (fraction) =>
    onNews({ task: 'data', fraction }),
  )
  const { height, width, channels, classes } = dataset.data
  const network = buildSpaceSupernet(space, { height, width, channels }, classes)
  const turn = new GpuTurn(host, () => onNews({ task: 'waiting', fraction: null }))
  await turn.take(new AbortController().signal)
  try {
    const settings = source.kind === 'uniform' ? source.settings : JUDGING
    const { batch, momentum, weightDecay, gradientClip } = settings
    const key = splitKey(randomKey(seed), 'shared weights')
    const { engine } = await host.openEngine(network, {
      execution: 'path',
      batch,
      seed: key,
      weightOptimiser: { momentum, weightDecay, gradientClip },
      // No path step trains gates.
      gateOptimiser: { learningRate: 0, betas: [0, 0], epsilon: 1, weightDecay: 0 },
      augmentation: config.dataset.augmentation,
      onProgress: (fraction) => onNews({ task: 'compile', fraction }),
    })
    try {
      engine.load(dataset.data)
      engine.importState({ ...initialEngineState(network, key), ...left })
      const split = splitDataset(dataset.trainImages, dataset.testImages, seed)
      if (source.kind === 'uniform') {
        await trainUniformly(engine, config, split.weights, onNews)
      }
      const paths = chosen.map((choices) => gatePath(space, network, choices))
      const judged = split.alphas.subarray(0, config.judgeImages)
      const calibration = split.weights.subarray(0, wholeBatches(config.recalibrationImages, batch))
      const accuracyOf = async (path: GatePath) => {
        const { correct, count } = await engine.evaluate(judged, { path })
        return correct / count
      }
      const plain: number[] = []
      for (const [index, path] of paths.entries()) {
        plain.push(await accuracyOf(path))
        onNews({ task: 'judge', fraction: (index + 1) / (2 * paths.length) })
      }
      const accuracies: SharedAccuracy[] = []
      for (const [index, path] of paths.entries()) {
        await engine.recalibrate(calibration, path)
        accuracies.push({
          text: texts[index] ?? '',
          plain: plain[index] ?? NaN,
          recalibrated: await accuracyOf(path),
        })
        onNews({ task: 'judge', fraction: (paths.length + index + 1) / (2 * paths.length) })
      }
      return accuracies
    } finally {
      engine.destroy()
    }
  } finally {
    turn.letGo()
  }
}

async function trainUniformly(
  engine: TrainingEngine,
  { space, source, seed }: FidelityConfig,
  images: Uint32Array,
  onNews: (news: SharedNews) => void,
): Promise<void> {
  if (source.kind !== 'uniform') return
  const { steps, settings } = source
  const { batch, learningRate, learningRateMin } = settings
  const model = spaceModel(space)
  const key = splitKey(randomKey(seed), 'uniform paths')
  const batches = new BatchSequence(images, batch, splitKey(key, 'batches'))
  const inFlight: Promise<StepMetrics>[] = []
  const settle = async (most: number) => {
    while (inFlight.length > most) {
      const { weightStep } = (await inFlight.shift()) ?? {}
      const loss = weightStep?.loss ?? NaN
      if (!Number.isFinite(loss)) throw new DivergedError(steps, loss)
    }
  }
  let draws = 0
  for (let step = 0; step < steps; step++) {
    let choices = null
    // Not every combination of choices is an architecture in every space.
    while (!choices) choices = drawUniform(model, splitKey(key, draws++))
    inFlight.push(
      engine.train({
        gateBatch: null,
        weightBatch: batches.at(step),
        learningRate: cosineDecay(learningRate, learningRateMin, step, steps),
        path: gatePath(space, engine.network, choices),
      }),
    )
    await settle(STEPS_IN_FLIGHT - 1)
    if (step % TELL_EVERY === 0) onNews({ task: 'train', fraction: step / steps })
  }
  await settle(0)
}

/** At least one. */
function wholeBatches(images: number, batch: number): number {
  return Math.max(batch, images - (images % batch))
}
