import { randomKey, splitKey, type RandomKey } from '../random/random'
import type { RandomSettings } from '../run/strategySettings'
import { ChildSearch, childSearchSteps, type Breeder } from './childSearch'
import { drawFeasible } from './feasible'
import { bestFirst } from './objective'
import { pathShares } from './pathFrequencies'
import { PATH_SUPERNET, pathOf } from './pathSearch'
import { RandomSharing } from './randomSharing'
import { settingsOf } from './settings'
import type { Candidate } from '../run/events'
import type { Proposal } from './population'
import type { StrategyContext, StrategyMethod } from './strategy'

/** The best so far whose branches are shown as what the search believes. */
const LEADERS = 5

/**
 * Random search, the baseline that every method has to beat (Li & Talwalkar 2019). With weight sharing
 * see `RandomSharing`; without, architectures drawn uniformly are trained one after another from
 * scratch, briefly, and the best is kept.
 */
export const RANDOM: StrategyMethod = {
  ...PATH_SUPERNET,
  steps(config) {
    const settings = settingsOf(config, 'random')
    return settings.sharing
      ? config.budget.steps + settings.samples + finalistsOf(settings)
      : childSearchSteps(config, settings)
  },
  begin(context, memory) {
    const settings = settingsOf(context.config, 'random')
    if (settings.sharing) return new RandomSharing(context, settings, memory)
    const breeder = (_: StrategyContext, history: readonly Candidate[]) =>
      new UniformDraws(context, history)
    return new ChildSearch(context, settings, breeder, memory)
  },
}

/** No more than were judged at all. */
function finalistsOf({ samples, finalists }: RandomSettings): number {
  return Math.min(samples, finalists)
}

class UniformDraws implements Breeder {
  private readonly judged: Candidate[]
  private readonly key: RandomKey

  constructor(
    private readonly context: StrategyContext,
    history: readonly Candidate[],
  ) {
    this.judged = [...history]
    this.key = splitKey(randomKey(context.config.seed), 'random')
  }

  propose(id: number): Proposal {
    const choices = drawFeasible(this.context, splitKey(this.key, id))
    return { choices, origin: 'random', parents: [], generation: null }
  }

  told(candidate: Candidate): null {
    this.judged.push(candidate)
    return null
  }

  /** The branches of the best so far. */
  gates(): Float32Array {
    const { config, engine } = this.context
    const leaders = bestFirst(config.objective, this.judged).slice(0, LEADERS)
    return pathShares(
      engine.network,
      leaders.map(({ choices }) => pathOf(this.context, choices)),
    )
  }

  memory(): null {
    return null
  }
}
