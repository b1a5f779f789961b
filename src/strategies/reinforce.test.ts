import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKey, splitKey } from '../random/random'
import { PUBLISHED_STRATEGIES } from '../run/publishedStrategies'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import type { EnasMacroRules, EnasMacroSpace } from '../space/enasMacroSpace'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import { everyOpenChoice } from '../space/spaces.fixture'
import { policyForm } from './controller'
import { onCpu } from './controllerBackend'
import { drawArchitectures } from './controllerSampling'
import { initialWeights } from './controllerParameters'
import { advantagesOver, policyGradient } from './reinforce'

/** Declares a test, or none where it has nothing to say: a skipped test counts as failed. */
const itWhere =
  (holds: boolean) =>
  (name: string, test: () => Promise<void> | void, timeout?: number): void => {
    if (holds) it(name, test, timeout)
  }

/** Tiny, but with every part of the published controllers. */
const SETTINGS = { ...PUBLISHED_STRATEGIES.enas.controller, hidden: 5, initialRange: 0.5 }

const SPACES: readonly SearchSpace[] = [
  { kind: 'nas-bench-201', operations: ['none', 'skip_connect'], cells: 1, channels: 4 },
  {
    kind: 'enas-cell',
    nodes: 1,
    operations: ENAS_CELL_OPERATIONS.slice(1, 3),
    cells: 1,
    channels: 4,
  },
  { kind: 'enas-macro', layers: 3, operations: ['conv_3x3', 'max_pool_3x3'], channels: 4 },
]

