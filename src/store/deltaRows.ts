/** Magnitudes are kept to one part in this of the largest: finer than any drawing. */
const QUANTA = 32767

/**
 * Rows of equal length as 16-bit differences from the row before, which gzip packs well.
 *
 * @param range the magnitude that is kept exactly; none may exceed it
 */
export function encodeRows(
  rows: readonly Float32Array[],
  columns: number,
  range: number,
): Int16Array {
  const deltas = new Int16Array(rows.length * columns)
  const previous = new Int16Array(columns)
  rows.forEach((values, row) => {
    for (let column = 0; column < columns; column++) {
      const quantum = Math.round(((values[column] ?? 0) / range) * QUANTA)
      // Differences may wrap around, and wrap back when they are added up.
      deltas[row * columns + column] = quantum - (previous[column] ?? 0)
      previous[column] = quantum
    }
  })
  return deltas
}

/** The inverse of `encodeRows`. */
export function decodeRows(deltas: Int16Array, columns: number, range: number): Float32Array[] {
  const rows = columns === 0 ? 0 : deltas.length / columns
  const quanta = new Int16Array(columns)
  return Array.from({ length: rows }, (_, row) => {
    const values = new Float32Array(columns)
    for (let column = 0; column < columns; column++) {
      const quantum = (quanta[column] ?? 0) + (deltas[row * columns + column] ?? 0)
      quanta[column] = quantum
      values[column] = ((quanta[column] ?? 0) / QUANTA) * range
    }
    return values
  })
}

/** A range for `encodeRows`. */
export function largestMagnitude(rows: readonly Float32Array[]): number {
  let largest = Number.MIN_VALUE
  for (const row of rows) {
    for (const value of row) largest = Math.max(largest, Math.abs(value))
  }
  return largest
}
