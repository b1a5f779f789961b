/** Steps in the trailing mean of a run of this length: about a twentieth, at least 3. */
export function smoothingWindow(totalSteps: number): number {
  return Math.max(3, Math.round(totalSteps / 20))
}

/** Trailing mean over the last `window` values; shorter at the start. */
export function trailingMean(values: readonly number[], window: number): number[] {
  let sum = 0
  return values.map((value, index) => {
    sum += value
    if (index >= window) sum -= values[index - window] ?? 0
    return sum / Math.min(index + 1, window)
  })
}
