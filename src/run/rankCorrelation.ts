/**
 * Kendall's τ-b (1945): of all pairs that differ in both values, how many more are ordered alike than
 * the other way round; pairs that are tied in one of them weaken it. NaN where either has no two
 * different values.
 */
export function kendallTauB(first: readonly number[], second: readonly number[]): number {
  let agreement = 0
  let untiedFirst = 0
  let untiedSecond = 0
  for (let one = 1; one < first.length; one++) {
    for (let other = 0; other < one; other++) {
      const x = Math.sign((first[one] ?? NaN) - (first[other] ?? NaN))
      const y = Math.sign((second[one] ?? NaN) - (second[other] ?? NaN))
      agreement += x * y
      untiedFirst += x * x
      untiedSecond += y * y
    }
  }
  const pairs = Math.sqrt(untiedFirst * untiedSecond)
  return pairs === 0 ? NaN : agreement / pairs
}
