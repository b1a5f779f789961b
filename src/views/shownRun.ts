import type { Candidate, PolicySnapshot, Snapshot, Timeline } from '../run/events'
import type { Method } from '../run/methods'
import type { CellType } from '../space/cellSpace'

/** A run as it stood at the step that the timeline stands at. */
export interface ShownRun {
  readonly timeline: Timeline
  readonly method: Method
  /** Of the crosshair; null before the first. */
  readonly step: number | null
  readonly snapshot: Snapshot | null
  /** In order of birth. */
  readonly candidates: readonly Candidate[]
  /**
   * What the run stood for: at its end what it found, before that the best judged so far; null for
   * methods that judge none.
   */
  readonly best: Candidate | null
  /** Whether that is final. */
  readonly found: boolean
  /** Whether the run has come to its end here, and to a result. */
  readonly ended: boolean
  readonly policy: PolicySnapshot | null
}

/** What may be pointed at and chosen in a drawing of a run, shared by all of them. */
export interface SharedPointer {
  /** Edge (row of the gate table) pointed at. */
  readonly row: number | null
  readonly onRow: (row: number | null) => void
  /** Moves the timeline. */
  readonly onStep: (step: number) => void
  /** Candidate pointed at, and the one in the result column (their ids). */
  readonly candidate: number | null
  readonly chosen: number | null
  readonly onCandidate: (id: number | null) => void
  readonly onChoose: (id: number) => void
}

/** What of a run a drawing is about. */
export interface ShownPart {
  readonly run: ShownRun
  /** The kind of cell, for drawings of one. */
  readonly cell: CellType
  /** Candidate in the result column (its id), where it is one of the run's. */
  readonly chosen?: number | null
}
