import type { SearchConfig } from '../run/config'
import type { Candidate, Snapshot, Timeline } from '../run/events'
import type { Cost } from '../run/objective'
import type { Genotype } from '../space/cellSpace'
import type { Derivation } from '../space/derivation'
import { explainDerivation } from '../space/derivation'
import { formatGenotype } from '../space/genotypeFormat'
import { spaceModel } from '../space/spaceModels'
import { bestCandidate, snapshotAt } from './timeline'
import type { Workspace } from './workspace'

/** The architecture in the result column. */
export interface ShownArchitecture {
  /** As published code writes it. */
  readonly text: string
  /** Its two cells; null where it is not made of such. */
  readonly genotype: Genotype | null
  /** Why it is this one; null where it was not derived from gates. */
  readonly derivation: Derivation | null
  /** Null where it has not been counted yet. */
  readonly cost: Cost | null
  readonly origin: 'run' | 'link' | 'text' | 'published'
  readonly name: string | null
  /** Width, depth and data it is built out for. */
  readonly config: SearchConfig
}

const derivations = new WeakMap<Snapshot, Derivation>()
const genotypes = new WeakMap<Candidate, Genotype | null>()

/** The cell a snapshot's alphas prefer, derived once per snapshot; null for methods without alphas. */
export function derivationOf({ config }: Timeline, snapshot: Snapshot): Derivation | null {
  if (config.space.kind !== 'cell' || config.strategy.name !== 'darts') return null
  const known = derivations.get(snapshot)
  if (known) return known
  const derivation = explainDerivation(config.space, snapshot.gates)
  derivations.set(snapshot, derivation)
  return derivation
}

/** What was imported, or else what the timeline yields at the playhead; null before there is any. */
export function shownArchitecture(
  state: Pick<Workspace, 'imported' | 'timeline' | 'playhead' | 'history' | 'record'>,
): ShownArchitecture | null {
  const { imported, timeline, playhead, history, record } = state
  if (imported) return { ...imported, derivation: null, cost: null, config: history.present }
  const snapshot = timeline && snapshotAt(timeline, playhead)
  if (!snapshot) return null
  const ofRun = { origin: 'run', name: null, config: timeline.config } as const
  const derivation = derivationOf(timeline, snapshot)
  if (derivation) {
    const { genotype } = derivation
    return { ...ofRun, text: formatGenotype(genotype), genotype, derivation, cost: null }
  }
  if (playhead === null && record) {
    const { text, genotype, cost } = record
    return { ...ofRun, text, genotype, derivation, cost }
  }
  const best = bestCandidate(timeline, playhead)
  if (!best) return null
  const { text, cost } = best
  return { ...ofRun, text, genotype: genotypeOf(timeline, best), derivation, cost }
}

function genotypeOf({ config }: Timeline, candidate: Candidate): Genotype | null {
  const known = genotypes.get(candidate)
  if (known !== undefined) return known
  const genotype = spaceModel(config.space).genotype(candidate.choices)
  genotypes.set(candidate, genotype)
  return genotype
}
