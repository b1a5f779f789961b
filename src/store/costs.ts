import { multiplyAccumulates } from '../network/cost'
import { buildEvaluationNetwork } from '../network/evaluation'
import { parameterCount } from '../network/network'
import { buildSpaceSupernet } from '../network/spaceNetworks'
import type { DartsOrder, SearchConfig } from '../run/config'
import { DATASET_FORMATS } from '../run/datasets'
import type { Genotype } from '../space/cellSpace'
import { remembered } from './remembered'

export interface SpaceCosts {
  readonly supernetParameters: number
  /** Multiply-accumulates of the supernet for one image. */
  readonly supernetMacs: number
  /** Multiply-accumulates of one search step, estimated. */
  readonly stepMacs: number
}

export interface ArchitectureCost {
  readonly parameters: number
  /** Multiply-accumulates for one image. */
  readonly macs: number
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
  const { strategy } = config
  const trainings = strategy.name === 'darts' ? TRAININGS_PER_STEP[strategy.order] : 1
  return {
    supernetParameters: parameters,
    supernetMacs: macs,
    stepMacs: trainings * PASSES_PER_TRAINING * strategy.batch * macs,
  }
}

const supernetCost = remembered(
  ({ space, dataset }: SearchConfig) => JSON.stringify([space, dataset.name]),
  ({ space, dataset }: SearchConfig): ArchitectureCost => {
    const { input, classes } = DATASET_FORMATS[dataset.name]
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
    JSON.stringify([genotype, space, dataset.name]),
  (genotype: Genotype, { space, dataset }: SearchConfig): ArchitectureCost | null => {
    if (space.kind !== 'cell') return null
    const { cells, channels } = space
    const network = buildEvaluationNetwork(genotype, {
      cells,
      channels,
      ...DATASET_FORMATS[dataset.name],
    })
    return { parameters: parameterCount(network), macs: multiplyAccumulates(network) }
  },
)
