import { GenotypeError } from './genotypeError'
import type { Choices, SpaceModel } from './spaceModel'

/**
 * The least that a space can be: letters in a row, one per decision. With `unordered` the first two
 * may be written either way round, and with `forbidden` some rows are no architecture.
 */
export function lettersSpace(
  sizes: readonly number[],
  { unordered = false, forbidden = /(?!)/ }: { unordered?: boolean; forbidden?: RegExp } = {},
): SpaceModel {
  const model: SpaceModel = {
    decisions: sizes.map((size, place) => ({
      name: `letter.${place}`,
      kind: 'operation',
      options: [...LETTERS.slice(0, size)],
    })),
    size: sizes.reduce((product, size) => product * BigInt(size), 1n),
    format: (choices) => textOf(inOrder(choices, unordered)),
    parse(text) {
      if (forbidden.test(text)) throw new GenotypeError('syntax', `${text} is forbidden`, 0)
      return inOrder(
        [...text].map((letter) => LETTERS.indexOf(letter)),
        unordered,
      )
    },
    genotype: () => null,
  }
  return model
}

const LETTERS = 'abcdefgh'

const textOf = (choices: Choices) => choices.map((option) => LETTERS[option]).join('')

function inOrder(choices: Choices, unordered: boolean): Choices {
  const [first, second, ...rest] = choices
  if (!unordered || first === undefined || second === undefined || first <= second) return choices
  return [second, first, ...rest]
}
