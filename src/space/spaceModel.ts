import type { Genotype } from './cellSpace'

/** One of the categorical choices that make up an architecture. */
export interface Decision {
  /** Path-like and unique in its space: `normal/node.1/inputs`, `stages.2/block.0`. */
  readonly name: string
  /** What is chosen: an operation or block, the states read, a skip connection, a width. */
  readonly kind: 'operation' | 'inputs' | 'skip' | 'width'
  /** What each option is called, in the field's own terms. */
  readonly options: readonly string[]
}

/**
 * An architecture of any space: the index of the option taken in each decision. Equal networks that a
 * space can write in two ways (the inputs of a node the other way round) have one canonical form.
 */
export type Choices = readonly number[]

/** What every search method may ask of a search space, whatever its kind. */
export interface SpaceModel {
  readonly decisions: readonly Decision[]
  /** The exact number of architectures. */
  readonly size: bigint
  /**
   * Which options of the next decision some architecture has, given those taken before it; at least
   * one has. Absent where every option may follow every other.
   */
  readonly open?: (taken: Choices) => readonly boolean[]
  /** The text that published code uses: a genotype, an arc, an arch string. */
  format(choices: Choices): string
  /** @throws GenotypeError when the text is not an architecture of this space */
  parse(text: string): Choices
  /** The two cells, where the space is one of cells that can be drawn as such; else null. */
  genotype(choices: Choices): Genotype | null
}
