import { MAX_GENOTYPE_CHARACTERS } from './genotype'
import { GenotypeError } from './genotypeError'

/** A whole number in an arc, and where it stands in the text. */
export interface ArcNumber {
  readonly value: number
  readonly at: number
}

/** @throws GenotypeError when the text is longer than any architecture's */
export function requireShort(text: string): void {
  if (text.length <= MAX_GENOTYPE_CHARACTERS) return
  const message = `The text is longer than ${MAX_GENOTYPE_CHARACTERS} characters`
  throw new GenotypeError('too-long', message, MAX_GENOTYPE_CHARACTERS)
}

/**
 * Reads an arc: exactly `count` whole numbers, separated by white space, commas or brackets (so that
 * lists as Python prints them are read too).
 *
 * @throws GenotypeError for anything else
 */
export function readArc(text: string, count: number): ArcNumber[] {
  requireShort(text)
  const numbers = [...text.matchAll(/[^\s,[\]()]+/g)].map(({ 0: word, index }) => {
    if (/^\d{1,9}$/.test(word)) return { value: Number(word), at: index }
    const message = `“${word.slice(0, 40)}” is not a whole number`
    throw new GenotypeError('syntax', message, index)
  })
  if (numbers.length === count) return numbers
  const message = `The space writes an architecture with ${count} numbers, not ${numbers.length}`
  throw new GenotypeError('bad-cell', message, text.length)
}
