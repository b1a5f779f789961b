import * as v from 'valibot'
import type { SearchConfig } from '../run/config'
import type { ArchitectureRecord, Candidate, Timeline } from '../run/events'
import type { Genotype } from '../space/cellSpace'
import { formatGenotype } from '../space/genotypeFormat'
import { spaceModel } from '../space/spaceModels'

/** What a timeline lacks that was written before runs told of candidates. */
export function completedTimeline<T extends Partial<Omit<Timeline, 'policies'>>, Policy>(
  timeline: T & { readonly policies?: readonly Policy[] },
  config: SearchConfig,
): T & Pick<Timeline, 'config' | 'steps' | 'candidates'> & { policies: readonly Policy[] } {
  const { steps = config.budget.steps, candidates = [], policies = [] } = timeline
  return { ...timeline, config, steps, candidates: candidates.map(scored), policies }
}

/** JSON has no −∞, the score of an architecture beyond the limits. */
function scored(candidate: Candidate): Candidate {
  return (candidate.score as number | null) === null
    ? { ...candidate, score: -Infinity }
    : candidate
}

const FirstRecord = v.object({
  genotype: v.custom<Genotype>((value) => typeof value === 'object' && value !== null),
  supernetAccuracy: v.nullable(v.number()),
  parameters: v.number(),
  macs: v.number(),
})

/** The outcome of a run, in whichever form it was written. */
export function completedRecord(
  record: ArchitectureRecord | null,
  { space }: SearchConfig,
): ArchitectureRecord | null {
  const first = v.safeParse(FirstRecord, record)
  if (!first.success) return record
  const { genotype, supernetAccuracy, parameters, macs } = first.output
  const model = spaceModel(space)
  const choices = model.parse(formatGenotype(genotype))
  return {
    choices,
    text: model.format(choices),
    genotype,
    accuracy: supernetAccuracy,
    subject: 'supernet',
    cost: { macs, parameters, latencyMs: null },
    usage: null,
  }
}
