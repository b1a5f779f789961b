import { create } from 'zustand'
import type { PresentTraining } from './presentTraining'
import type { KeptCheckpoint } from './trainingArchive'

interface TrainingState {
  /** The one under way, or the one that ended last and is still looked at. */
  readonly present: PresentTraining | null
  /** Trainings that the page was left in the middle of; null until they are read. */
  readonly interrupted: readonly KeptCheckpoint[] | null
}

/** The training of this page; loaded with what shows it. */
export const useTraining = create<TrainingState>()(() => ({ present: null, interrupted: null }))
