import { create } from 'zustand'
import type { SupernetState } from '../run/classification'
import { sharesWeights } from '../run/strategySettings'
import { BUSY_PHASES } from './phases'
import type { Workspace } from './workspace'

/** The supernet of the search that ended last in this browser. */
export interface KeptSupernet extends SupernetState {
  /** The fingerprint of the result, which says what run it is of. */
  readonly alphaHash: string
}

/** Null where none is kept; loaded with what tries it. */
export const useSupernet = create<{ readonly kept: KeptSupernet | null }>()(() => ({ kept: null }))

/** Why there is no supernet to try. */
export type SupernetAbsence =
  /** The search is under way, and its weights are on the device. */
  | 'running'
  /** What paths have in common is no network: batch norm needs statistics of the one that is found. */
  | 'unfinished'
  /** The method trains every architecture by itself. */
  | 'alone'
  /** A recording, a link and a text carry no weights. */
  | 'recording'
  | 'imported'
  /** Weights are kept of the last search alone. */
  | 'gone'

export type SupernetAtHand =
  | { readonly supernet: SupernetState; readonly absence: null; readonly step: number | null }
  | { readonly supernet: null; readonly absence: SupernetAbsence }

type Shown = Pick<
  Workspace,
  'imported' | 'phase' | 'origin' | 'timeline' | 'record' | 'alphaHash' | 'checkpoint'
>

/** The weights of the search on the page: of its end, or of where it was paused. */
export function supernetAtHand(state: Shown, kept: KeptSupernet | null): SupernetAtHand {
  const { imported, phase, origin, timeline, record, alphaHash, checkpoint } = state
  const none = (absence: SupernetAbsence) => ({ supernet: null, absence })
  if (imported) return none('imported')
  if (!timeline || origin === 'recording') return none('recording')
  if (!sharesWeights(timeline.config.strategy)) return none('alone')
  if (record) {
    return kept && kept.alphaHash === alphaHash
      ? { supernet: kept, absence: null, step: null }
      : none('gone')
  }
  if (BUSY_PHASES.has(phase)) return none('running')
  if (!checkpoint) return none('gone')
  if (checkpoint.config.strategy.name !== 'darts') return none('unfinished')
  const { config, engine, step } = checkpoint
  const { weights, alphas, runningStatistics } = engine
  const supernet = { config, weights, alphas, runningStatistics, choices: null }
  return { supernet, absence: null, step }
}
