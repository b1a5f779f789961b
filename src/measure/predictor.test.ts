import { describe, expect, it } from 'vitest'
import { decompose } from '../network/blocks'
import { buildSpaceSupernet, buildArchitecture, gatePath } from '../network/spaceNetworks'
import { randomKey } from '../random/random'
import type { LatencyMeasurement, LatencyModel, LatencyTrial } from '../run/latency'
import { spaceModel } from '../space/spaceModels'
import { SPACE_PRESETS } from '../space/spacePresets'
import { countDispatches } from './dispatches'
import { gateLatencies } from './gateLatencies'
import { LatencyPredictor } from './predictor'
import { randomArchitectures } from '../space/randomArchitectures'
import { spaceOperations } from './spaceOperations'

const INPUT = { height: 28, width: 28, channels: 1 }
const SPACE = SPACE_PRESETS.darts.small
if (SPACE.kind !== 'cell') throw new Error('DARTS searches cells')

const OPERATIONS = spaceOperations({ space: SPACE, input: INPUT, classes: 10 })

const measurement = (medianMs: number): LatencyMeasurement => ({
  medianMs,
  lowMs: 0.9 * medianMs,
  highMs: 1.2 * medianMs,
  batches: 60,
  outliers: 0,
  repeats: 100,
  timer: 'timestamps',
  warnings: [],
})

/** A device on which every operation takes its own time, not told by its MACs. */
function model(overrides: Partial<LatencyModel> = {}): LatencyModel {
  const rows = OPERATIONS.map(({ block, frequency }, index) => {
    return { ...block, frequency, latency: measurement(0.01 * (1 + (index % 7))) }
  })
  return {
    table: {
      version: 1,
      device: { adapter: 'a device', software: false },
      measuredAt: '2026-01-01T00:00:00.000Z',
      space: SPACE,
      input: INPUT,
      classes: 10,
      rows,
    },
    fit: { offsetMs: 0.5, slope: 2, perDispatchMs: 0.01 },
    validation: null,
    ...overrides,
  }
}

const [CHOICES] = randomArchitectures(spaceModel(SPACE), 1, randomKey(3))
const NETWORK = buildArchitecture(SPACE, CHOICES!, INPUT, 10)

function tableSum({ table }: LatencyModel): number {
  const byKey = new Map(table.rows.map(({ key, latency }) => [key, latency!.medianMs]))
  return decompose(NETWORK).reduce((sum, { key }) => sum + byKey.get(key)!, 0)
}

describe('LatencyPredictor', () => {
  it('adds up rows, each as often as it stands in the network, and applies the fit', () => {
    const known = model()
    const rows = 2 * tableSum(known)
    const rest = 0.5 + 0.01 * countDispatches(NETWORK)
    const estimate = new LatencyPredictor(known).predict(NETWORK)!
    expect(estimate.ms).toBeCloseTo(rest + rows, 10)
    expect(estimate.source).toBe('predicted')
    // Without a validation, the quartiles of the parts.
    expect(estimate.lowMs).toBeCloseTo(rest + 0.9 * rows, 10)
    expect(estimate.highMs).toBeCloseTo(rest + 1.2 * rows, 10)
  })

  it('gives the range of the errors that are known', () => {
    const trial = (ratio: number): LatencyTrial => ({
      text: '',
      macs: 0,
      parameters: 0,
      tableMs: 1,
      predictedMs: 2,
      learnedMs: 2,
      measured: measurement(2 * ratio),
    })
    const none = { value: 0, low: 0, high: 0 }
    const validation = {
      trials: [0.9, 0.95, 1, 1.1, 1.2].map(trial),
      spearman: none,
      spearmanLearned: none,
      spearmanMacs: none,
      meanError: none,
      meanErrorLearned: none,
    }
    const { ms, lowMs, highMs } = new LatencyPredictor(model({ validation })).predict(NETWORK)!
    expect(lowMs / ms).toBeCloseTo(0.95, 10)
    expect(highMs / ms).toBeCloseTo(1.1, 10)
  })

  it('says nothing of a network with a part that was not measured', () => {
    const known = model()
    const key = decompose(NETWORK)[4]!.key
    const rows = known.table.rows.map((row) => (row.key === key ? { ...row, latency: null } : row))
    const lacking = { ...known, table: { ...known.table, rows } }
    expect(new LatencyPredictor(lacking).predict(NETWORK)).toBeNull()
  })
})

describe('gateLatencies', () => {
  const supernet = buildSpaceSupernet(SPACE, INPUT, 10)

  it('adds up, along the gates of an architecture, to what its operations take', () => {
    const known = model()
    // Poolings of one state are shared between edges in an architecture, and count by edge in gates.
    const operations = SPACE.operations.filter((operation) => !operation.includes('pool'))
    const space = { ...SPACE, operations }
    const ofSpace = buildSpaceSupernet(space, INPUT, 10)
    const gates = gateLatencies(space, ofSpace, known, INPUT, 10)
    const byKey = new Map(known.table.rows.map(({ key, latency }) => [key, latency!.medianMs]))
    for (const choices of randomArchitectures(spaceModel(space), 10, randomKey(2))) {
      const path = gatePath(space, ofSpace, choices)
      const byGates = path.reduce((sum, runs, gate) => sum + runs * gates[gate]!, 0)
      const chosen = decompose(buildArchitecture(space, choices, INPUT, 10)).filter(
        (block) => block.chosen,
      )
      const byBlocks = chosen.reduce((sum, { key, network }) => {
        return sum + 2 * byKey.get(key)! + 0.01 * countDispatches(network)
      }, 0)
      expect(byGates).toBeCloseTo(byBlocks, 5)
    }
  })

  it('gives `none` nothing', () => {
    const gates = gateLatencies(SPACE, supernet, model(), INPUT, 10)
    const none = SPACE.operations.indexOf('none')
    const { columns } = supernet.gateTables[0]!
    gates.forEach((ms, gate) => {
      if (gate % columns === none) expect(ms).toBe(0)
    })
    expect(Math.max(...gates)).toBeGreaterThan(0)
  })

  it('refuses a table that lacks an operation', () => {
    const known = model()
    const rows = known.table.rows.filter(({ operation }) => operation !== 'sep_conv_3x3')
    const lacking = { ...known, table: { ...known.table, rows } }
    expect(() => gateLatencies(SPACE, supernet, lacking, INPUT, 10)).toThrow(/sep_conv_3x3/)
  })
})
