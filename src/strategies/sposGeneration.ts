import { randomInteger, randomKey, splitKey, type RandomKey } from '../random/random'
import type { Candidate } from '../run/events'
import type { SposSettings } from '../run/strategySettings'
import { drawAccepted, drawUniform } from '../space/draws'
import type { Choices } from '../space/spaceModel'
import { descend, isFeasible } from './feasible'
import { bestFirst } from './objective'
import { crossover, mutateEach } from './operators'
import type { Proposal } from './population'
import type { StrategyContext } from './strategy'

/** Draws per child of a mutation or crossover quota, as in the script. */
const TRIES_PER_CHILD = 10

/** Draws per random newcomer, after which the space is taken to have no other left. */
const RANDOM_TRIES = 1000

/** Ways to the limits tried where chance finds nothing within them. */
const DESCENTS = 4

type Ground = Pick<StrategyContext, 'config' | 'space' | 'costs'>

/** The best of all judged so far, from which the next generation descends. */
export function topCandidates(
  { config }: Ground,
  { parents }: SposSettings,
  judged: readonly Candidate[],
): Candidate[] {
  return bestFirst(config.objective, judged).slice(0, parents)
}

/**
 * The architectures of one generation (Guo et al. 2020, algorithm 1; src/Search/search.py): the first
 * is random; each later one has mutants of the best so far, every decision drawn anew with probability
 * p, then children that take every decision from either of two of the best, then random newcomers up
 * to the population's size. None was judged before, none is beyond the limits, none comes twice. A
 * function of the run's seed, the generation and those judged before it.
 * @returns fewer than the population when no further architecture is found
 */
export function drawGeneration(
  ground: Ground,
  settings: SposSettings,
  generation: number,
  judged: readonly Candidate[],
): Proposal[] {
  const { space, config } = ground
  const { mutations, crossovers, mutationProbability, population } = settings
  const key = splitKey(splitKey(randomKey(config.seed), 'spos-evolution'), generation)
  const visited = new Set(judged.map(({ text }) => text))
  const born: Proposal[] = []
  const isNew = (choices: Choices) =>
    !visited.has(space.format(choices)) && isFeasible(ground, choices)
  const bear = (choices: Choices, origin: Proposal['origin'], parents: readonly Candidate[]) => {
    visited.add(space.format(choices))
    born.push({ choices, origin, parents: parents.map(({ id }) => id), generation })
  }

  const best = topCandidates(ground, settings, judged)
  const parent = (child: RandomKey, which: number) =>
    best[randomInteger(splitKey(child, 'parents'), which, best.length)] as Candidate
  const breed = (
    origin: 'mutation' | 'crossover',
    quota: number,
    draw: (child: RandomKey) => Descent,
  ) => {
    const end = Math.min(born.length + quota, population)
    for (let tries = 0; tries < TRIES_PER_CHILD * quota && born.length < end; tries++) {
      const { choices, parents } = draw(splitKey(splitKey(key, origin), tries))
      if (choices && isNew(choices)) bear(choices, origin, parents)
    }
  }
  if (best.length > 0) {
    breed('mutation', mutations, (child) => {
      const from = parent(child, 0)
      const choices = mutateEach(space, from.choices, mutationProbability, child)
      return { choices, parents: [from] }
    })
    breed('crossover', crossovers, (child) => {
      const [first, second] = [parent(child, 0), parent(child, 1)]
      const choices = crossover(space, first.choices, second.choices, child)
      return { choices, parents: [first, second] }
    })
  }
  while (born.length < population) {
    const newcomer = splitKey(splitKey(key, 'random'), born.length)
    const choices =
      drawAccepted(RANDOM_TRIES, newcomer, (draw) => drawUniform(space, draw), isNew) ??
      drawAccepted(DESCENTS, newcomer, (draw) => descend(ground, draw), isNew)
    if (!choices) break
    bear(choices, 'random', [])
  }
  return born
}

interface Descent {
  readonly choices: Choices | null
  readonly parents: readonly Candidate[]
}
