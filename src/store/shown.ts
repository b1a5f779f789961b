import type { SearchConfig } from '../run/config'
import { withGivenSpace } from '../run/methods'
import type { Candidate, Snapshot, Timeline } from '../run/events'
import type { Cost } from '../run/objective'
import type { Genotype } from '../space/cellSpace'
import type { Derivation } from '../space/derivation'
import { explainDerivation } from '../space/derivation'
import { formatGenotype } from '../space/genotypeFormat'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { bestCandidate, snapshotAt } from './timeline'
import type { ImportedArchitecture } from './architectureSlice'
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
  /** The space that the text is of; null for cells by themselves. */
  readonly space: SearchSpace | null
  /** On held-out images as the search judged it, 0–1; null where it judges no single ones. */
  readonly judged: number | null
  readonly origin: 'run' | 'candidate' | 'link' | 'text' | 'published'
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
  state: Pick<Workspace, 'imported' | 'chosen' | 'timeline' | 'playhead' | 'history' | 'record'>,
): ShownArchitecture | null {
  const { imported, chosen, timeline, playhead, history, record } = state
  if (imported) {
    const config = configFor(imported, history.present)
    return { ...imported, derivation: null, cost: null, judged: null, config }
  }
  const snapshot = timeline && snapshotAt(timeline, playhead)
  if (!snapshot) return null
  const { config } = timeline
  const ofRun = { origin: 'run', name: null, config, space: config.space, judged: null } as const
  if (chosen && timeline.candidates.includes(chosen)) {
    const { text, cost, id, accuracy: judged } = chosen
    const genotype = genotypeOf(timeline, chosen)
    return {
      ...ofRun,
      origin: 'candidate',
      name: `#${id}`,
      text,
      genotype,
      derivation: null,
      cost,
      judged,
    }
  }
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
  const { text, cost, accuracy: judged } = best
  return { ...ofRun, judged, text, genotype: genotypeOf(timeline, best), derivation, cost }
}

/** The search being designed, in the space that the architecture is of. */
function configFor({ space }: ImportedArchitecture, present: SearchConfig): SearchConfig {
  return space && space !== present.space ? withGivenSpace(present, space) : present
}

/** The two cells of a candidate; null where it is not made of such. */
export function genotypeOf({ config }: Timeline, candidate: Candidate): Genotype | null {
  const known = genotypes.get(candidate)
  if (known !== undefined) return known
  const genotype = spaceModel(config.space).genotype(candidate.choices)
  genotypes.set(candidate, genotype)
  return genotype
}
