import { costOfSubject } from './subjectCost'
import { randomKey, splitKey } from '../random/random'
import { referenceChannels } from '../network/references'
import { randomArchitectures } from '../space/randomArchitectures'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import type { DatasetSettings } from './config'
import { datasetFormat } from './datasets'
import type { Method } from './methods'
import { quantile } from './spread'
import type { ReferenceName, TrainingConfig, TrainingRecipe, TrainingSubject } from './training'

/** What is judged as one: what a method found, what luck gives, a network made by hand. */
export type JudgedGroup =
  | { readonly kind: 'method'; readonly method: Method }
  /** Drawn uniformly from the space; not to be confused with random search, which is a method. */
  | { readonly kind: 'luck' }
  | { readonly kind: 'reference'; readonly name: ReferenceName }
  /** Picked by hand. */
  | { readonly kind: 'picked'; readonly name: string }

/** Equal for the same group. */
export function groupKey(group: JudgedGroup): string {
  switch (group.kind) {
    case 'method':
      return `method ${group.method}`
    case 'luck':
      return 'luck'
    case 'reference':
      return `reference ${group.name}`
    case 'picked':
      return `picked ${group.name}`
  }
}

/** An architecture that was found or picked. */
export interface JudgedArchitecture {
  readonly group: Extract<JudgedGroup, { kind: 'method' | 'picked' }>
  /** Of the search that found it; null where none did. */
  readonly seed: number | null
  /** A member of the judging's space. */
  readonly text: string
}

/** Everything that a judging depends on; plain JSON. */
export interface JudgingConfig {
  /** Of all architectures, as deep and wide as they are trained; cells may be searched narrower. */
  readonly space: SearchSpace
  readonly architectures: readonly JudgedArchitecture[]
  /** Architectures drawn uniformly, all different, and the seed of the draw. */
  readonly luck: { readonly count: number; readonly seed: number }
  readonly references: readonly ReferenceName[]
  readonly dataset: DatasetSettings
  readonly recipe: TrainingRecipe
  /** Every network is trained once with each. */
  readonly trainingSeeds: readonly number[]
}

/** One network that is judged. */
export interface JudgedNetwork {
  readonly group: JudgedGroup
  /** Of the search, or of the draw (from 1); null where neither made it. */
  readonly seed: number | null
  readonly subject: TrainingSubject
}

/**
 * What a judging trains: architectures in the order given, draws, then references, each as wide as
 * brings its parameters nearest to the median of all the architectures'.
 * @throws GenotypeError for a text that is no architecture of the space
 */
export function judgedNetworks(config: JudgingConfig): JudgedNetwork[] {
  const { space, architectures, luck, references, dataset } = config
  const subjectOf = (text: string): TrainingSubject => ({ kind: 'architecture', space, text })
  const found = architectures.map(({ group, seed, text }) => ({
    group,
    seed,
    subject: subjectOf(canonicalText(space, text)),
  }))
  const drawn = drawnTexts(space, luck).map((text, index): JudgedNetwork => ({
    group: { kind: 'luck' },
    seed: index + 1,
    subject: subjectOf(text),
  }))
  const parameters = medianParameters([...found, ...drawn], dataset)
  const { input, classes } = datasetFormat(dataset)
  const byHand = references.map((name): JudgedNetwork => {
    const channels = referenceChannels(name, parameters, input, classes)
    return {
      group: { kind: 'reference', name },
      seed: null,
      subject: { kind: 'reference', name, channels },
    }
  })
  return [...found, ...drawn, ...byHand]
}

/**
 * Every training, all networks with the first seed, then all with the next, so that a judging that is
 * broken off has as many of each. Networks that are the same are trained once.
 */
export function judgingTrainings(
  config: JudgingConfig,
  networks: readonly JudgedNetwork[],
): TrainingConfig[] {
  const distinct = new Map(networks.map(({ subject }) => [JSON.stringify(subject), subject]))
  return config.trainingSeeds.flatMap((seed) =>
    [...distinct.values()].map((subject) => judgingTraining(config, subject, seed)),
  )
}

/** One network trained once. The seed decides its initial weights and the order of its batches. */
export function judgingTraining(
  { dataset, recipe }: JudgingConfig,
  subject: TrainingSubject,
  seed: number,
): TrainingConfig {
  return { version: 1, subject, dataset, recipe, seed }
}

/** One architecture may be written in several ways. */
function canonicalText(space: SearchSpace, text: string): string {
  const model = spaceModel(space)
  return model.format(model.parse(text))
}

function drawnTexts(space: SearchSpace, { count, seed }: JudgingConfig['luck']): string[] {
  if (count === 0) return []
  const model = spaceModel(space)
  const key = splitKey(randomKey(seed), 'judged draws')
  return randomArchitectures(model, count, key).map((choices) => model.format(choices))
}

function medianParameters(networks: readonly JudgedNetwork[], dataset: DatasetSettings): number {
  const counts = networks.map(({ subject }) => costOfSubject(subject, dataset).parameters)
  return counts.length === 0
    ? REFERENCE_PARAMETERS
    : quantile(
        counts.sort((a, b) => a - b),
        0.5,
      )
}

/** Where there is no architecture to be as large as. */
const REFERENCE_PARAMETERS = 100_000
