import { parseGenotype } from '../space/genotype'
import { spaceModel } from '../space/spaceModels'
import { buildEvaluationNetwork } from './evaluation'
import type { Network, Shape } from './network'
import { buildReference } from './references'
import { buildArchitecture } from './spaceNetworks'
import type { TrainingSubject } from './trainingSubject'

/** What a network has for the sake of its training alone. */
export interface TrainingParts {
  /** Whether paths can be dropped. */
  readonly dropPath: boolean
  /** Whether an auxiliary head reads the network two thirds of the way. */
  readonly auxiliary: boolean
}

/**
 * The network as it is used once it is trained.
 * @param input height × width × channels of one image
 * @throws GenotypeError for a text that is no architecture
 */
export function buildTrained(subject: TrainingSubject, input: Shape, classes: number): Network {
  return build(subject, input, classes)
}

/**
 * The same network with what training needs: parameters and running statistics of `buildTrained` come
 * first, in its order.
 */
export function buildTrainable(
  subject: TrainingSubject,
  input: Shape,
  classes: number,
  _parts: TrainingParts,
): Network {
  return build(subject, input, classes)
}

function build(subject: TrainingSubject, input: Shape, classes: number): Network {
  switch (subject.kind) {
    case 'architecture': {
      const choices = spaceModel(subject.space).parse(subject.text)
      return buildArchitecture(subject.space, choices, input, classes)
    }
    case 'cells': {
      const { cells, channels } = subject
      const genotype = parseGenotype(subject.text)
      return buildEvaluationNetwork(genotype, { cells, channels, input, classes })
    }
    case 'reference':
      return buildReference(subject.name, subject.channels, input, classes)
  }
}
