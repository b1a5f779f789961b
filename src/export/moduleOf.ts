import type { TrainingSubject } from '../run/training'
import type { Genotype } from '../space/cellSpace'
import { parseGenotype } from '../space/genotype'
import { spaceModel } from '../space/spaceModels'
import { pytorchModule } from './pytorch'
import { pytorchCellModule, type BuiltCells } from './pytorchCells'
import type { TrainedNetwork } from './trainedNetwork'

/** The subject as a Python file: built from its cells where it is made of DARTS cells. */
export function moduleOf(
  subject: TrainingSubject,
  trained: TrainedNetwork,
  header: readonly string[],
): string {
  const cells = builtCells(subject)
  return cells ? pytorchCellModule(trained, cells, header) : pytorchModule(trained, header)
}

/** The DARTS cells that the subject is built of; null where it is not. */
export function builtCells(subject: TrainingSubject): BuiltCells | null {
  if (subject.kind === 'reference') return null
  if (subject.kind === 'cells') {
    const { text, cells, channels } = subject
    return { genotype: parseGenotype(text), cells, channels }
  }
  const { space, text } = subject
  if (space.kind !== 'cell') return null
  const { cells, channels } = space
  return { genotype: genotypeOf(space, text), cells, channels }
}

function genotypeOf(space: Parameters<typeof spaceModel>[0], text: string): Genotype {
  const model = spaceModel(space)
  const genotype = model.genotype(model.parse(text))
  if (!genotype) throw new TypeError(`A space of kind ${space.kind} is not made of cells`)
  return genotype
}
