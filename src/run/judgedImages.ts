import type { SearchConfig } from './config'
import { DERIVATION_BATCHES, enasTurns } from './enasTurns'
import type { Candidate } from './events'

/** Of a random search that shares weights: judged again, on all held-out images. */
const FINALISTS = 1

/** Held-out images that a search judged an architecture on; null for methods that judge none. */
export function judgedImages(
  { strategy, dataset, budget }: SearchConfig,
  { id, generation }: Pick<Candidate, 'id' | 'generation'>,
): number | null {
  const heldOut = dataset.trainImages - Math.floor(dataset.trainImages / 2)
  switch (strategy.name) {
    case 'darts':
      return null
    case 'enas': {
      const { controller } = enasTurns(budget.steps, strategy)
      const derived = id >= controller * strategy.controller.aggregate
      return Math.min(heldOut, (derived ? DERIVATION_BATCHES : 1) * strategy.batch)
    }
    case 'random':
      if (strategy.sharing && generation === FINALISTS) return heldOut
      return Math.min(heldOut, strategy.judgeImages)
    case 'spos':
    case 'rl':
    case 'evolution':
    case 'local':
      return Math.min(heldOut, strategy.judgeImages)
  }
}
