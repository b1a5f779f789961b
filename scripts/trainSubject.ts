import { presetConfig } from '../src/run/presets'
import { spaceNameOf } from '../src/run/spacePresets'
import { REFERENCE_NAMES, type TrainingSubject } from '../src/run/training'
import { formatGenotype } from '../src/space/genotypeFormat'
import { GenotypeError } from '../src/space/genotypeError'
import { PUBLISHED, PUBLISHED_NAMES } from '../src/space/published'
import { recogniseArchitecture } from '../src/space/recognition'
import { sizeBounds, sizeOf, sized, type NetworkSize } from '../src/store/trainingSubject'
import { choiceFlag, integerFlag, UsageError } from './commandLine'
import { groupName } from './qualityText'

/** Of a pair of cells, which no space says the number of, and of networks made by hand. */
export const USUAL_SIZE = { cells: 8, channels: 16 } as const

export interface SubjectFlags {
  readonly genotype?: string | undefined
  readonly reference?: string | undefined
  readonly cells?: string | undefined
  readonly channels?: string | undefined
}

/** What is trained, and what pictures call it. */
export interface NamedSubject {
  readonly name: string
  readonly subject: TrainingSubject
}

/** The network that the flags describe. @throws UsageError */
export function subjectFlags(flags: SubjectFlags): NamedSubject {
  const { genotype, reference } = flags
  if ((genotype === undefined) === (reference === undefined)) {
    throw new UsageError('Give --genotype or --reference, one of them.')
  }
  const { name, subject } =
    genotype === undefined ? referenceOf(reference ?? '') : architectureOf(genotype)
  const size = {
    ...sizeFlag('cells', flags.cells, subject),
    ...sizeFlag('channels', flags.channels, subject),
  }
  return { name, subject: sized(subject, size) }
}

function referenceOf(text: string): NamedSubject {
  const name = choiceFlag('reference', text, REFERENCE_NAMES)
  return {
    name: groupName({ kind: 'reference', name }),
    subject: { kind: 'reference', name, channels: USUAL_SIZE.channels },
  }
}

function architectureOf(given: string): NamedSubject {
  const published = PUBLISHED_NAMES.find((name) => name === given.trim())
  if (published) {
    const text = formatGenotype(PUBLISHED[published])
    return { name: published, subject: { kind: 'cells', text, ...USUAL_SIZE } }
  }
  try {
    const { space, text } = recogniseArchitecture(given, presetConfig('tiny').space)
    if (!space) return { name: 'Two cells', subject: { kind: 'cells', text, ...USUAL_SIZE } }
    return {
      name: `An architecture of ${spaceNameOf(space) ?? space.kind}`,
      subject: { kind: 'architecture', space, text },
    }
  } catch (error) {
    if (!(error instanceof GenotypeError)) throw error
    throw new UsageError(`--genotype, character ${error.position + 1}: ${error.message}.`)
  }
}

function sizeFlag(
  name: keyof NetworkSize,
  text: string | undefined,
  subject: TrainingSubject,
): Partial<NetworkSize> {
  if (text === undefined) return {}
  const bound = sizeBounds(subject)[name]
  if (!bound || sizeOf(subject)[name] === null) {
    throw new UsageError(`--${name}: this network's own design says its ${name}.`)
  }
  return { [name]: integerFlag(name, text, { least: bound.min, most: bound.max }) }
}
