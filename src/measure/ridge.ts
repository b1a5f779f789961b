import { Matrix, SingularValueDecomposition } from 'ml-matrix'

/** Predicts a number from as many features as it was trained on. */
export type LinearPredictor = (features: readonly number[]) => number

/** Strengths of the penalty that are tried, for features of unit variance. */
const PENALTIES = Array.from({ length: 25 }, (_, i) => 10 ** (i / 4 - 3))

/**
 * Ridge regression on standardised features (Hoerl and Kennard 1970). The penalty is the one of the
 * least leave-one-out error over these very examples, which the hat matrix gives without fitting anew
 * (Golub, Heath and Wahba 1979).
 *
 * @param features one row per example
 * @param targets one number per example
 */
export function fitRidge(
  features: readonly (readonly number[])[],
  targets: readonly number[],
): LinearPredictor {
  const centre = mean(targets)
  const columns = (features[0] ?? []).map((_, column) => standardisation(features, column))
  const standardised = (row: readonly number[]) =>
    columns.map(({ mean: middle, deviation }, column) => (row[column]! - middle) / deviation)
  if (columns.length === 0) return () => centre
  const design = new Matrix(features.map(standardised))
  const decomposition = new SingularValueDecomposition(design, { autoTranspose: true })
  const { leftSingularVectors: left, rightSingularVectors: right, diagonal } = decomposition
  const centred = targets.map((target) => target - centre)
  // The targets along each direction in which the examples differ.
  const along = diagonal.map((_, k) => dot(left.getColumn(k), centred))
  const penalty = best(PENALTIES, (strength) => {
    const kept = diagonal.map((s) => (s * s) / (s * s + strength))
    return centred.reduce((error, target, i) => {
      const row = left.getRow(i)
      const fitted = row.reduce((sum, u, k) => sum + u * kept[k]! * along[k]!, 0)
      // The mean is fitted too: 1/n of every example's influence on itself.
      const influence = row.reduce((sum, u, k) => sum + u * u * kept[k]!, 1 / centred.length)
      return error + ((target - fitted) / Math.max(1 - influence, Number.EPSILON)) ** 2
    }, 0)
  })
  const weights = columns.map((_, column) =>
    diagonal.reduce((sum, s, k) => {
      return sum + (right.get(column, k) * s * along[k]!) / (s * s + penalty)
    }, 0),
  )
  return (row) => centre + dot(standardised(row), weights)
}

/** A feature that all examples share tells nothing, and is left as zeros. */
function standardisation(features: readonly (readonly number[])[], column: number) {
  const values = features.map((row) => row[column]!)
  const middle = mean(values)
  const deviation = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
  return { mean: middle, deviation: deviation > 1e-9 * Math.abs(middle) ? deviation : Infinity }
}

function best(candidates: readonly number[], errorOf: (candidate: number) => number): number {
  const errors = candidates.map(errorOf)
  return candidates[errors.indexOf(Math.min(...errors))]!
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0)
