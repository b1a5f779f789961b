import { describe, expect, it } from 'vitest'
import { budgetOf, withBudget, withinLimits } from './budget'
import type { ObjectiveSettings } from './objective'

const additive: ObjectiveSettings = { kind: 'additive', measure: 'macs', target: 9, weight: 1 }

describe('the budget of an objective', () => {
  it('is a limit or a target of that measure', () => {
    expect(budgetOf({ kind: 'constrained', limits: { latency: 3 } }, 'latency')).toBe(3)
    expect(budgetOf({ kind: 'constrained', limits: { latency: 3 } }, 'macs')).toBeNull()
    expect(budgetOf(additive, 'macs')).toBe(9)
    expect(budgetOf(additive, 'latency')).toBeNull()
    expect(budgetOf({ kind: 'accuracy' }, 'macs')).toBeNull()
  })

  it('becomes a limit where nothing was aimed at', () => {
    const limited = { kind: 'constrained', limits: { latency: 2 } }
    expect(withBudget({ kind: 'accuracy' }, 'latency', 2)).toEqual(limited)
    expect(withBudget({ kind: 'multi-objective', measures: ['macs'] }, 'latency', 2)).toEqual(
      limited,
    )
  })

  it('joins the limits there are, and takes the place of one', () => {
    const objective: ObjectiveSettings = { kind: 'constrained', limits: { macs: 7, latency: 3 } }
    expect(withBudget(objective, 'latency', 2)).toEqual({
      kind: 'constrained',
      limits: { macs: 7, latency: 2 },
    })
    expect(withBudget(objective, 'memory', 5)).toEqual({
      kind: 'constrained',
      limits: { macs: 7, latency: 3, memory: 5 },
    })
  })

  it('is aimed at where something was', () => {
    expect(withBudget(additive, 'latency', 2)).toEqual({
      ...additive,
      measure: 'latency',
      target: 2,
    })
  })

  it('can be lifted where it was a limit; accuracy alone is left in the end', () => {
    const objective: ObjectiveSettings = { kind: 'constrained', limits: { macs: 7, latency: 3 } }
    const lifted = withBudget(objective, 'latency', null)
    expect(lifted).toEqual({ kind: 'constrained', limits: { macs: 7 } })
    expect(withBudget(lifted, 'macs', null)).toEqual({ kind: 'accuracy' })
    expect(withBudget(additive, 'macs', null)).toBe(additive)
    expect(withBudget({ kind: 'accuracy' }, 'macs', null)).toEqual({ kind: 'accuracy' })
  })
})

describe('limits', () => {
  const objective: ObjectiveSettings = { kind: 'constrained', limits: { macs: 7, latency: 3 } }

  it('are kept up to and including them, as far as costs are known', () => {
    const cost = { macs: 7, parameters: 99, latencyMs: 3 }
    expect(withinLimits(objective, cost)).toBe(true)
    expect(withinLimits(objective, { ...cost, latencyMs: 3.1 })).toBe(false)
    expect(withinLimits(objective, { ...cost, latencyMs: null })).toBe(true)
    expect(withinLimits(additive, { ...cost, macs: 1e9 })).toBe(true)
  })
})
