import type { Candidate } from '../run/events'
import type { CellType } from '../space/cellSpace'
import type { SetSlice } from './slice'

export type DialogName =
  | 'help'
  | 'open'
  | 'derivation'
  | 'kernels'
  | 'compare'
  | 'latency'
  | 'animation'
  | 'train'
  | 'judge'
  | 'library'
  | 'data'
  | 'try'
  | 'export'
export const COLUMNS = ['space', 'search', 'result'] as const
export type ColumnName = (typeof COLUMNS)[number]
/** What the middle column is for: to design the space, or to watch its search. */
export type MiddleName = 'design' | 'search'

/** What is open and pointed at; never kept. */
export interface InterfaceSlice {
  readonly dialog: DialogName | null
  /** The column shown where there is room for one only. */
  readonly column: ColumnName
  readonly middle: MiddleName
  /** The kind of cell shown where there is room for one only. */
  readonly cellShown: CellType
  /** Edge (row of the gate table) pointed at, shared by all drawings. */
  readonly pointedRow: number | null
  /** Candidate (its id) pointed at, shared by all drawings. */
  readonly pointedCandidate: number | null
  /** Candidates selected together, shared by all drawings; count only in the run they are of. */
  readonly selectedCandidates: readonly Candidate[]
  /** How many times as fast as usual a run plays back; one of `REPLAY_SPEEDS`. */
  readonly replaySpeed: number
  /** Whether playback begins again at its end. */
  readonly replayLoops: boolean
  /** The view that an animation was asked of; null where it was asked of the run. */
  readonly animatedView: string | null
  /** Whether chosen views fill the screen. */
  readonly presenting: boolean
  readonly setDialog: (dialog: DialogName | null) => void
  readonly setColumn: (column: ColumnName) => void
  /** Also brings the column to where there is room for one only. */
  readonly showMiddle: (middle: MiddleName) => void
  readonly showCell: (type: CellType) => void
  readonly pointAtRow: (row: number | null) => void
  readonly pointAtCandidate: (id: number | null) => void
  readonly selectCandidates: (candidates: readonly Candidate[]) => void
  readonly setReplaySpeed: (speed: number) => void
  readonly setReplayLoops: (loops: boolean) => void
  readonly animate: (view: string | null) => void
  readonly present: (presenting: boolean) => void
}

export const createInterfaceSlice = (set: SetSlice<InterfaceSlice>): InterfaceSlice => ({
  dialog: null,
  column: 'search',
  middle: 'search',
  cellShown: 'normal',
  pointedRow: null,
  pointedCandidate: null,
  selectedCandidates: [],
  replaySpeed: 1,
  replayLoops: false,
  animatedView: null,
  presenting: false,
  setDialog: (dialog) => set({ dialog }),
  setColumn: (column) => set({ column }),
  showMiddle: (middle) => set({ middle, column: 'search' }),
  showCell: (cellShown) => set({ cellShown, pointedRow: null }),
  pointAtRow: (pointedRow) => set({ pointedRow }),
  pointAtCandidate: (pointedCandidate) => set({ pointedCandidate }),
  selectCandidates: (selectedCandidates) => set({ selectedCandidates }),
  setReplaySpeed: (replaySpeed) => set({ replaySpeed }),
  setReplayLoops: (replayLoops) => set({ replayLoops }),
  animate: (animatedView) => set({ animatedView, dialog: 'animation' }),
  present: (presenting) => set({ presenting }),
})
