import { readArc } from './arcText'
import type { ChainBlock, ChainPlace, ChainSpace } from './chainSpace'
import { chainPlaces, fittingBlocks } from './chainSpace'
import { countChoices, requireChoices } from './choices'
import { GenotypeError } from './genotypeError'
import type { Choices, Decision, SpaceModel } from './spaceModel'

/** What one block of the chain became. */
export interface ChosenBlock {
  readonly place: ChainPlace
  readonly block: ChainBlock
  /** Number of the block's ratio in `widths`. */
  readonly width: number
}

/**
 * A chain as choices: block by block what it is and, where widths are searched, how wide. Written as
 * SPOS prints its architectures: the list of the blocks' numbers in `choices`, and below it that of
 * their widths' numbers, `[0, 2, 3, 1]`.
 */
export function chainModel(space: ChainSpace): SpaceModel {
  const places = chainPlaces(space)
  const searchesWidth = space.widths.length > 1
  const decisions = places.flatMap((place) => blockDecisions(space, place))
  return {
    decisions,
    size: countChoices(decisions),
    format: (choices) => {
      requireChoices(decisions, choices)
      const chosen = chosenBlocks(space, choices)
      const blocks = `[${chosen.map(({ block }) => space.choices.indexOf(block)).join(', ')}]`
      if (!searchesWidth) return blocks
      return `${blocks}\n[${chosen.map(({ width }) => width).join(', ')}]`
    },
    parse: (text) => {
      const numbers = readArc(text, decisions.length)
      return places.flatMap((place, index) => {
        const { value, at } = numbers[index] as (typeof numbers)[number]
        const block = space.choices[value]
        const option = block ? fittingBlocks(space, place).indexOf(block) : -1
        if (option < 0) {
          const message = `There is no block ${value} for ${place.name}`
          throw new GenotypeError('unknown-operation', message, at)
        }
        if (!searchesWidth) return [option]
        const width = numbers[places.length + index] as (typeof numbers)[number]
        if (space.widths[width.value] === undefined) {
          throw new GenotypeError('bad-input', `There is no width ${width.value}`, width.at)
        }
        return [option, width.value]
      })
    },
    genotype: () => null,
  }
}

export function chosenBlocks(space: ChainSpace, choices: Choices): ChosenBlock[] {
  const perBlock = space.widths.length > 1 ? 2 : 1
  return chainPlaces(space).map((place, index) => {
    const [option = 0, width = 0] = choices.slice(perBlock * index, perBlock * (index + 1))
    const block = fittingBlocks(space, place)[option] as ChainBlock
    return { place, block, width }
  })
}

function blockDecisions(space: ChainSpace, place: ChainPlace): Decision[] {
  const block: Decision = {
    name: place.name,
    kind: 'operation',
    options: fittingBlocks(space, place),
  }
  if (space.widths.length < 2) return [block]
  return [block, { name: `${place.name}/width`, kind: 'width', options: space.widths.map(String) }]
}
