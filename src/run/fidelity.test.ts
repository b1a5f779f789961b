import { describe, expect, it } from 'vitest'
import {
  fidelityPoints,
  fidelityReport,
  fidelitySample,
  fidelityTrainings,
  type FidelityConfig,
  type FidelityPoint,
} from './fidelity'
import { presetConfig } from './presets'
import { TRAINING_RECIPES } from './trainingRecipes'

const { space, dataset, strategy } = presetConfig('tiny')
const config: FidelityConfig = {
  space,
  dataset,
  sample: { count: 4, seed: 1 },
  source: { kind: 'uniform', steps: 10, settings: strategy },
  seed: 1,
  judgeImages: 100,
  recalibrationImages: 24,
  recipe: TRAINING_RECIPES.quick,
  trainingSeeds: [1, 2],
}

const point = (index: number, plain: number): FidelityPoint => ({
  text: String(index),
  alone: 0.5 + index / 100,
  recalibrated: 0.4 + index / 100,
  plain,
  parameters: -index,
  macs: 7,
})
const points = Array.from({ length: 8 }, (_, index) => point(index, index % 2))

describe('fidelityReport', () => {
  it('ranks what ranks well, badly and not at all', () => {
    const byName = new Map(fidelityReport(points).map((report) => [report.predictor, report]))
    expect(byName.get('recalibrated')?.kendall).toEqual({ value: 1, low: 1, high: 1 })
    expect(byName.get('recalibrated')?.spearman.value).toBeCloseTo(1, 12)
    expect(byName.get('recalibrated')?.pearson.value).toBeCloseTo(1, 12)
    expect(byName.get('parameters')?.kendall.value).toBe(-1)
    // Architectures that all cost the same have no order by cost.
    expect(byName.get('macs')?.kendall.value).toBeNaN()
    const plain = byName.get('plain')?.kendall
    expect(plain?.low).toBeLessThan(plain?.value ?? 0)
    expect(plain?.high).toBeGreaterThan(plain?.value ?? 0)
  })

  it('says nothing of fewer than three, and the same each time', () => {
    expect(fidelityReport(points.slice(0, 2))).toEqual([])
    expect(fidelityReport([])).toEqual([])
    expect(fidelityReport(points)).toEqual(fidelityReport(points))
  })
})

describe('fidelityPoints', () => {
  it('has the architectures that are trained with every seed', () => {
    const sample = fidelitySample(config)
    expect(new Set(sample).size).toBe(4)
    expect(fidelitySample(config)).toEqual(sample)
    const trainings = fidelityTrainings(config, sample)
    expect(trainings.map(({ seed }) => seed)).toEqual([1, 1, 1, 1, 2, 2, 2, 2])
    const shared = sample.map((text) => ({ text, plain: 0.1, recalibrated: 0.2 }))
    // All are trained but the last one, which lacks its second seed.
    const known = new Set(trainings.slice(0, -1).map((one) => JSON.stringify(one)))
    const found = fidelityPoints(config, shared, (training) =>
      known.has(JSON.stringify(training))
        ? { accuracy: training.seed / 10, parameters: 5, macs: 6 }
        : null,
    )
    expect(found.map(({ text }) => text)).toEqual(sample.slice(0, 3))
    expect(found[0]?.alone).toBeCloseTo(0.15, 12)
  })
})
