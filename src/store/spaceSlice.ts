import type { SearchConfig } from '../run/config'
import type { History } from './history'
import { edited, gestureEnded, historyOf, redone, undone } from './history'
import type { SetSlice } from './slice'

/** The config being designed. The next Run takes it; a run under way keeps its own. */
export interface SpaceSlice {
  readonly history: History<SearchConfig>
  /** False until a person (or a link, or an earlier visit) chose a config; until then the probe may. */
  readonly configChosen: boolean
  /** Edits that name the same `gesture` in a row are undone together. */
  readonly editConfig: (change: (config: SearchConfig) => SearchConfig, gesture?: string) => void
  /** Takes a whole config: a preset, a link. Undoable. */
  readonly takeConfig: (config: SearchConfig) => void
  /** Goes on with the config of an earlier visit; nothing to undo. */
  readonly restoreConfig: (config: SearchConfig) => void
  /** Takes the config that suits this device, unless one has been chosen. */
  readonly suggestConfig: (config: SearchConfig) => void
  readonly endGesture: () => void
  readonly undo: () => void
  readonly redo: () => void
}

export function createSpaceSlice(initial: SearchConfig, set: SetSlice<SpaceSlice>): SpaceSlice {
  return {
    history: historyOf(initial),
    configChosen: false,

    editConfig: (change, gesture) =>
      set(({ history }) => ({
        history: edited(history, change(history.present), gesture),
        configChosen: true,
      })),
    takeConfig: (config) =>
      set(({ history }) => ({ history: edited(history, config), configChosen: true })),
    restoreConfig: (config) => set({ history: historyOf(config), configChosen: true }),
    suggestConfig: (config) =>
      set(({ configChosen }) => (configChosen ? {} : { history: historyOf(config) })),
    endGesture: () => set(({ history }) => ({ history: gestureEnded(history) })),
    undo: () => set(({ history }) => ({ history: undone(history) })),
    redo: () => set(({ history }) => ({ history: redone(history) })),
  }
}
