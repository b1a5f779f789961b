import type { SearchConfig } from '../run/config'
import type { Snapshot, Timeline } from '../run/events'
import type { Genotype } from '../space/cellSpace'
import type { Derivation } from '../space/derivation'
import { explainDerivation } from '../space/derivation'
import { snapshotAt } from './timeline'
import type { Workspace } from './workspace'

/** The architecture in the result column. */
export interface ShownArchitecture {
  readonly genotype: Genotype
  /** Why it is this one; null for an architecture that no run on screen found. */
  readonly derivation: Derivation | null
  readonly origin: 'run' | 'link' | 'text' | 'published'
  readonly name: string | null
  /** Width, depth and data it is built out for. */
  readonly config: SearchConfig
}

const derivations = new WeakMap<Snapshot, Derivation>()

/** The cell a snapshot's gates prefer; derived once per snapshot. */
export function derivationOf({ config }: Timeline, snapshot: Snapshot): Derivation {
  const known = derivations.get(snapshot)
  if (known) return known
  const derivation = explainDerivation(config.space, snapshot.gates)
  derivations.set(snapshot, derivation)
  return derivation
}

/** What was imported, or else what the timeline yields at the playhead; null before its first step. */
export function shownArchitecture(
  state: Pick<Workspace, 'imported' | 'timeline' | 'playhead' | 'history'>,
): ShownArchitecture | null {
  const { imported, timeline, playhead, history } = state
  if (imported) return { ...imported, derivation: null, config: history.present }
  const snapshot = timeline && snapshotAt(timeline, playhead)
  if (!snapshot) return null
  const derivation = derivationOf(timeline, snapshot)
  return {
    genotype: derivation.genotype,
    derivation,
    origin: 'run',
    name: null,
    config: timeline.config,
  }
}
