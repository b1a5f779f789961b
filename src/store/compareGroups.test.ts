import { describe, expect, it } from 'vitest'
import type { ComparedRun } from '../run/comparison'
import { withMethod } from '../run/methods'
import { presetConfig } from '../run/presets'
import { yardstickKey, type YardstickScore } from '../run/yardstick'
import { groupCurve, groupRuns, type ComparedEntry } from './compareGroups'
import { settingsThatMatter } from './compareSettings'
import { compareRow, sortRows } from './compareTable'

const base = presetConfig('tiny')
const { space } = base

function run(seed: number, changes: Partial<ComparedRun> = {}): ComparedRun {
  const spent = { imagesTrained: 100, imagesJudged: 50, elapsedMs: 2000, gpuMs: 1500 }
  return {
    config: { ...base, seed },
    recordedAt: `2026-01-0${seed}T00:00:00.000Z`,
    engine: null,
    spent,
    ownBest: [
      { imagesTrained: 20, imagesJudged: 10, elapsedMs: 500, accuracy: 0.25 },
      { imagesTrained: 60, imagesJudged: 30, elapsedMs: 1000, accuracy: seed / 8 },
    ],
    answers: [
      { share: 0.5, ...spent, imagesTrained: 50, text: null },
      { share: 1, ...spent, text: `outcome ${seed}` },
    ],
    record: {
      choices: [],
      text: `outcome ${seed}`,
      genotype: null,
      accuracy: 0.5,
      subject: 'supernet',
      cost: { macs: 10 * seed, parameters: 5 * seed, latencyMs: null },
      usage: null,
    },
    ...changes,
  }
}

const entry = (of: ComparedRun, id = `run ${of.config.seed}`): ComparedEntry => ({
  id,
  run: of,
  kept: true,
})

const scores = new Map<string, YardstickScore>(
  [2, 4].map((seed) => {
    const text = `outcome ${seed}`
    return [
      yardstickKey(space, text),
      { space, text, accuracies: [seed / 8, seed / 8], elapsedMs: 1 },
    ]
  }),
)

describe('groupRuns', () => {
  it('puts runs together that differ by their seed alone', () => {
    const longer = run(3, { config: { ...base, seed: 3, budget: { steps: 99 } } })
    const other = run(5, { config: withMethod({ ...base, seed: 5 }, 'local') })
    const groups = groupRuns(
      [run(4), run(2), longer, other].map((one) => entry(one)),
      true,
    )
    const seeds = groups.map(({ entries }) => entries.map(({ run: { config } }) => config.seed))
    expect(seeds).toEqual([[2, 4], [3], [5]])
    expect(groups.map(({ method }) => method)).toEqual(['darts', 'darts', 'local'])
    expect(groupRuns([entry(run(4)), entry(run(2))], false)).toHaveLength(2)
  })

  it('keeps runs of different devices apart', () => {
    const engine = { engine: 'plan', backend: 'webgpu', software: false, gpuBytes: 1 } as const
    const on = (seed: number, adapter: string) =>
      entry(run(seed, { engine: { ...engine, adapter, dispatchesPerStep: 1 } }))
    expect(groupRuns([on(1, 'one'), on(2, 'another')], true)).toHaveLength(2)
  })
})

describe('groupCurve', () => {
  const [group] = groupRuns([entry(run(2)), entry(run(4))], true)
  if (!group) throw new Error('There is a group')

  it('follows each method’s own judgement, to the end of the search', () => {
    const curve = groupCurve(group, 'own', 'trained', scores)
    expect(curve.map(({ x, median }) => [x, median])).toEqual([
      [20, 0.25],
      [60, 0.375],
      [100, 0.375],
    ])
    const times = groupCurve(group, 'own', 'time', scores).map(({ x }) => x)
    expect(times).toEqual([0.5, 1, 2])
    const seen = groupCurve(group, 'own', 'seen', scores).map(({ x }) => x)
    expect(seen).toEqual([30, 90, 150])
  })

  it('has of the yardstick what was measured', () => {
    expect(groupCurve(group, 'yardstick', 'trained', scores)).toEqual([
      { x: 100, low: 0.3125, median: 0.375, high: 0.4375, count: 2 },
    ])
    expect(groupCurve(group, 'yardstick', 'trained', new Map())).toEqual([])
  })
})

describe('compareRow', () => {
  it('has medians over seeds, and says what is not measured', () => {
    const [group] = groupRuns(
      [2, 3, 4].map((seed) => entry(run(seed))),
      true,
    )
    expect(compareRow(group!, scores)).toMatchObject({
      method: 'darts',
      space: 'darts',
      accuracy: { median: 0.375, count: 2 },
      unmeasured: 1,
      ownAccuracy: 0.375,
      parameters: 15,
      macs: 30,
      elapsedMs: 2000,
      recordedAt: '2026-01-04T00:00:00.000Z',
    })
    // 36 · 6³ and so on: the size is the space's own, exact.
    expect(compareRow(group!, scores).spaceSize).toBeGreaterThan(10n ** 8n)
  })

  it('knows no outcome of a run under way', () => {
    const [group] = groupRuns([entry(run(2, { record: null, recordedAt: null }))], true)
    expect(compareRow(group!, scores)).toMatchObject({ accuracy: null, unmeasured: 0, macs: null })
  })
})

describe('sortRows', () => {
  it('sorts either way, and puts last what has no value', () => {
    const rows = groupRuns(
      [1, 2, 4].map((seed) => entry(run(seed))),
      false,
    ).map((group) => compareRow(group, scores))
    const seeds = (descending: boolean) =>
      sortRows(rows, { column: 'accuracy', descending }).map(
        ({ group }) => group.entries[0].run.config.seed,
      )
    expect(seeds(true)).toEqual([4, 2, 1])
    expect(seeds(false)).toEqual([2, 4, 1])
  })
})

describe('settingsThatMatter', () => {
  it('names what is the method’s own', () => {
    const names = settingsThatMatter(withMethod(base, 'evolution')).map(({ name }) => name)
    expect(names).toEqual([
      'batch',
      'learningRate',
      'childSteps',
      'judgeImages',
      'population',
      'tournament',
    ])
    const sharing = settingsThatMatter(withMethod(base, 'random')).map(({ name }) => name)
    expect(sharing).toContain('finalists')
    expect(sharing).not.toContain('childSteps')
  })
})
