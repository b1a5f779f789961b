import type { Candidate } from '../run/events'
import { readoutText } from './readout'
import type { TableTwin } from './table'
import type { CandidateText } from './methodText'

/** Those that were better than all before them, by score, in order of birth. */
export function leaders(candidates: readonly Candidate[]): Candidate[] {
  let best = -Infinity
  return candidates.filter(({ score }) => {
    const leads = score > best
    if (leads) best = score
    return leads
  })
}

/** A candidate and all it descends from, as far as they are among `candidates`. */
export function ancestry(candidates: readonly Candidate[], id: number | null): ReadonlySet<number> {
  const byId = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const found = new Set<number>()
  const open = id === null ? [] : [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const candidate = byId.get(next)
    if (!candidate || found.has(next)) continue
    found.add(next)
    open.push(...candidate.parents)
  }
  return found
}

/** At most about `limit` of them, evenly, but never without those that led or are asked for. */
export function thinCandidates(
  candidates: readonly Candidate[],
  limit: number,
  keep: readonly (number | null)[] = [],
): readonly Candidate[] {
  if (candidates.length <= limit) return candidates
  const stride = Math.ceil(candidates.length / limit)
  const kept = new Set([...keep, ...leaders(candidates).map(({ id }) => id)])
  return candidates.filter(({ id }, index) => index % stride === 0 || kept.has(id))
}

const readouts = new WeakMap<CandidateText, WeakMap<Candidate, string>>()

/** "#12 mutation of #3  71.2 %  0.41 MMAC"; put together once, for thousands are asked for at a time. */
export function candidateReadout(candidate: Candidate, text: CandidateText): string {
  const known = readouts.get(text) ?? new WeakMap<Candidate, string>()
  readouts.set(text, known)
  const readout = known.get(candidate) ?? readoutText(text.figures(candidate))
  known.set(candidate, readout)
  return readout
}

/** An architecture's text on one line. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, '  /  ')
}

/** One row per candidate. */
export function candidateTable(candidates: readonly Candidate[], text: CandidateText): TableTwin {
  const { columns } = text
  return {
    columns: [
      columns.id,
      columns.step,
      columns.origin,
      columns.parents,
      columns.generation,
      columns.accuracy,
      columns.score,
      columns.macs,
      columns.parameters,
      columns.memory,
      columns.latency,
      columns.low,
      columns.high,
      columns.source,
      columns.architecture,
    ],
    rows: candidates.map((candidate) => [
      candidate.id,
      candidate.step,
      text.origins[candidate.origin],
      candidate.parents.join(' '),
      candidate.generation ?? '',
      100 * candidate.accuracy,
      Number.isFinite(candidate.score) ? candidate.score : '',
      candidate.cost.macs,
      candidate.cost.parameters,
      candidate.cost.memoryBytes ?? '',
      candidate.cost.latencyMs ?? '',
      candidate.cost.latencyRange?.[0] ?? '',
      candidate.cost.latencyRange?.[1] ?? '',
      candidate.cost.latencySource ? text.sources[candidate.cost.latencySource] : '',
      oneLine(candidate.text),
    ]),
  }
}
