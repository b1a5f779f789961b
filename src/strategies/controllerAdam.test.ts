import { describe, expect, it } from 'vitest'
import { adamStep, initialAdamState } from './controllerAdam'

const SETTINGS = { learningRate: 0.0035, betas: [0, 0.999], epsilon: 1e-3 } as const

describe('Adam on the controller', () => {
  it('takes the published first step: η·√(1 − β₂)·g / (√((1 − β₂)·g²) + ε), with β₁ = 0', () => {
    const { weights, state } = adamStep(
      Float32Array.of(1, 1),
      Float32Array.of(0.5, -0.02),
      initialAdamState(2),
      SETTINGS,
    )
    // 0.0035 · 0.0316228 · 0.5 / (0.0158114 + 0.001) = 0.00329181, and for −0.02:
    // 0.0035 · 0.0316228 · 0.02 / (0.000632456 + 0.001) = 0.00135599.
    expect(weights[0]).toBeCloseTo(1 - 0.00329181, 6)
    expect(weights[1]).toBeCloseTo(1 + 0.00135599, 6)
    expect(state.steps).toBe(1)
  })

  it('keeps moments: with β₁ = 0.9 the second step still moves by the first gradient', () => {
    const settings = { learningRate: 0.1, betas: [0.9, 0.999], epsilon: 1e-8 } as const
    const first = adamStep(Float32Array.of(0), Float32Array.of(1), initialAdamState(1), settings)
    // Bias-corrected moments of a constant sign make the first step η.
    expect(first.weights[0]).toBeCloseTo(-0.1, 5)
    const second = adamStep(first.weights, Float32Array.of(0), first.state, settings)
    // m = 0.09 / 0.19, v = 0.000999 / 0.001999: −0.1 · 0.473684 / 0.706930 = −0.0670057.
    expect(second.weights[0]).toBeCloseTo(-0.1 - 0.0670057, 5)
  })
})
