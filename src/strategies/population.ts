import type { Candidate } from '../run/events'
import type { Choices } from '../space/spaceModel'
import { scoreOf } from './objective'
import type { StepMeasure, StrategyContext } from './strategy'

/** An architecture that a method wants judged, and where it comes from. */
export type Proposal = Pick<Candidate, 'choices' | 'origin' | 'parents' | 'generation'>

/** What judging an architecture gave. */
export interface Judgement extends StepMeasure {
  /** Search steps completed with it. */
  readonly step: number
  /** Training images that its weights had seen; null where that is not known. */
  readonly images: number | null
}

/** What a run tells of an architecture that it judged. */
export function candidateOf(
  { config, space, costs }: Pick<StrategyContext, 'config' | 'space' | 'costs'>,
  id: number,
  proposal: Proposal,
  { step, images, loss, accuracy }: Judgement,
): Candidate {
  const cost = costs.of(proposal.choices)
  return {
    ...proposal,
    id,
    text: space.format(proposal.choices),
    accuracy,
    loss,
    cost,
    score: scoreOf(config.objective, { accuracy, loss, cost }),
    step,
    images,
  }
}

/** Every architecture that a run has judged, in order of birth. */
export class Population {
  private readonly candidates: Candidate[] = []
  private readonly firstByText = new Map<string, Candidate>()

  constructor(
    private readonly context: Pick<StrategyContext, 'config' | 'space' | 'costs'>,
    known: readonly Candidate[] = [],
  ) {
    for (const candidate of known) this.keep(candidate)
  }

  get all(): readonly Candidate[] {
    return this.candidates
  }

  get nextId(): number {
    return this.candidates.length
  }

  /** Architectures judged, however often they were proposed. */
  get distinct(): number {
    return this.firstByText.size
  }

  /** The judgement that this architecture has had; null before its first. */
  judged(choices: Choices): Candidate | null {
    return this.firstByText.get(this.context.space.format(choices)) ?? null
  }

  add(proposal: Proposal, judgement: Judgement): Candidate {
    return this.keep(candidateOf(this.context, this.nextId, proposal, judgement))
  }

  /** A further proposal of an architecture that has had its judgement. */
  repeat(proposal: Proposal, first: Candidate, step: number): Candidate {
    const score = scoreOf(this.context.config.objective, first)
    return this.keep({ ...first, ...proposal, score, id: this.nextId, step, repeats: first.id })
  }

  private keep(candidate: Candidate): Candidate {
    this.candidates.push(candidate)
    if (!this.firstByText.has(candidate.text)) this.firstByText.set(candidate.text, candidate)
    return candidate
  }
}
