import type { NetworkStackWords } from './networkStackWords'
import type { Settling } from './useSettling'

const HALF = 0.5

interface StackControlsProps {
  /** Whether everything is unfolded, or anything. */
  readonly all: boolean
  readonly some: boolean
  /** Between mixture and derived cells; null where there is nothing to go between. */
  readonly settling: Settling | null
  readonly onUnfold: (all: boolean) => void
  readonly words: NetworkStackWords
}

/** Below the network: all of it unfolded, or none; and its cells as mixtures, or as derived. */
export function StackControls({ all, some, settling, onUnfold, words }: StackControlsProps) {
  return (
    <div className="view-controls">
      <button type="button" className="view-button" disabled={all} onClick={() => onUnfold(true)}>
        {words.unfoldAll}
      </button>
      <button
        type="button"
        className="view-button"
        disabled={!some}
        onClick={() => onUnfold(false)}
      >
        {words.foldAll}
      </button>
      {settling && some && (
        <>
          <button
            type="button"
            className="view-button"
            aria-pressed={settling.settled < HALF}
            onClick={() => settling.glide(0)}
          >
            {words.mixture}
          </button>
          <button
            type="button"
            className="view-button"
            aria-pressed={settling.settled >= HALF}
            onClick={() => settling.glide(1)}
          >
            {words.derived}
          </button>
        </>
      )}
    </div>
  )
}
