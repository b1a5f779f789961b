/** One-sided 1 % of the standard normal distribution. */
const CRITICAL_Z = 2.326

/** Fewer cannot be told from chance at this level by the normal approximation. */
const LEAST_VALUES = 8

/**
 * Whether values grow with their order beyond chance, by Mann and Kendall's rank test: over all pairs,
 * how many later values are larger, less how many are smaller. Ties count for neither, which makes the
 * test stricter (Mann 1945; its variance is n(n − 1)(2n + 5)/18).
 */
export function risingTrend(values: readonly number[]): boolean {
  const n = values.length
  if (n < LEAST_VALUES) return false
  let score = 0
  values.forEach((later, i) => {
    for (const earlier of values.slice(0, i)) score += Math.sign(later - earlier)
  })
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  return (score - 1) / deviation > CRITICAL_Z
}
