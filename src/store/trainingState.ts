import { create } from 'zustand'
import type { PresentTraining } from './presentTraining'
import type { KeptCheckpoint, KeptCurves } from './trainingArchive'

interface TrainingState {
  /** The one under way, or the one that ended last and is still looked at. */
  readonly present: PresentTraining | null
  /** Trainings that the page was left in the middle of; null until they are read. */
  readonly interrupted: readonly KeptCheckpoint[] | null
  /** How trained networks came to be, by their ids, as far as it was read. */
  readonly curves: ReadonlyMap<string, KeptCurves>
}

/** The training of this page; loaded with what shows it. */
export const useTraining = create<TrainingState>()(() => ({
  present: null,
  interrupted: null,
  curves: new Map(),
}))
