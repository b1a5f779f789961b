import type { ControllerSettings } from '../run/strategySettings'

/** The moments of Adam and the number of its steps. */
export interface AdamState {
  readonly steps: number
  readonly first: Float32Array
  readonly second: Float32Array
}

export function initialAdamState(size: number): AdamState {
  return { steps: 0, first: new Float32Array(size), second: new Float32Array(size) }
}

/**
 * A step of Adam (Kingma & Ba 2015) in the form that TensorFlow gives it, on which the published
 * epsilon rests: w −= η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m / (√v + ε), the moments not corrected for their bias.
 */
export function adamStep(
  weights: Float32Array,
  gradient: Float32Array,
  { steps, first, second }: AdamState,
  { learningRate, betas, epsilon }: Pick<ControllerSettings, 'learningRate' | 'betas' | 'epsilon'>,
): { readonly weights: Float32Array; readonly state: AdamState } {
  const [keepFirst, keepSecond] = betas
  const mixed = (old: number | undefined, fresh: number, keep: number) =>
    keep * (old ?? 0) + (1 - keep) * fresh
  const state: AdamState = {
    steps: steps + 1,
    first: gradient.map((slope, i) => mixed(first[i], slope, keepFirst)),
    second: gradient.map((slope, i) => mixed(second[i], slope * slope, keepSecond)),
  }
  const rate =
    (learningRate * Math.sqrt(1 - keepSecond ** state.steps)) / (1 - keepFirst ** state.steps)
  const moved = weights.map(
    (weight, i) =>
      weight - (rate * (state.first[i] ?? 0)) / (Math.sqrt(state.second[i] ?? 0) + epsilon),
  )
  return { weights: moved, state }
}
