import { randomInteger, splitKey, type RandomKey } from '../random/random'
import type { PathSampling } from '../run/strategySettings'
import { drawAccepted, drawUniform } from '../space/draws'
import type { Choices } from '../space/spaceModel'
import type { StrategyContext } from './strategy'

/** Draws before a space is taken to have no architecture at all. */
const MOST_TRIES = 1000

/**
 * The architecture whose path one step trains: uniform, or uniform within a bin of MACs that is itself
 * drawn uniformly (megvii-model/SinglePathOneShot, src/Supernet/train.py), so that the many
 * architectures of middling cost do not have nearly all of the training. When none of `tries` draws
 * falls into the bin, a free one is taken.
 */
export function drawTrainingPath(
  { space, costs }: Pick<StrategyContext, 'space' | 'costs'>,
  sampling: PathSampling,
  key: RandomKey,
): Choices {
  const draw = (attempt: RandomKey) => drawUniform(space, attempt)
  if (sampling.kind === 'macs-bins') {
    const bin = randomInteger(splitKey(key, 'bin'), 0, binCount(sampling))
    const inBin = drawAccepted(sampling.tries, splitKey(key, 'binned'), draw, (choices) => {
      return binOf(sampling, costs.of(choices).macs) === bin
    })
    if (inBin) return inBin
  }
  const free = drawAccepted(MOST_TRIES, splitKey(key, 'free'), draw, () => true)
  if (!free) throw new Error('The space gave no architecture')
  return free
}

type MacsBins = Extract<PathSampling, { kind: 'macs-bins' }>

/** Bins from `least` to `most`, the last one cut off there. */
function binCount({ least, most, width }: MacsBins): number {
  return Math.max(1, Math.ceil((most - least) / width))
}

/** A bin holds its lower end, and the last one `most` too; null outside all. */
function binOf(bins: MacsBins, macs: number): number | null {
  if (macs < bins.least || macs > bins.most) return null
  return Math.min(Math.floor((macs - bins.least) / bins.width), binCount(bins) - 1)
}
