import { randomKey, shuffled, splitKey, type RandomKey } from '../random/random'
import type { Candidate } from '../run/events'
import type { Choices } from '../space/spaceModel'
import { ChildSearch, childSearchSteps, type Breeder } from './childSearch'
import { drawFeasible, isFeasible } from './feasible'
import { improves } from './objective'
import { neighbours } from './operators'
import { pathShares } from './pathFrequencies'
import { PATH_SUPERNET, pathOf } from './pathSearch'
import type { Proposal } from './population'
import { settingsOf } from './settings'
import type { StrategyContext, StrategyMethod } from './strategy'

/**
 * Local search (White, Nolen & Savani 2021; naszilla, `local_search`): from a random architecture,
 * judge those that differ from it in one decision, in random order, and move to the **first** that is
 * better; when none is, it is a local optimum, and the search starts again from another random one,
 * until the budget ends.
 *
 * Moving on the first improvement is naszilla's default (`query_full_nbhd=False`); the paper's
 * algorithm 1 judges the whole neighbourhood and takes the best. naszilla starts from the best of ten
 * random architectures, the paper and this from one. Architectures beyond the objective's limits are
 * no neighbours.
 */
export const LOCAL: StrategyMethod = {
  ...PATH_SUPERNET,
  steps: (config) => childSearchSteps(config, settingsOf(config, 'local')),
  begin(context, memory) {
    const settings = settingsOf(context.config, 'local')
    const breeder = (_: StrategyContext, history: readonly Candidate[]) =>
      new HillClimber(context, history)
    return new ChildSearch(context, settings, breeder, memory)
  },
}

/** `generation` counts the climbs. */
export class HillClimber implements Breeder {
  /** Where it stands; null before the first start is judged. */
  private centre: Candidate | null = null
  /** Neighbours of the centre that are still to be judged. */
  private untried: Choices[] = []
  private climb = 0
  private readonly key: RandomKey

  constructor(
    private readonly context: StrategyContext,
    history: readonly Candidate[],
  ) {
    this.key = splitKey(randomKey(context.config.seed), 'local')
    for (const candidate of history) this.told(candidate)
  }

  propose(id: number): Proposal {
    const [next] = this.untried
    if (next && this.centre) {
      const parents = [this.centre.id]
      return { choices: next, origin: 'neighbour', parents, generation: this.climb }
    }
    const choices = drawFeasible(this.context, splitKey(this.key, id))
    return { choices, origin: 'random', parents: [], generation: this.climb }
  }

  told(candidate: Candidate): null {
    const { objective } = this.context.config
    if (candidate.origin === 'neighbour') {
      const judged = candidate.choices.join()
      this.untried = this.untried.filter((choices) => choices.join() !== judged)
    }
    if (!this.centre || candidate.origin === 'random') this.moveTo(candidate)
    else if (improves(objective, candidate, this.centre)) this.moveTo(candidate)
    if (this.untried.length === 0) this.climb++
    return null
  }

  /** The branches of where it stands. */
  gates(): Float32Array {
    const paths = this.centre ? [pathOf(this.context, this.centre.choices)] : []
    return pathShares(this.context.engine.network, paths)
  }

  memory(): null {
    return null
  }

  private moveTo(centre: Candidate): void {
    this.centre = centre
    const around = neighbours(this.context.space, centre.choices).filter((choices) =>
      isFeasible(this.context, choices),
    )
    const order = shuffled(around.length, splitKey(splitKey(this.key, 'order'), centre.id))
    this.untried = [...order].map((place) => around[place] as Choices)
  }
}