/** With what one decision closes for another, where the kind of space knows such. */
const RULED: readonly SearchSpace[] = [
  {
    kind: 'cell',
    nodes: 1,
    operations: ['max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
    cells: 1,
    channels: 4,
    rules: {
      normal: [{ from: 0, to: 2, operations: ['skip_connect'] }],
      reduce: [{ from: 1, to: 2, operations: ['max_pool_3x3', 'sep_conv_3x3'] }],
    },
  },
  {
    kind: 'enas-cell',
    nodes: 1,
    operations: ENAS_CELL_OPERATIONS.slice(1, 3),
    cells: 1,
    channels: 4,
    rules: {
      normal: [{ from: 0, to: 2, operations: ['sep_conv_5x5'], forced: true }],
      reduce: [{ from: 1, to: 2, operations: [] }],
    },
  },
  {
    kind: 'enas-macro',
    layers: 3,
    operations: ['conv_3x3', 'sep_conv_3x3', 'max_pool_3x3'],
    channels: 4,
    rules: {
      layers: [{ layer: 1, operations: ['conv_3x3', 'max_pool_3x3'] }],
      skips: [{ from: 0, to: 2, kept: true }],
    },
  },
]

/** A controller at its first weights, with gradients and draws as functions of the weights. */
function trial(space: SearchSpace, settings = SETTINGS) {
  const model = spaceModel(space)
  const form = policyForm(space.kind, model, settings)
  return {
    architectures: everyOpenChoice(model),
    parameters: form.parameters,
    weights: initialWeights(form.parameters, settings.initialRange, randomKey(11)),
    gradient: (
      weights: Float32Array,
      architectures: readonly Choices[],
      advantages: readonly number[],
      penaltyWeight = 0,
    ) =>
      onCpu(() => policyGradient(form, model, weights, architectures, advantages, penaltyWeight)),
    draw: (weights: Float32Array, count: number) =>
      onCpu(() =>
        drawArchitectures(
          form,
          weights,
          model,
          Array.from({ length: count }, (_, i) => splitKey(randomKey(7), i)),
        ),
      ),
  }
}

const TITLED = [
  ...SPACES.map((space) => [`a ${space.kind} space`, space] as const),
  ...RULED.map((space) => [`a ${space.kind} space with rules`, space] as const),
]

describe.each(TITLED)('the policy over %s', { timeout: 60_000 }, (_, space) => {
  const { architectures, parameters, weights, gradient, draw } = trial(space)
  /** Few enough for all to be drawn, and for each to be differentiated through. */
  const isSmall = architectures.length < 100
  const surprise = (choices: Choices) => gradient(weights, [choices], [1]).loss
  const probabilities = new Map(
    architectures.map((choices) => [choices.join(), Math.exp(-surprise(choices))]),
  )

  it('gives probabilities that sum to 1 over all architectures', () => {
    const sum = [...probabilities.values()].reduce((total, p) => total + p, 0)
    expect(sum).toBeCloseTo(1, 5)
  })

  it('draws each as often as its probability says, and says the same when it draws', () => {
    const count = 1500
    const rollouts = draw(weights, count)
    const seen = new Map<string, number>()
    for (const { choices, logProbability } of rollouts) {
      const key = choices.join()
      expect(Math.exp(logProbability)).toBeCloseTo(probabilities.get(key)!, 5)
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    for (const [key, p] of probabilities) {
      const spread = Math.sqrt((p * (1 - p)) / count)
      expect(Math.abs((seen.get(key) ?? 0) / count - p)).toBeLessThan(4.5 * spread)
    }
  })

  itWhere(isSmall)(
    'has the entropy of its distribution: each decision given the ones before',
    () => {
      const entropyOf = new Map(draw(weights, 1500).map((r) => [r.choices.join(), r.entropy]))
      expect(entropyOf.size).toBe(architectures.length)
      const byChainRule = [...probabilities].reduce((sum, [k, p]) => sum + p * entropyOf.get(k)!, 0)
      const direct = [...probabilities.values()].reduce((sum, p) => sum - p * Math.log(p), 0)
      expect(byChainRule).toBeCloseTo(direct, 4)
    },
  )

  it('has the gradient that finite differences of the loss give, matrix by matrix', () => {
    const sample = [0, 3, 3, architectures.length - 1].map((i) => architectures[i]!)
    const advantages = [0.7, -0.3, 0.2, 1.1]
    const lossAt = (w: Float32Array) => gradient(w, sample, advantages, 0.8).loss
    const { gradient: slope } = gradient(weights, sample, advantages, 0.8)
    let start = 0
    for (const { name, shape } of parameters) {
      const end = start + shape[0] * shape[1]
      const own = slope.map((value, i) => (i >= start && i < end ? value : 0))
      start = end
      const length = Math.hypot(...own)
      if (length === 0) continue
      const moved = (by: number) => weights.map((weight, i) => weight + (by * own[i]!) / length)
      const numeric = (lossAt(moved(0.01)) - lossAt(moved(-0.01))) / 0.02
      expect(Math.abs(numeric - length), name).toBeLessThan(1e-4 + 0.01 * length)
    }
  })

  itWhere(isSmall)(
    'follows the gradient of the expected reward, on the mean over all architectures',
    () => {
      const reward = (choices: Choices) => choices[choices.length - 1]! + 0.5 * choices[0]!
      const expected = (w: Float32Array) =>
        architectures.reduce(
          (sum, choices) => sum + Math.exp(-gradient(w, [choices], [1]).loss) * reward(choices),
          0,
        )
      const baseline = 0.4
      // The mean over a sample becomes the expectation when each is weighted by its probability.
      const weighted = architectures.map(
        (choices) =>
          architectures.length * probabilities.get(choices.join())! * (reward(choices) - baseline),
      )
      const { gradient: slope } = gradient(weights, architectures, weighted)
      const way = initialWeights([{ name: 'way', shape: [1, weights.length] }], 1, randomKey(5))
      const moved = (by: number) => weights.map((weight, i) => weight + by * (way[i] as number))
      const numeric = (expected(moved(1e-2)) - expected(moved(-1e-2))) / 2e-2
      // Descending the loss ascends the reward.
      const analytic = -slope.reduce((sum, value, i) => sum + value * (way[i] as number), 0)
      expect(Math.abs(analytic)).toBeGreaterThan(1e-3)
      expect(numeric).toBeCloseTo(analytic, 3)
    },
  )
})

describe('what rules close', () => {
  const NARROW: SearchSpace = {
    kind: 'cell',
    nodes: 1,
    operations: ['max_pool_3x3', 'skip_connect', 'sep_conv_3x3'],
    cells: 1,
    channels: 4,
    rules: { normal: [{ from: 0, to: 2, operations: ['skip_connect'] }] },
  }
  const { architectures, parameters, weights, gradient, draw } = trial(NARROW)
  const closed = [0, 2]

  it('has probability 0 in every picture of the policy', () => {
    for (const { probabilities } of draw(weights, 50)) {
      // The first decision is what the node reads: of two states, both.
      const ofEdge = [...probabilities.slice(1, 4)]
      expect(ofEdge).toEqual([0, 1, 0])
    }
  })

  it('has no gradient, however surprising what was drawn', () => {
    const advantages = architectures.map((_, i) => 1 + i)
    const { gradient: slope } = gradient(weights, architectures, advantages)
    let start = 0
    let seen = 0
    for (const { name, shape } of parameters) {
      const [rows, columns] = shape
      if (/^normal\/node\.0\/edge\.0\/(output|bias)$/.test(name)) {
        for (let row = 0; row < rows; row++) {
          for (const column of closed) expect(slope[start + row * columns + column]).toBe(0)
        }
        seen++
      }
      start += rows * columns
    }
    expect(seen).toBe(2)
  })

  it('carries no skip penalty', () => {
    const space = SPACES[2] as EnasMacroSpace
    const penaltyOf = (rules: EnasMacroRules) => {
      const one = trial({ ...space, rules })
      const zeros = new Float32Array(one.weights.length)
      return one.gradient(zeros, [one.architectures[0]!], [0], 1).loss
    }
    const each = 0.5 * Math.log(0.5 / 0.6) + 0.5 * Math.log(0.5 / 0.4)
    // Layer 1 has one skip and layer 2 has two: see below.
    expect(penaltyOf({ skips: [{ from: 0, to: 2, kept: true }] })).toBeCloseTo(each, 6)
    expect(penaltyOf({ skips: [{ from: 0, to: 1, kept: false }] })).toBeCloseTo(2 * each, 6)
    const none = [
      { from: 0, to: 1, kept: false },
      { from: 0, to: 2, kept: true },
      { from: 1, to: 2, kept: true },
    ]
    expect(penaltyOf({ skips: none })).toBeCloseTo(0, 12)
  })
})

describe('the skip penalty', () => {
  const { architectures, weights, gradient } = trial(SPACES[2]!)
  const penalty = () => gradient(weights, [architectures[0]!], [0], 1).loss

  it('is Σ σ·log(σ / target) over the skips of a layer, averaged over layers that have any', () => {
    // With weights of zero all scores and so all logits are 0, and σ = 0.5 for both options: a layer
    // with n skips has n · (0.5·log(0.5 / 0.6) + 0.5·log(0.5 / 0.4)); layers 1 and 2 have 1 and 2.
    const none = gradient(new Float32Array(weights.length), [architectures[0]!], [0], 1).loss
    const one = 0.5 * Math.log(0.5 / 0.6) + 0.5 * Math.log(0.5 / 0.4)
    expect(none).toBeCloseTo((3 * one) / 2, 6)
  })

  it('is the same for few architectures and many, and counts by its weight', () => {
    const many = [architectures[0]!, architectures[0]!, architectures[0]!]
    expect(gradient(weights, many, [0, 0, 0], 1).loss).toBeCloseTo(penalty(), 6)
    expect(gradient(weights, many, [0, 0, 0], 0.25).loss).toBeCloseTo(0.25 * penalty(), 6)
  })
})

describe('the baseline', () => {
  it('takes each reward in before it is subtracted', () => {
    // b: 0 → 0.1 · 0.5 = 0.05 → 0.05 + 0.1 · (0.8 − 0.05) = 0.125.
    const { advantages, baseline } = advantagesOver(0, [0.5, 0.8], 0.9)
    expect(advantages[0]).toBeCloseTo(0.45, 12)
    expect(advantages[1]).toBeCloseTo(0.675, 12)
    expect(baseline).toBeCloseTo(0.125, 12)
  })

  it('goes on from where it was, reward by reward', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 }),
        (rewards) => {
          const whole = advantagesOver(0.3, rewards, 0.99)
          const first = advantagesOver(0.3, rewards.slice(0, 1), 0.99)
          const rest = advantagesOver(first.baseline, rewards.slice(1), 0.99)
          expect([...first.advantages, ...rest.advantages]).toEqual(whole.advantages)
          expect(rest.baseline).toBe(whole.baseline)
        },
      ),
    )
  })
})
