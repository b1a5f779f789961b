import { parseGenotype } from '../space/genotype'
import { spaceModel } from '../space/spaceModels'
import { buildEvaluationNetwork } from './evaluation'
import type { Network, Shape } from './network'
import { buildReference } from './references'
import { buildArchitecture } from './spaceNetworks'
import type { TrainingParts } from './trainingParts'
import { NO_TRAINING_PARTS } from './trainingParts'
import type { TrainingSubject } from './trainingSubject'

/**
 * The network as it is used once it is trained.
 * @param input height × width × channels of one image
 * @throws GenotypeError for a text that is no architecture
 */
export function buildTrained(subject: TrainingSubject, input: Shape, classes: number): Network {
  return build(subject, input, classes, NO_TRAINING_PARTS)
}

/**
 * The same network with what training needs, as far as it has it: parameters and running statistics of
 * `buildTrained` come first, in its order.
 *
 * Paths that can be dropped: in cells, every operation's output but the identity's (DARTS, ENAS);
 * residues beside a shortcut in NAS-Bench-201, chains (inverted residuals), `resnet` and
 * `mobilenet-v2`. There are none in the ENAS macro space, whose layers add up what precedes them, in
 * shuffled chain blocks, whose other half passes anyway, and in `plain-cnn`. Auxiliary heads: cells
 * of DARTS and ENAS alone, for no other publication has one.
 */
export function buildTrainable(
  subject: TrainingSubject,
  input: Shape,
  classes: number,
  parts: TrainingParts,
): Network {
  return build(subject, input, classes, parts)
}

function build(
  subject: TrainingSubject,
  input: Shape,
  classes: number,
  parts: TrainingParts,
): Network {
  switch (subject.kind) {
    case 'architecture': {
      const choices = spaceModel(subject.space).parse(subject.text)
      return buildArchitecture(subject.space, choices, input, classes, parts)
    }
    case 'cells': {
      const { cells, channels } = subject
      const genotype = parseGenotype(subject.text)
      return buildEvaluationNetwork(genotype, { cells, channels, input, classes }, parts)
    }
    case 'reference':
      return buildReference(subject.name, subject.channels, input, classes, parts)
  }
}
