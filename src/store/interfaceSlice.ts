import type { Candidate } from '../run/events'
import type { CellType } from '../space/cellSpace'
import type { SetSlice } from './slice'

export type DialogName = 'help' | 'open' | 'derivation' | 'kernels' | 'compare' | 'latency'
export const COLUMNS = ['space', 'search', 'result'] as const
export type ColumnName = (typeof COLUMNS)[number]

/** What is open and pointed at; never kept. */
export interface InterfaceSlice {
  readonly dialog: DialogName | null
  /** The column shown where there is room for one only. */
  readonly column: ColumnName
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
  /** Whether chosen views fill the screen. */
  readonly presenting: boolean
  readonly setDialog: (dialog: DialogName | null) => void
  readonly setColumn: (column: ColumnName) => void
  readonly showCell: (type: CellType) => void
  readonly pointAtRow: (row: number | null) => void
  readonly pointAtCandidate: (id: number | null) => void
  readonly selectCandidates: (candidates: readonly Candidate[]) => void
  readonly setReplaySpeed: (speed: number) => void
  readonly setReplayLoops: (loops: boolean) => void
  readonly present: (presenting: boolean) => void
}

export const createInterfaceSlice = (set: SetSlice<InterfaceSlice>): InterfaceSlice => ({
  dialog: null,
  column: 'search',
  cellShown: 'normal',
  pointedRow: null,
  pointedCandidate: null,
  selectedCandidates: [],
  replaySpeed: 1,
  replayLoops: false,
  presenting: false,
  setDialog: (dialog) => set({ dialog }),
  setColumn: (column) => set({ column }),
  showCell: (cellShown) => set({ cellShown, pointedRow: null }),
  pointAtRow: (pointedRow) => set({ pointedRow }),
  pointAtCandidate: (pointedCandidate) => set({ pointedCandidate }),
  selectCandidates: (selectedCandidates) => set({ selectedCandidates }),
  setReplaySpeed: (replaySpeed) => set({ replaySpeed }),
  setReplayLoops: (replayLoops) => set({ replayLoops }),
  present: (presenting) => set({ presenting }),
})
