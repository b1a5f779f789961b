import type { ComparedRun } from '../run/comparison'
import type { DatasetSettings, SearchConfig } from '../run/config'
import { groupKey, type JudgedArchitecture, type JudgingConfig } from '../run/judging'
import { methodOf } from '../run/methods'
import { REFERENCE_NAMES, type TrainingRecipe } from '../run/training'
import { TRAINING_RECIPES, type RecipeName } from '../run/trainingRecipes'
import { sameChoices } from '../space/builtOut'
import { GenotypeError } from '../space/genotypeError'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { shownArchitecture } from './shown'
import type { KeptTraining } from './trained'

/** An architecture that this browser knows, and where from. */
export interface KnownArchitecture extends JudgedArchitecture {
  readonly space: SearchSpace
  /** Brought by hand to where it is looked at now. */
  readonly onScreen?: boolean
}

/** What searches ended with, newest first. */
export function foundArchitectures(runs: readonly ComparedRun[]): KnownArchitecture[] {
  return runs.flatMap(({ config, record }) =>
    record
      ? [
          {
            group: { kind: 'method' as const, method: methodOf(config) },
            seed: config.seed,
            text: record.text,
            space: config.space,
          },
        ]
      : [],
  )
}

/** What was trained by hand, under the names it was given. */
export function trainedArchitectures(trainings: readonly KeptTraining[]): KnownArchitecture[] {
  return trainings.flatMap(({ name, result }) => {
    const { subject } = result.config
    if (subject.kind !== 'architecture') return []
    const { space, text } = subject
    return [{ group: { kind: 'picked' as const, name }, seed: null, text, space }]
  })
}

/**
 * What a link, a text or a list of published architectures brought to the page; none where nothing did.
 *
 * @param unnamed what to call one that came without a name
 */
export function importedArchitectures(
  state: Parameters<typeof shownArchitecture>[0],
  unnamed: string,
): KnownArchitecture[] {
  const shown = state.imported && shownArchitecture(state)
  if (!shown) return []
  const { name, text, config } = shown
  const group = { kind: 'picked' as const, name: name ?? unnamed }
  return [{ group, seed: null, text, space: shown.space ?? config.space, onScreen: true }]
}

/** Equal for the same architecture of the same group and search. */
export function architectureKey({ group, seed, text }: JudgedArchitecture): string {
  return JSON.stringify([groupKey(group), seed, text])
}

/**
 * The architectures that can be built in a space, each once: what its judging has already, then what
 * else is known.
 */
export function choosable(
  space: SearchSpace,
  judged: readonly JudgedArchitecture[],
  known: readonly KnownArchitecture[],
): JudgedArchitecture[] {
  const fitting = known.filter((one) => sameChoices(one.space, space) && isMember(space, one.text))
  const byKey = new Map<string, JudgedArchitecture>()
  for (const { group, seed, text } of [...judged, ...fitting]) {
    const architecture = { group, seed, text }
    const key = architectureKey(architecture)
    if (!byKey.has(key)) byKey.set(key, architecture)
  }
  return [...byKey.values()]
}

/**
 * What is judged until somebody chooses: the space and data of the architecture shown; those being
 * designed where none is shown, or cells of no known space.
 */
export function judgedAtFirst(
  state: Parameters<typeof shownArchitecture>[0],
): Pick<SearchConfig, 'space' | 'dataset'> {
  const shown = shownArchitecture(state)
  const { present } = state.history
  return shown?.space
    ? { space: shown.space, dataset: shown.config.dataset }
    : { space: present.space, dataset: present.dataset }
}

/** Enough for means and intervals; short enough for a software GPU to do in a coffee break. */
const DRAWS = 10
const TRAINING_SEEDS = [1, 2]
/** Searches make do with fewer; the one that comes with the page has as many. */
const TEST_IMAGES = 1_000

export function judgingTestImages(dataset: DatasetSettings): DatasetSettings {
  // How many there are of somebody's own is known best by how many the search took.
  if (dataset.own) return dataset
  return { ...dataset, testImages: Math.max(TEST_IMAGES, dataset.testImages) }
}

/** No images are held out: all networks train on all of them, and none is chosen among its checkpoints. */
export function judgingRecipe(name: RecipeName): TrainingRecipe {
  return { ...TRAINING_RECIPES[name], validationImages: 0, patience: 0 }
}

/** A judging of what is on screen and all that searches found of a space, at the search's own size. */
export function firstJudging(
  { space, dataset }: Pick<SearchConfig, 'space' | 'dataset'>,
  known: readonly KnownArchitecture[],
): JudgingConfig {
  const judged = known.filter(({ group, onScreen }) => onScreen || group.kind === 'method')
  return {
    space,
    architectures: choosable(space, [], judged),
    luck: { count: DRAWS, seed: 1 },
    references: REFERENCE_NAMES,
    dataset: judgingTestImages(dataset),
    recipe: judgingRecipe('quick'),
    trainingSeeds: TRAINING_SEEDS,
  }
}

function isMember(space: SearchSpace, text: string): boolean {
  try {
    spaceModel(space).parse(text)
    return true
  } catch (error) {
    if (error instanceof GenotypeError) return false
    throw error
  }
}
