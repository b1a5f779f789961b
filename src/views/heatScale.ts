/** Largest ratios to the uniform gate that a scale may end at; it takes the first that holds them all. */
const EXTENTS = [1.01, 1.02, 1.05, 1.1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16] as const

/**
 * Ratio at the ends of the diverging scale: the smallest "round" one that no gate exceeds upwards.
 * Ratios to what is expected are compared as logarithms, as alphas are.
 *
 * @param expected per gate; gates of which nothing is expected do not count
 */
export function heatExtent(gates: Float32Array, expected: Float32Array): number {
  let largest = 0
  gates.forEach((gate, index) => {
    const usual = expected[index] ?? 0
    if (usual > 0 && gate >= usual) largest = Math.max(largest, gate / usual)
  })
  return EXTENTS.find((extent) => extent >= largest * 0.98) ?? EXTENTS.at(-1) ?? largest
}

/** Position on the scale: −1 avoided, 0 as expected, +1 preferred; clamped. */
export function heatPosition(gate: number, expected: number, extent: number): number {
  const position = Math.log(Math.max(gate / expected, 1e-9)) / Math.log(extent)
  return Math.max(-1, Math.min(1, position))
}

/** CSS colour of a position, mixed from theme variables. */
export function heatColor(position: number): string {
  const pole = position >= 0 ? 'var(--prefer)' : 'var(--avoid)'
  return `color-mix(in oklab, ${pole} ${(Math.abs(position) * 100).toFixed(1)}%, var(--even))`
}
