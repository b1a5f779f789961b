import { randomInteger, randomKey, splitKey, type RandomKey } from '../random/random'
import type { Candidate } from '../run/events'
import type { EvolutionSettings } from '../run/strategySettings'
import { drawAccepted } from '../space/draws'
import { ChildSearch, childSearchSteps, type Breeder } from './childSearch'
import { drawFeasible, isFeasible } from './feasible'
import { bestFirst } from './objective'
import { mutateOne } from './operators'
import { pathShares } from './pathFrequencies'
import { PATH_SUPERNET, pathOf } from './pathSearch'
import type { Proposal } from './population'
import { settingsOf } from './settings'
import type { StrategyContext, StrategyMethod } from './strategy'

/** Mutations tried before a tournament is held afresh, and tournaments before a random newcomer. */
const MUTATION_TRIES = 100
const TOURNAMENTS = 10

/**
 * Regularised evolution (Real, Aggarwal, Huang & Le 2019, algorithm 1; AutoDL-Projects,
 * exps/NATS-algos/regularized_ea.py). A population of P random architectures; then, again and again,
 * S members drawn with replacement, the best of them copied with exactly one decision changed to
 * another option, the child trained and judged and added, and the **oldest** member removed, however
 * good it is: what lasts must do well each time it is bred anew.
 *
 * Where it differs: the changed decision is uniform over all of them (the script draws a node, then
 * one of its edges); children train briefly from scratch on the shared engine; a child beyond the
 * objective's limits is drawn again before it is trained.
 */
export const EVOLUTION: StrategyMethod = {
  ...PATH_SUPERNET,
  steps: (config) => childSearchSteps(config, settingsOf(config, 'evolution')),
  begin(context, memory) {
    const settings = settingsOf(context.config, 'evolution')
    const breeder = (_: StrategyContext, history: readonly Candidate[]) =>
      new AgingPopulation(context, settings, history)
    return new ChildSearch(context, settings, breeder, memory)
  },
}

/** Everyone lives for exactly P births: `generation` counts in such lifetimes. */
export class AgingPopulation implements Breeder {
  /** From the oldest to the youngest. */
  private readonly alive: Candidate[]
  private readonly key: RandomKey

  constructor(
    private readonly context: StrategyContext,
    private readonly settings: Pick<EvolutionSettings, 'population' | 'tournament'>,
    history: readonly Candidate[],
  ) {
    this.alive = history.slice(-settings.population)
    this.key = splitKey(randomKey(context.config.seed), 'evolution')
  }

  propose(id: number): Proposal {
    const key = splitKey(this.key, id)
    const generation = Math.floor(id / this.settings.population)
    const child = id < this.settings.population ? null : this.breed(key)
    if (child) return { ...child, origin: 'mutation', generation }
    const choices = drawFeasible(this.context, splitKey(key, 'random'))
    return { choices, origin: 'random', parents: [], generation }
  }

  told(candidate: Candidate): null {
    this.alive.push(candidate)
    if (this.alive.length > this.settings.population) this.alive.shift()
    return null
  }

  gates(): Float32Array {
    const paths = this.alive.map(({ choices }) => pathOf(this.context, choices))
    return pathShares(this.context.engine.network, paths)
  }

  memory(): null {
    return null
  }

  /** Null when no tournament's winner has a neighbour within the limits. */
  private breed(key: RandomKey): Pick<Proposal, 'choices' | 'parents'> | null {
    for (let attempt = 0; attempt < TOURNAMENTS; attempt++) {
      const parent = this.tournament(splitKey(splitKey(key, 'tournament'), attempt))
      const choices = drawAccepted(
        MUTATION_TRIES,
        splitKey(splitKey(key, 'mutation'), attempt),
        (mutation) => mutateOne(this.context.space, parent.choices, mutation),
        (mutant) => isFeasible(this.context, mutant),
      )
      if (choices) return { choices, parents: [parent.id] }
    }
    return null
  }

  private tournament(key: RandomKey): Candidate {
    const drawn = Array.from({ length: this.settings.tournament }, (_, place) => {
      return this.alive[randomInteger(key, place, this.alive.length)] as Candidate
    })
    return bestFirst(this.context.config.objective, drawn)[0] as Candidate
  }
}
