import type { GateOptimiser, WeightOptimiser } from '../engine'

/** Global L2 norm. */
export function norm(gradient: Float32Array): number {
  return Math.sqrt(gradient.reduce((total, value) => total + value * value, 0))
}

export interface SgdState {
  readonly weights: Float32Array
  readonly momentum: Float32Array
}

/**
 * PyTorch's `clip_grad_norm_`, then `SGD`: d = g + decay·w; buffer = momentum·buffer + d;
 * w −= lr·buffer. A buffer of zeros makes PyTorch's first step (buffer = d).
 */
export function sgdStep(
  { weights, momentum }: SgdState,
  gradient: Float32Array,
  gradientNorm: number,
  learningRate: number,
  options: WeightOptimiser,
): SgdState {
  const { gradientClip, weightDecay } = options
  const clip = gradientClip > 0 ? Math.min(1, gradientClip / (gradientNorm + 1e-6)) : 1
  const buffer = momentum.map((value, i) => {
    const decayed = clip * (gradient[i] as number) + weightDecay * (weights[i] as number)
    return options.momentum * value + decayed
  })
  return {
    weights: weights.map((weight, i) => weight - learningRate * (buffer[i] as number)),
    momentum: buffer,
  }
}

export interface AdamState {
  readonly alphas: Float32Array
  readonly gateFirstMoment: Float32Array
  readonly gateSecondMoment: Float32Array
  /** Steps taken. */
  readonly gateSteps: number
}

/** PyTorch's `Adam`, where weight decay is added to the gradient. */
export function adamStep(
  state: AdamState,
  gradient: Float32Array,
  { learningRate, betas: [firstBeta, secondBeta], epsilon, weightDecay }: GateOptimiser,
): AdamState {
  const gateSteps = state.gateSteps + 1
  const decayed = gradient.map((value, i) => value + weightDecay * (state.alphas[i] as number))
  const first = state.gateFirstMoment.map(
    (moment, i) => firstBeta * moment + (1 - firstBeta) * (decayed[i] as number),
  )
  const second = state.gateSecondMoment.map(
    (moment, i) => secondBeta * moment + (1 - secondBeta) * (decayed[i] as number) ** 2,
  )
  const firstCorrection = 1 - firstBeta ** gateSteps
  const secondCorrection = 1 - secondBeta ** gateSteps
  const alphas = state.alphas.map((alpha, i) => {
    const deviation = Math.sqrt((second[i] as number) / secondCorrection) + epsilon
    return alpha - (learningRate * ((first[i] as number) / firstCorrection)) / deviation
  })
  return { alphas, gateFirstMoment: first, gateSecondMoment: second, gateSteps }
}
