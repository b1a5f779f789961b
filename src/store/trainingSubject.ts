import { networkCost } from '../network/cost'
import { referenceChannels } from '../network/references'
import { buildTrainable, buildTrained } from '../network/trainingNetworks'
import type { TrainingParts } from '../network/trainingParts'
import { datasetFormat, type DatasetIdentity } from '../run/datasets'
import type { ReferenceName, TrainingSubject } from '../run/training'
import { CELL_SPACE_BOUNDS, type Bound } from '../space/bounds'
import { ENAS_CELL_BOUNDS } from '../space/enasCellSpace'
import { ENAS_MACRO_BOUNDS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_BOUNDS } from '../space/nasBench201Space'
import { remembered } from './remembered'
import type { ShownArchitecture } from './shown'

/** How deep and wide a network is built; null where its space leaves nothing to say. */
export interface NetworkSize {
  /** Cells in a row; in NAS-Bench-201 those of a stage. */
  readonly cells: number | null
  /** Of the first cell or stage. */
  readonly channels: number | null
}

/** What can be said of a size, and what the papers trained. */
export interface SizeBounds {
  readonly cells: Bound | null
  readonly channels: Bound | null
  readonly published: Partial<Record<keyof NetworkSize, number>>
}

/** Of cells that are of no known space, and until someone says otherwise. */
const CELLS_ALONE = { cells: 8, channels: 16 } as const

/** What the networks of the papers are evaluated with: darts/cnn/train.py, and NAS-Bench-201's macro skeleton. */
const DARTS_SIZE = { cells: 20, channels: 36 } as const
const NAS_BENCH_201_SIZE = { cells: 5, channels: 16 } as const

type Shown = Pick<ShownArchitecture, 'space' | 'text' | 'genotype' | 'config'>

/** The architecture in the result column as it stands there: to be built out to another size. */
export function shownSubject({ space, text, config }: Shown): TrainingSubject {
  if (space) return { kind: 'architecture', space, text }
  const { kind } = config.space
  const size = kind === 'cell' ? config.space : CELLS_ALONE
  return { kind: 'cells', text, cells: size.cells, channels: size.channels }
}

/** How deep and wide a subject is. */
export function sizeOf(subject: TrainingSubject): NetworkSize {
  if (subject.kind === 'reference') return { cells: null, channels: subject.channels }
  if (subject.kind === 'cells') return { cells: subject.cells, channels: subject.channels }
  const { space } = subject
  switch (space.kind) {
    case 'cell':
    case 'enas-cell':
    case 'nas-bench-201':
      return { cells: space.cells, channels: space.channels }
    case 'enas-macro':
      return { cells: null, channels: space.channels }
    case 'chain':
      return { cells: null, channels: null }
  }
}

/** A chain says the width and depth of each stage itself, an ENAS network its layers. */
export function sizeBounds(subject: TrainingSubject): SizeBounds {
  if (subject.kind === 'cells') return { ...CELL_SPACE_BOUNDS, published: DARTS_SIZE }
  if (subject.kind === 'reference') {
    return { cells: null, channels: REFERENCE_CHANNELS, published: {} }
  }
  switch (subject.space.kind) {
    case 'cell':
      return { ...CELL_SPACE_BOUNDS, published: DARTS_SIZE }
    case 'enas-cell':
      return { ...ENAS_CELL_BOUNDS, published: {} }
    case 'nas-bench-201':
      return { ...NAS_BENCH_201_BOUNDS, published: NAS_BENCH_201_SIZE }
    case 'enas-macro':
      return { cells: null, channels: ENAS_MACRO_BOUNDS.channels, published: {} }
    case 'chain':
      return { cells: null, channels: null, published: {} }
  }
}

const REFERENCE_CHANNELS: Bound = { min: 1, max: 256 }

/** The same subject as deep and wide as asked, as far as it can be. */
export function sized(subject: TrainingSubject, size: Partial<NetworkSize>): TrainingSubject {
  const bounds = sizeBounds(subject)
  const before = sizeOf(subject)
  const said = (key: keyof NetworkSize) => {
    const bound = bounds[key]
    const value = size[key] ?? before[key]
    return bound && value !== null ? { [key]: Math.max(bound.min, Math.min(bound.max, value)) } : {}
  }
  const changes = { ...said('cells'), ...said('channels') }
  if (subject.kind !== 'architecture') return { ...subject, ...changes }
  // Every kind of space that has these fields calls them so.
  return { ...subject, space: { ...subject.space, ...changes } }
}

/** A network made by hand, as wide as makes it most like another one in parameters. */
export function referenceBeside(
  name: ReferenceName,
  parameters: number,
  dataset: DatasetIdentity,
): TrainingSubject {
  const { input, classes } = datasetFormat(dataset)
  return { kind: 'reference', name, channels: referenceChannels(name, parameters, input, classes) }
}

/**
 * Exact parameters, and multiply-accumulates for one image, of the network as it is used once trained.
 * @throws GenotypeError, RangeError when there is no such network
 */
export const trainedCost = remembered(
  (subject: TrainingSubject, { name }: DatasetIdentity) => JSON.stringify([subject, name]),
  (subject: TrainingSubject, dataset: DatasetIdentity) => {
    const { input, classes } = datasetFormat(dataset)
    return networkCost(buildTrained(subject, input, classes))
  },
)

/** Which of what a recipe may ask for the network has a place for. */
export const trainingPartsOf = remembered(
  (subject: TrainingSubject, { name }: DatasetIdentity) => JSON.stringify([subject, name]),
  (subject: TrainingSubject, dataset: DatasetIdentity): TrainingParts => {
    const { input, classes } = datasetFormat(dataset)
    const all = { dropPath: true, auxiliary: true }
    const { layers, auxiliary } = buildTrainable(subject, input, classes, all)
    return {
      dropPath: layers.some(({ kind }) => kind === 'dropPath'),
      auxiliary: auxiliary !== undefined,
    }
  },
)
