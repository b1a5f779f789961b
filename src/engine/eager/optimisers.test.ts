import { describe, expect, it } from 'vitest'
import type { GateOptimiser } from '../engine'
import { adamStep, norm, sgdStep } from './optimisers'
import type { AdamState, SgdState } from './optimisers'

// Goldens: torch.optim and torch.nn.utils.clip_grad_norm_ of PyTorch 1.13, started at
// [0.5, -1, 2] and fed these gradients in turn.
const START = Float32Array.of(0.5, -1, 2)
const GRADIENTS = [
  Float32Array.of(0.3, -2, 1),
  Float32Array.of(-0.7, 0.1, 0.2),
  Float32Array.of(1.5, 1.5, -3),
]

function expectClose(actual: Float32Array, expected: readonly number[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((value, i) => expect(actual[i]).toBeCloseTo(value, 6))
}

describe('SGD', () => {
  it('clips, decays and gathers momentum as PyTorch', () => {
    const options = { momentum: 0.9, weightDecay: 0.1, gradientClip: 1 }
    let state: SgdState = { weights: START, momentum: new Float32Array(3) }
    const norms = GRADIENTS.map((gradient) => {
      const length = norm(gradient)
      state = sgdStep(state, gradient, length, 0.05, options)
      return length
    })
    expectClose(Float32Array.from(norms), [2.2561028, 0.73484689, 3.67423463])
    expectClose(state.weights, [0.51405591, -0.8826797, 1.90637577])
    expectClose(state.momentum, [0.02214897, -0.47701776, 0.25354028])
  })

  it('takes a clip of 0 for none', () => {
    const options = { momentum: 0, weightDecay: 0, gradientClip: 0 }
    const gradient = Float32Array.of(10, 0, 0)
    const { weights } = sgdStep({ weights: START, momentum: START }, gradient, 10, 0.1, options)
    expectClose(weights, [-0.5, -1, 2])
  })
})

describe('Adam', () => {
  it('corrects its bias and decays as PyTorch', () => {
    const options: GateOptimiser = {
      learningRate: 0.1,
      betas: [0.5, 0.999],
      epsilon: 1e-8,
      weightDecay: 0.1,
    }
    let state: AdamState = {
      alphas: START,
      gateFirstMoment: new Float32Array(3),
      gateSecondMoment: new Float32Array(3),
      gateSteps: 0,
    }
    const alphas = GRADIENTS.map((gradient) => {
      state = adamStep(state, gradient, options)
      return state.alphas
    })
    expectClose(alphas[0] as Float32Array, [0.4, -0.9, 1.9])
    expectClose(alphas[1] as Float32Array, [0.46119958, -0.85329741, 1.82601189])
    expectClose(alphas[2] as Float32Array, [0.38608927, -0.88827509, 1.90044546])
    expect(state.gateSteps).toBe(3)
  })
})
