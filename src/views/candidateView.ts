import type { Candidate } from '../run/events'

/** What every drawing of candidates is given, besides its own. */
export interface CandidateViewProps {
  readonly title: string
  /** In order of birth, up to the step shown. */
  readonly candidates: readonly Candidate[]
  /** The best of them by the run's objective, or what the run found; null before the first. */
  readonly best: Candidate | null
  /** Whether that is what the run found. */
  readonly found: boolean
  /** Pointed at here or in a linked drawing (its id). */
  readonly pointed: number | null
  /** Shown in the result column (its id). */
  readonly chosen: number | null
  /** Selected together, here or in a linked drawing (their ids). */
  readonly selected: ReadonlySet<number>
  readonly onPoint?: ((id: number | null) => void) | undefined
  readonly onChoose?: ((id: number) => void) | undefined
  /** Pixels. */
  readonly width: number
}

/** Narrower drawings have less to say beside their title. */
export const NARROW = 420
