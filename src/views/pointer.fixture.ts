import type { SharedPointer } from './shownRun'

const nothing = () => undefined

/** Nothing is pointed at, and pointing leads nowhere. */
export const stillPointer: SharedPointer = {
  row: null,
  candidate: null,
  chosen: null,
  onRow: nothing,
  onStep: nothing,
  onCandidate: nothing,
  onChoose: nothing,
}
