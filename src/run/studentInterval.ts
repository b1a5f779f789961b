import { bisect, gammaln, mean, sampleVariance } from 'simple-statistics'

const CONFIDENCE = 0.95
/** Steps of Simpson's rule; the integrand is smooth. */
const STEPS = 400

/**
 * How many standard errors the mean of normal values may be off at 95 % confidence, two-sided:
 * Student's t (1908) for so many degrees of freedom, which need not be whole.
 */
export function studentFactor(freedom: number): number {
  // With t = √ν · tan θ the density becomes a power of the cosine, on an angle that ends.
  const scale = Math.exp(gammaln((freedom + 1) / 2) - gammaln(freedom / 2)) / Math.sqrt(Math.PI)
  const within = (angle: number) =>
    2 * scale * integral((theta) => Math.cos(theta) ** (freedom - 1), angle)
  const angle = bisect((at: number) => within(at) - CONFIDENCE, 0, Math.PI / 2, 100, 1e-12)
  return Math.sqrt(freedom) * Math.tan(angle)
}

/** Between what and what the mean lies of which these are a sample; null for fewer than two. */
export function meanInterval(values: readonly number[]): readonly [number, number] | null {
  if (values.length < 2) return null
  const half = studentFactor(values.length - 1) * standardError(values)
  const middle = mean([...values])
  return [middle - half, middle + half]
}

/**
 * Between what and what the difference of two means lies, the spreads of which need not be equal
 * (Welch 1947); null where either sample has fewer than two values.
 */
export function differenceInterval(
  first: readonly number[],
  second: readonly number[],
): readonly [number, number] | null {
  if (first.length < 2 || second.length < 2) return null
  const difference = mean([...first]) - mean([...second])
  const [one, other] = [standardError(first) ** 2, standardError(second) ** 2]
  const spread = one + other
  // Values that are all equal are known as well as they can be.
  if (spread === 0) return [difference, difference]
  const freedom = spread ** 2 / (one ** 2 / (first.length - 1) + other ** 2 / (second.length - 1))
  const half = studentFactor(freedom) * Math.sqrt(spread)
  return [difference - half, difference + half]
}

function standardError(values: readonly number[]): number {
  return Math.sqrt(sampleVariance([...values]) / values.length)
}

/** From 0 to `end`, by Simpson's rule. */
function integral(of: (x: number) => number, end: number): number {
  const width = end / STEPS
  let sum = of(0) + of(end)
  for (let step = 1; step < STEPS; step++) sum += (step % 2 === 0 ? 2 : 4) * of(step * width)
  return (sum * width) / 3
}
