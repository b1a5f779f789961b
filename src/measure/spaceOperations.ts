import { decompose, type NetworkBlock } from '../network/blocks'
import type { Shape } from '../network/network'
import { buildArchitecture } from '../network/spaceNetworks'
import { randomKey, splitKey } from '../random/random'
import { canonical, openOptions, takeInTurn, type Draw } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices, SpaceModel } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { randomArchitectures } from '../space/randomArchitectures'

/** A part that architectures of a space are made of. */
export interface SpaceOperation {
  readonly block: NetworkBlock
  /** How often an architecture drawn uniformly has it, on average. */
  readonly frequency: number
}

export interface SpaceFormat {
  readonly space: SearchSpace
  /** One image. */
  readonly input: Shape
  readonly classes: number
}

/** Architectures looked at, at once; as long as there is news in them another portion follows. */
const PORTION = 100
const MOST_PORTIONS = 10

/**
 * What the architectures of a space are made of, the most frequent first: of architectures drawn
 * uniformly until they bring nothing new, and of one for each option of each decision, which chance
 * may have left out.
 *
 * @param also architectures that must not lack anything, however rare
 * @throws RangeError when the space has no architecture
 */
export function spaceOperations(
  format: SpaceFormat,
  also: readonly Choices[] = [],
): readonly SpaceOperation[] {
  const model = spaceModel(format.space)
  const found = new Map<string, { readonly block: NetworkBlock; count: number }>()
  const look = (choices: Choices, counts: 0 | 1) => {
    for (const block of blocksOf(format, choices)) {
      const known = found.get(block.key)
      if (known) known.count += counts
      else found.set(block.key, { block, count: counts })
    }
  }
  let drawn: readonly Choices[] = []
  for (let portion = 0; portion < MOST_PORTIONS; portion++) {
    const before = found.size
    const more = randomArchitectures(model, PORTION, splitKey(randomKey(0), portion))
    for (const choices of more) look(choices, 1)
    drawn = [...drawn, ...more]
    if (found.size === before) break
  }
  model.decisions.forEach(({ options }, decision) => {
    for (const option of options.keys()) {
      const choices = withOption(model, drawn, decision, option)
      if (choices) look(choices, 0)
    }
  })
  for (const choices of also) look(choices, 0)
  return [...found.values()]
    .map(({ block, count }) => ({ block, frequency: count / drawn.length }))
    .sort((a, b) => b.frequency - a.frequency)
}

/**
 * One of the architectures, changed to have this option, and after it what that closes; null where
 * the option is closed in all of them.
 */
function withOption(
  model: SpaceModel,
  drawn: readonly Choices[],
  decision: number,
  option: number,
): Draw {
  const opens = (choices: Choices) =>
    openOptions(model, choices.slice(0, decision)).includes(option)
  const usual = drawn[decision % drawn.length] as Choices
  const start = opens(usual) ? usual : drawn.find(opens)
  if (!start) return null
  const kept = (later: number, open: readonly number[]) => {
    const wanted = start[later] as number
    return open.includes(wanted) ? wanted : (open[0] as number)
  }
  return canonical(model, takeInTurn(model, kept, [...start.slice(0, decision), option]))
}

function blocksOf({ space, input, classes }: SpaceFormat, choices: Choices) {
  return decompose(buildArchitecture(space, choices, input, classes))
}
