import { randomBits, shuffled, splitKey, type RandomKey } from '../random/random'

/** What a test by permutation says. */
export interface PermutationTest {
  /** Two-sided: how often chance alone gives a difference at least as large, either way. */
  readonly p: number
  /** How many ways there are that are counted, the one that happened included. */
  readonly arrangements: number
  /** Whether those are all there are; a sample of them otherwise. */
  readonly exact: boolean
  /** The smallest p that so few values can give. */
  readonly leastP: number
}

/** Where there are more arrangements than this, so many of them are sampled. */
const MOST_ARRANGEMENTS = 20_000

/** Differences that only rounding makes count as equal. */
const ROUNDING = 1e-12

/**
 * Fisher's permutation test of two samples: if both came from the same source, every way of calling
 * as many of the values the first sample's would be equally likely. How often is the difference of the
 * means then as far from zero as it is? No distribution is assumed.
 *
 * @param key of the sample of arrangements, where there are too many to try them all
 * @returns null where a sample is empty
 */
export function relabellingTest(
  first: readonly number[],
  second: readonly number[],
  key: RandomKey,
): PermutationTest | null {
  if (first.length === 0 || second.length === 0) return null
  const pooled = [...first, ...second]
  const total = sum(pooled)
  const difference = (firstSum: number) =>
    Math.abs(firstSum / first.length - (total - firstSum) / second.length)
  const seen = difference(sum(first))
  const arrangements = binomial(pooled.length, first.length)
  const leastP = (first.length === second.length ? 2 : 1) / arrangements
  const extreme = (firstSum: number) => difference(firstSum) >= seen - ROUNDING
  if (arrangements <= MOST_ARRANGEMENTS) {
    let count = 0
    eachSubsetSum(pooled, first.length, (subset) => {
      if (extreme(subset)) count++
    })
    return { p: count / arrangements, arrangements, exact: true, leastP }
  }
  return sampled((draw) => {
    const order = shuffled(pooled.length, splitKey(key, draw))
    let subset = 0
    for (let place = 0; place < first.length; place++) subset += pooled[order[place] as number] ?? 0
    return extreme(subset)
  })
}

/**
 * The sign-flip test of pairs (Fisher 1935): if neither of a pair were better, either might as well have
 * been the other, and every difference have the other sign. How often is their mean then as far from
 * zero as it is? No distribution is assumed.
 *
 * @returns null where there is no pair
 */
export function signFlipTest(
  differences: readonly number[],
  key: RandomKey,
): PermutationTest | null {
  if (differences.length === 0) return null
  const seen = Math.abs(sum(differences))
  const extreme = (flipped: number) => Math.abs(flipped) >= seen - ROUNDING
  const arrangements = 2 ** differences.length
  if (arrangements <= MOST_ARRANGEMENTS) {
    let count = 0
    for (let signs = 0; signs < arrangements; signs++) {
      const flipped = differences.reduce(
        (total, difference, pair) => total + (signs & (1 << pair) ? -difference : difference),
        0,
      )
      if (extreme(flipped)) count++
    }
    return { p: count / arrangements, arrangements, exact: true, leastP: 2 / arrangements }
  }
  return sampled((draw) => {
    const signs = splitKey(key, draw)
    const flipped = differences.reduce(
      (total, difference, pair) => total + (randomBits(signs, pair) & 1 ? -difference : difference),
      0,
    )
    return extreme(flipped)
  })
}

/**
 * Holm's correction (1979) of several tests that belong together: the chance of any false alarm among
 * them stays what one test's would be.
 * @returns in the order given
 */
export function holm(ps: readonly number[]): number[] {
  const ascending = [...ps.keys()].sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0))
  const corrected = new Array<number>(ps.length)
  let largest = 0
  for (const [rank, index] of ascending.entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - rank) * (ps[index] ?? 0)))
    corrected[index] = largest
  }
  return corrected
}

/** What happened counts as one of the draws, so that p is never zero (Phipson & Smyth 2010). */
function sampled(isExtreme: (draw: number) => boolean): PermutationTest {
  let count = 1
  for (let draw = 1; draw < MOST_ARRANGEMENTS; draw++) if (isExtreme(draw)) count++
  return {
    p: count / MOST_ARRANGEMENTS,
    arrangements: MOST_ARRANGEMENTS,
    exact: false,
    leastP: 1 / MOST_ARRANGEMENTS,
  }
}

/** The sum of every subset of so many values. */
function eachSubsetSum(
  values: readonly number[],
  size: number,
  visit: (sum: number) => void,
  from = 0,
  before = 0,
): void {
  if (size === 0) return visit(before)
  for (let index = from; index <= values.length - size; index++) {
    eachSubsetSum(values, size - 1, visit, index + 1, before + (values[index] ?? 0))
  }
}

function binomial(all: number, chosen: number): number {
  let ways = 1
  for (let taken = 1; taken <= chosen; taken++) ways = (ways * (all - chosen + taken)) / taken
  return Math.round(ways)
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
