import type { Snapshot } from '../run/events'
import { largestMagnitude } from './deltaRows'

/*
 * Gradients are noise from step to step, which packs badly: a byte each, as the signed root of the share
 * of the snapshot's largest. So the largest keeps two digits, and one a hundredth of it still one.
 */

/** A byte's largest magnitude, kept free of two's complement's odd one. */
const QUANTA = 127

/** @param columns gradients of each snapshot; 0 stores none */
export function packGradients(snapshots: readonly Snapshot[], columns: number): Int8Array {
  const packed = new Int8Array(snapshots.length * columns)
  if (columns === 0) return packed
  snapshots.forEach(({ alphaGradients }, row) => {
    if (!alphaGradients) return
    const scale = largestMagnitude([alphaGradients])
    alphaGradients.forEach((value, column) => {
      const root = Math.sqrt(Math.abs(value) / scale)
      packed[row * columns + column] = Math.sign(value) * Math.round(root * QUANTA)
    })
  })
  return packed
}

/** The inverse: the gradients of a snapshot with this largest magnitude, or none where that is NaN. */
export function unpackGradients(packed: Int8Array, columns: number) {
  return (row: number, scale: number): Float32Array | undefined => {
    if (columns === 0 || Number.isNaN(scale)) return undefined
    const own = packed.subarray(row * columns, (row + 1) * columns)
    return Float32Array.from(own, (quantum) => {
      const root = quantum / QUANTA
      return Math.sign(quantum) * root * root * scale
    })
  }
}
