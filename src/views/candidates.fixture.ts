import type { Candidate } from '../run/events'

/** A candidate of one decision with two options: what a test does not say does not matter to it. */
export function candidate(
  id: number,
  given: Partial<Candidate> & Pick<Candidate, 'accuracy'>,
): Candidate {
  return {
    id,
    choices: [id % 2],
    text: `[${id % 2}]`,
    loss: 1,
    score: given.accuracy,
    cost: { macs: 1_000, parameters: 100, latencyMs: null },
    step: id + 1,
    origin: 'random',
    parents: [],
    generation: null,
    images: null,
    ...given,
  }
}
