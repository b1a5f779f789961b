import { multiplyAccumulates } from '../network/cost'
import { buildEvaluationNetwork } from '../network/evaluation'
import { inferenceMemory } from '../network/inferenceMemory'
import { parameterCount, type Network } from '../network/network'
import { buildArchitecture, buildSpaceSupernet } from '../network/spaceNetworks'
import type { DartsOrder, SearchConfig } from '../run/config'
import { datasetFormat, type DatasetIdentity } from '../run/datasets'
import type { Genotype } from '../space/cellSpace'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { takeInTurn } from '../space/draws'
import { remembered } from './remembered'

export interface SpaceCosts {
  readonly supernetParameters: number
  /** Multiply-accumulates of the supernet for one image. */
  readonly supernetMacs: number
}

export interface ArchitectureCost {
  readonly parameters: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
  /** Bytes that inference of one image holds at most. */
  readonly memory: number
}

/** A backward pass computes the gradients of inputs and of weights: about two more forward passes. */
const PASSES_PER_TRAINING = 3

/**
 * First-order DARTS trains twice a step: alphas on one batch, weights on another. The unrolled gradient
 * takes four passes in place of the alphas' one: the virtual step, its loss, and two for their difference.
 */
const TRAININGS_PER_STEP: Readonly<Record<DartsOrder, number>> = { first: 2, second: 5 }

/** What a config asks for, before anything is run. */
export function spaceCosts(config: SearchConfig): SpaceCosts {
  const { macs, parameters } = supernetCost(config)
  return { supernetParameters: parameters, supernetMacs: macs }
}

/**
 * Multiply-accumulates of one search step, estimated.
 * @param macs of what a step trains, for one image: the supernet in DARTS, one path through it elsewhere
 */
export function stepMacs({ strategy }: Pick<SearchConfig, 'strategy'>, macs: number): number {
  const trainings = strategy.name === 'darts' ? TRAININGS_PER_STEP[strategy.order] : 1
  return trainings * PASSES_PER_TRAINING * strategy.batch * macs
}

const supernetCost = remembered(
  ({ space, dataset }: SearchConfig) => JSON.stringify([space, datasetFormat(dataset)]),
  ({ space, dataset }: SearchConfig): Pick<ArchitectureCost, 'parameters' | 'macs'> => {
    const { input, classes } = datasetFormat(dataset)
    const supernet = buildSpaceSupernet(space, input, classes)
    return { parameters: parameterCount(supernet), macs: multiplyAccumulates(supernet) }
  },
)

/**
 * Cells built out at the width and depth of `config`, for its data set; null where it has none.
 * @throws Error when the genotype describes no network
 */
export const architectureCost = remembered(
  (genotype: Genotype, { space, dataset }: SearchConfig) =>
    JSON.stringify([genotype, space, datasetFormat(dataset)]),
  (genotype: Genotype, { space, dataset }: SearchConfig): ArchitectureCost | null => {
    if (space.kind !== 'cell') return null
    const { cells, channels } = space
    const network = buildEvaluationNetwork(genotype, {
      cells,
      channels,
      ...datasetFormat(dataset),
    })
    return costOf(network)
  },
)

/** One architecture that stands for its space, the middle one open to every decision: what to aim at. */
export function typicalNetwork({ space, dataset }: SearchConfig): Network {
  const { input, classes } = datasetFormat(dataset)
  const middle = takeInTurn(spaceModel(space), (_, open) => open[open.length >> 1] as number)
  return buildArchitecture(space, middle, input, classes)
}

export const typicalCost = remembered(
  ({ space, dataset }: SearchConfig) => JSON.stringify([space, datasetFormat(dataset)]),
  (config: SearchConfig): ArchitectureCost => costOf(typicalNetwork(config)),
)

/**
 * An architecture given as text, at the width and depth of its space.
 * @throws GenotypeError when the text is not one of the space's architectures
 */
export const textCost = remembered(
  (text: string, { space, dataset }: SearchConfig) =>
    JSON.stringify([text, space, datasetFormat(dataset)]),
  (text: string, { space, dataset }: SearchConfig): ArchitectureCost =>
    costOfChoices(space, spaceModel(space).parse(text), dataset),
)

function costOfChoices(
  space: SearchSpace,
  choices: Choices,
  dataset: DatasetIdentity,
): ArchitectureCost {
  const { input, classes } = datasetFormat(dataset)
  return costOf(buildArchitecture(space, choices, input, classes))
}

function costOf(network: Network): ArchitectureCost {
  return {
    parameters: parameterCount(network),
    macs: multiplyAccumulates(network),
    memory: inferenceMemory(network),
  }
}
