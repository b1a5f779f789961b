import { describe, expect, it } from 'vitest'
import { expectedCost } from '../engine/gateCost'
import { softmaxRows } from '../network/gates'
import { gatePath } from '../network/spaceNetworks'
import { gateCount } from '../network/network'
import { buildSupernet } from '../network/supernet'
import { costBy, type ObjectiveSettings } from '../run/objective'
import type { CellSpace } from '../space/cellSpace'
import { spaceModel } from '../space/spaceModels'
import type { Choices } from '../space/spaceModel'
import { CandidateCosts } from './costs'
import { gateCostOf, ownUnit } from './gateCosts'

const INPUT = { height: 8, width: 8, channels: 1 }
const CLASSES = 3

const SPACE: CellSpace = {
  kind: 'cell',
  nodes: 1,
  operations: ['none', 'max_pool_3x3', 'skip_connect', 'sep_conv_3x3', 'dil_conv_5x5'],
  cells: 3,
  channels: 2,
}

function setUp(space: CellSpace, objective: ObjectiveSettings) {
  const supernet = buildSupernet(space, INPUT, CLASSES)
  const costs = new CandidateCosts(space, INPUT, CLASSES)
  const ground = { objective, space, supernet, input: INPUT, classes: CLASSES, costs }
  const gates = () => new Float32Array(gateCount(supernet)).fill(0.004)
  return { supernet, costs, cost: gateCostOf({ ...ground, latency: { gates } }), ground }
}

/** Every architecture of a space with one kind of cell that matters. */
function* allChoices(space: CellSpace): Generator<Choices> {
  const { decisions } = spaceModel(space)
  const options = decisions.map(({ options }) => options.length)
  const total = options.reduce((product, count) => product * count, 1)
  for (let number = 0; number < total; number++) {
    let rest = number
    yield options.map((count) => {
      const choice = rest % count
      rest = Math.floor(rest / count)
      return choice
    })
  }
}

const aimAt = (measure: 'macs' | 'parameters' | 'latency') =>
  ({ kind: 'additive', measure, target: 1000, weight: 0.5 }) as const

describe('the expected cost', () => {
  it.each(['macs', 'parameters'] as const)('is what an architecture costs, in %s', (measure) => {
    const { supernet, costs, cost } = setUp(SPACE, aimAt(measure))
    let architectures = 0
    for (const choices of allChoices(SPACE)) {
      if (architectures++ % 37 > 0) continue
      const gates = Float32Array.from(gatePath(SPACE, supernet, choices))
      expect(expectedCost(gates, cost!) / costBy(measure, costs.of(choices))!).toBeCloseTo(1, 6)
    }
    expect(architectures).toBeGreaterThan(100)
  })

  it('counts edges that may be dropped by their chance to be kept', () => {
    // One cell, which reduces; its second node keeps two of three edges.
    const operations = ['skip_connect', 'sep_conv_3x3'] as const
    const space: CellSpace = { ...SPACE, nodes: 2, cells: 1, operations }
    const { supernet, costs, cost } = setUp(space, aimAt('macs'))
    const all = [...allChoices(space)].map((choices) => costs.of(choices).macs)
    const mean = all.reduce((sum, macs) => sum + macs, 0) / all.length
    const gates = new Float32Array(gateCount(supernet)).fill(0.5)
    expect(new Set(all).size).toBeGreaterThan(1)
    expect(expectedCost(gates, cost!) / mean).toBeCloseTo(1, 6)
  })

  it('counts forced edges in full, the rest by what places they leave, closed ones never', () => {
    const operations = ['skip_connect', 'sep_conv_3x3'] as const
    const rules: CellSpace['rules'] = {
      reduce: [
        { from: 1, to: 2, operations: [] },
        { from: 2, to: 3, forced: true },
      ],
    }
    const space: CellSpace = { ...SPACE, nodes: 2, cells: 1, operations, rules }
    const { supernet, costs, cost } = setUp(space, aimAt('macs'))
    const all = [...allChoices(space)].map((choices) => costs.of(choices).macs)
    const mean = all.reduce((sum, macs) => sum + macs, 0) / all.length
    const gates = softmaxRows(new Float32Array(gateCount(supernet)), supernet.gateTables)
    expect(expectedCost(gates, cost!) / mean).toBeCloseTo(1, 6)
    const anything = gates.map((gate, index) => (gate === 0 ? index : gate))
    expect(expectedCost(anything, cost!)).toBe(expectedCost(gates, cost!))
  })

  it('takes latencies as measured, in microseconds under a logarithm', () => {
    const { ground } = setUp(SPACE, aimAt('macs'))
    const latency = { gates: () => new Float32Array(gateCount(ground.supernet)).fill(0.004) }
    const predict = () => ({ ms: 0.1, lowMs: 0.1, highMs: 0.1, source: 'predicted' as const })
    const costs = new CandidateCosts(SPACE, INPUT, CLASSES, { predict })
    const product = { kind: 'log-product', measure: 'latency', target: 0.2 } as const
    const objective = { ...product, scale: 0.2, exponent: 0.6 }
    const cost = gateCostOf({ ...ground, objective, costs, latency })!
    // Two edges in each kind of cell: four branches of 4 µs; the rest of 100 µs is fixed.
    expect(cost.fixed).toBeCloseTo(84, 3)
    expect(cost.costs[0]).toBeCloseTo(4, 5)
    expect(cost.form).toEqual({ kind: 'log-product', target: 200, scale: 0.2, exponent: 0.6 })
    expect(ownUnit(objective, 84)).toBeCloseTo(0.084, 12)
  })

  it('is nothing for accuracy alone, and refused where there is no gradient or no latency', () => {
    expect(setUp(SPACE, { kind: 'accuracy' }).cost).toBeNull()
    expect(() => setUp(SPACE, { kind: 'constrained', limits: { macs: 1 } })).toThrow('gradient')
    const { ground } = setUp(SPACE, aimAt('macs'))
    const blind = { ...ground, objective: aimAt('latency'), latency: null }
    expect(() => gateCostOf(blind)).toThrow('latency')
  })
})
