import { describe, expect, it } from 'vitest'
import { curvesTable, curveSeries, judgingSpans, measuredAt } from './curveSeries'
import { curvesText } from './text.fixture'
import { snapshots } from './views.fixture'

const [base] = snapshots
if (!base) throw new Error('The fixture has snapshots')
const train = (step: number, value: number) => ({
  ...base,
  step,
  trainLoss: value,
  trainAccuracy: 0.5,
  validLoss: NaN,
  validAccuracy: NaN,
})
const judge = (step: number, value: number) => ({
  ...base,
  step,
  trainLoss: NaN,
  trainAccuracy: NaN,
  validLoss: value,
  validAccuracy: 0.25,
})
/** Trains, judges twice, trains, does nothing, judges. */
const idle = { ...judge(7, NaN), validAccuracy: NaN }
const run = [
  train(1, 3),
  train(2, 2),
  judge(3, 4),
  judge(4, 6),
  train(5, 1),
  train(6, 1),
  idle,
  judge(8, 2),
]

describe('curves of a run that does not measure everything in every step', () => {
  const [training, validation] = curveSeries('loss', run, 2)

  it('leave out what was not measured', () => {
    expect(training?.raw).toEqual([
      { step: 1, value: 3 },
      { step: 2, value: 2 },
      { step: 5, value: 1 },
      { step: 6, value: 1 },
    ])
    expect(validation?.raw.map(({ step }) => step)).toEqual([3, 4, 8])
  })

  it('take means of measurements, not of steps', () => {
    expect(training?.smoothed.map(({ value }) => value)).toEqual([3, 2.5, 1.5, 1])
    expect(validation?.smoothed.map(({ value }) => value)).toEqual([4, 5, 4])
  })

  it('are points where measurements are rare', () => {
    expect([training?.sparse, validation?.sparse]).toEqual([false, true])
  })

  it('tell the steps that judge from those that train', () => {
    expect(judgingSpans(run)).toEqual([
      { from: 2, to: 4 },
      { from: 7, to: 8 },
    ])
    expect(judgingSpans(snapshots)).toEqual([])
  })

  it('read out the last measurement before a step', () => {
    expect(measuredAt(training?.raw ?? [], 4)).toEqual({ step: 2, value: 2 })
    expect(measuredAt(training?.raw ?? [], 0)).toBeNull()
  })

  it('name what an evaluation was of, and leave cells empty in the table', () => {
    const evaluations = [
      { step: 8, loss: 1, accuracy: 0.5, images: 10, subject: 'shared-weights' as const },
    ]
    const { rows } = curvesTable(run, evaluations, curvesText)
    expect(rows[7]).toEqual([8, '', '', 2, 25, 50, 'shared'])
    expect(rows[0]).toEqual([1, 3, 50, '', '', '', ''])
  })
})
