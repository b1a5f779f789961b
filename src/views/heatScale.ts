/** Largest ratios to the uniform gate that a scale may end at; it takes the first that holds them all. */
const EXTENTS = [1.01, 1.02, 1.05, 1.1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16] as const

/**
 * Ratio at the ends of the diverging scale: the smallest "round" one that no gate exceeds, in either
 * direction. Ratios to the uniform gate 1/|O| are compared as logarithms, as alphas are.
 *
 * @param gates rows × columns, each row adding up to one
 */
export function heatExtent(gates: Float32Array, columns: number): number {
  let largest = 0
  for (const gate of gates) {
    if (gate * columns >= 1) largest = Math.max(largest, gate * columns)
  }
  return EXTENTS.find((extent) => extent >= largest * 0.98) ?? EXTENTS.at(-1) ?? largest
}

/** Position on the scale: −1 avoided, 0 uniform, +1 preferred; clamped. */
export function heatPosition(gate: number, columns: number, extent: number): number {
  const position = Math.log(Math.max(gate * columns, 1e-9)) / Math.log(extent)
  return Math.max(-1, Math.min(1, position))
}

/** CSS colour of a position, mixed from theme variables. */
export function heatColor(position: number): string {
  const pole = position >= 0 ? 'var(--prefer)' : 'var(--avoid)'
  return `color-mix(in oklab, ${pole} ${(Math.abs(position) * 100).toFixed(1)}%, var(--even))`
}
