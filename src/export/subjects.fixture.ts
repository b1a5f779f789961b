import { initialWeights } from '../network/initialise'
import type { Shape } from '../network/network'
import { initialRunningStatistics } from '../network/runningStatistics'
import { buildTrained } from '../network/trainingNetworks'
import { normal, randomInteger, randomKey, splitKey, uniform } from '../random/random'
import { spacePreset } from '../run/spacePresets'
import { REFERENCE_NAMES, type TrainingSubject } from '../run/training'
import { drawUniform } from '../space/draws'
import { formatGenotype } from '../space/genotypeFormat'
import { PUBLISHED, PUBLISHED_NAMES } from '../space/published'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES, type SpaceName } from '../space/spacePresets'
import { inputShape, type TrainedNetwork } from './trainedNetwork'

/** Two colour images of odd sides, so that nothing hides behind symmetry. */
export const IMAGES = 2

const INPUT: Shape = { height: 16, width: 16, channels: 3 }
const CLASSES = ['a', 'b', 'c', 'd', 'e']

/** An architecture of a published space with weights and statistics as uneven as trained ones. */
export function someTrainedNetwork(space: SpaceName, seed: number): TrainedNetwork {
  return trainedSubject(someArchitecture(space, seed), `${space}-network`, seed)
}

/** An architecture of a published space in its small skeleton. */
export function someArchitecture(space: SpaceName, seed: number): TrainingSubject {
  const searched = spacePreset('tiny', space)
  const model = spaceModel(searched)
  const choices = drawUniform(model, splitKey(randomKey(seed), 'architecture'))
  if (!choices) throw new Error(`No architecture of ${space} came of seed ${seed}`)
  return { kind: 'architecture', space: searched, text: model.format(choices) }
}

/** Whatever can be trained, as if it had been. */
export function trainedSubject(
  subject: TrainingSubject,
  name: string,
  seed: number,
): TrainedNetwork {
  const key = randomKey(seed)
  const network = buildTrained(subject, INPUT, CLASSES.length)
  const spread = splitKey(key, 'spread')
  const weights = initialWeights(network, splitKey(key, 'weights')).map(
    (weight, index) => weight + 0.02 * normal(spread, index),
  )
  const statistics = splitKey(key, 'statistics')
  const half = initialRunningStatistics(network).length / 2
  const runningStatistics = initialRunningStatistics(network).map((value, index) =>
    index < half ? 0.1 * normal(statistics, index) : 0.5 * value + uniform(statistics, index),
  )
  return {
    network,
    name,
    weights,
    runningStatistics,
    mean: [0.49, 0.48, 0.44],
    deviation: [0.25, 0.24, 0.26],
    classNames: CLASSES,
  }
}

/** One of everything that can be exported: of every space, published cells, networks made by hand. */
export const EVERY_SUBJECT: Readonly<Record<string, TrainingSubject>> = {
  ...Object.fromEntries(SPACE_NAMES.map((space) => [space, someArchitecture(space, 11)])),
  ...Object.fromEntries(
    PUBLISHED_NAMES.map((name) => [
      name,
      { kind: 'cells', text: formatGenotype(PUBLISHED[name]), cells: 3, channels: 4 },
    ]),
  ),
  ...Object.fromEntries(
    REFERENCE_NAMES.map((name) => [name, { kind: 'reference', name, channels: 8 }]),
  ),
}

/** Bytes, [images, height, width, channels]. */
export function somePixels({ network }: TrainedNetwork): Uint8Array {
  const { height, width, channels } = inputShape(network)
  return Uint8Array.from({ length: IMAGES * height * width * channels }, (_, index) =>
    randomInteger(randomKey(7), index, 256),
  )
}
