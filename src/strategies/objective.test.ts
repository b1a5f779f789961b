import { describe, expect, it } from 'vitest'
import type { Cost, ObjectiveSettings } from '../run/objective'
import { bestFirst, bestOf, improves, InfeasibleError, keepsLimits, scoreOf } from './objective'

const cost = (macs: number, parameters = 1, latencyMs: number | null = null): Cost => ({
  macs,
  parameters,
  latencyMs,
})

const product = (exponentBelow: number, exponentAbove: number): ObjectiveSettings => ({
  kind: 'weighted-product',
  measure: 'latency',
  target: 80,
  exponentBelow,
  exponentAbove,
})

const at = (accuracy: number, latencyMs: number) => ({
  accuracy,
  loss: 1,
  cost: cost(1, 1, latencyMs),
})

describe('scoreOf', () => {
  it('holds 5 % accuracy worth a doubled latency with the soft exponents of MnasNet', () => {
    const soft = product(-0.07, -0.07)
    // Tan et al. 2019, section 3: Reward(M2) = a·(1 + 5 %)·(2·l / T)^β ≈ Reward(M1) = a·(l / T)^β.
    expect(scoreOf(soft, at(0.5 * 1.05, 160))).toBeCloseTo(scoreOf(soft, at(0.5, 80)), 3)
    expect(scoreOf(soft, at(0.5, 80))).toBe(0.5)
    expect(scoreOf(soft, at(0.5, 40))).toBeCloseTo(0.5 * 2 ** 0.07, 12)
  })

  it('does not reward being under the target with the hard exponents, and punishes being over', () => {
    const hard = product(0, -1)
    expect(scoreOf(hard, at(0.5, 20))).toBe(0.5)
    expect(scoreOf(hard, at(0.5, 80))).toBe(0.5)
    expect(scoreOf(hard, at(0.5, 160))).toBe(0.25)
  })

  it('subtracts the relative excess in the additive form', () => {
    const additive = { kind: 'additive', measure: 'macs', target: 100, weight: 0.2 } as const
    expect(scoreOf(additive, { accuracy: 0.7, loss: 1, cost: cost(150) })).toBeCloseTo(0.6, 12)
    expect(scoreOf(additive, { accuracy: 0.7, loss: 1, cost: cost(50) })).toBeCloseTo(0.8, 12)
  })

  it('weighs the loss by the logarithm of microseconds in the logarithmic product', () => {
    const settings = { kind: 'log-product', measure: 'latency', target: 10, scale: 0.2 } as const
    const score = (loss: number, latencyMs: number) =>
      scoreOf({ ...settings, exponent: 0.5 }, { accuracy: 0.5, loss, cost: cost(1, 1, latencyMs) })
    // log₁₀ of 10⁴ µs is the target's; of 100 µs half of it.
    expect(score(3, 10)).toBeCloseTo(-0.6, 12)
    expect(score(3, 0.1)).toBeCloseTo(-0.6 * Math.SQRT1_2, 12)
    expect(score(1, 20)).toBeLessThan(score(1, 10))
  })

  it('is the accuracy within limits, and beyond them less than any', () => {
    const limits = { kind: 'constrained', limits: { macs: 100, parameters: 10 } } as const
    expect(scoreOf(limits, { accuracy: 0.4, loss: 1, cost: cost(100, 10) })).toBe(0.4)
    expect(scoreOf(limits, { accuracy: 0.9, loss: 1, cost: cost(101, 10) })).toBe(-Infinity)
    expect(scoreOf(limits, { accuracy: 0.9, loss: 1, cost: cost(100, 11) })).toBe(-Infinity)
  })

  it('refuses to guess a latency', () => {
    const judged = { accuracy: 0.5, loss: 1, cost: cost(1) }
    expect(() => scoreOf(product(0, -1), judged)).toThrow(InfeasibleError)
    const limits = { kind: 'constrained', limits: { latency: 5 } } as const
    expect(() => keepsLimits(limits, judged.cost)).toThrow(InfeasibleError)
  })
})

describe('bestFirst and bestOf', () => {
  const items = [
    { name: 'plain', accuracy: 0.6, loss: 1, cost: cost(50) },
    { name: 'heavy', accuracy: 0.9, loss: 1, cost: cost(200) },
    { name: 'light', accuracy: 0.5, loss: 1, cost: cost(10) },
    { name: 'dominated', accuracy: 0.55, loss: 1, cost: cost(60) },
    { name: 'also heavy', accuracy: 0.9, loss: 1, cost: cost(220) },
  ]
  const names = (objective: ObjectiveSettings) =>
    bestFirst(objective, items).map(({ name }) => name)

  it('orders by score, equal ones as they came', () => {
    const order = ['heavy', 'also heavy', 'plain', 'dominated', 'light']
    expect(names({ kind: 'accuracy' })).toEqual(order)
    expect(bestOf({ kind: 'accuracy' }, items)?.name).toBe('heavy')
  })

  it('never takes one beyond a limit', () => {
    const limited = { kind: 'constrained', limits: { macs: 100 } } as const
    expect(bestOf(limited, items)?.name).toBe('plain')
    expect(bestOf({ kind: 'constrained', limits: { macs: 5 } }, items)).toBeNull()
  })

  it('orders by fronts with several aims, and stands for them with the most accurate', () => {
    const several = { kind: 'multi-objective', measures: ['macs'] } as const
    expect(new Set(names(several).slice(0, 3))).toEqual(new Set(['plain', 'heavy', 'light']))
    expect(bestOf(several, items)?.name).toBe('heavy')
    expect(bestOf(several, [...items].reverse())?.name).toBe('heavy')
  })
})

describe('improves', () => {
  it('compares scores, or asks for dominance with several aims', () => {
    const [cheap, dear] = [
      { accuracy: 0.5, loss: 1, cost: cost(10) },
      { accuracy: 0.6, loss: 1, cost: cost(20) },
    ]
    expect(improves({ kind: 'accuracy' }, dear, cheap)).toBe(true)
    const several = { kind: 'multi-objective', measures: ['macs'] } as const
    expect(improves(several, dear, cheap)).toBe(false)
    expect(improves(several, { accuracy: 0.6, loss: 1, cost: cost(10) }, cheap)).toBe(true)
  })
})
