/**
 * Half a cosine from `start` at step 0 to `end` after the last step of the budget
 * (SGDR, Loshchilov & Hutter 2017, without restarts).
 */
export function cosineDecay(start: number, end: number, step: number, steps: number): number {
  const progress = Math.min(1, step / steps)
  return end + 0.5 * (start - end) * (1 + Math.cos(Math.PI * progress))
}

/** A straight line from `start` at step 0 to `end` after the last step of the budget. */
export function linearDecay(start: number, end: number, step: number, steps: number): number {
  return start + (end - start) * Math.min(1, step / steps)
}
