import { describe, expect, it } from 'vitest'
import { NO_WORK, timesWork, type GpuWork, type SearchWork } from './forecast'
import { predictTime, type DeviceSpeed, type MeasuredSpeed } from './searchTime'

/** A first-order step of the `micro` benchmark. */
const STEP: GpuWork = { dispatches: 881, macs: 431_613_952, bytes: 544_435_204, answers: 1 }

const SLOW: DeviceSpeed = { software: true, workloadMs: 24, profile: null }

const search = (step: GpuWork, steps: number): SearchWork => ({
  step,
  trainingSteps: steps,
  training: timesWork(steps, step),
  judging: NO_WORK,
  testing: NO_WORK,
})

const measured = (step: GpuWork, steps: number, ms: number): MeasuredSpeed => ({
  adapter: 'a GPU',
  strategy: 'darts',
  training: { work: timesWork(steps, step), ms },
  judging: null,
})

describe('predictTime', () => {
  it('takes the time of a search that did the same work', () => {
    const found = predictTime(search(STEP, 300), 'darts', SLOW, [measured(STEP, 100, 40_000)])
    expect(found?.ms).toBeCloseTo(120_000, 6)
    expect(found?.source).toEqual({ kind: 'runs', runs: 1 })
    expect(found!.lowMs).toBeLessThan(120_000)
    expect(found!.highMs).toBeGreaterThan(120_000)
  })

  it('goes by like work rather than by unlike, and says less of what it has not seen', () => {
    const large = timesWork(20, { ...STEP, dispatches: STEP.dispatches / 20 })
    const speeds = [measured(STEP, 100, 40_000), measured(large, 10, 160_000)]
    expect(predictTime(search(STEP, 100), 'darts', SLOW, speeds)!.ms).toBeGreaterThan(38_000)
    expect(predictTime(search(STEP, 100), 'darts', SLOW, speeds)!.ms).toBeLessThan(50_000)
    const width = (step: GpuWork) => {
      const { lowMs, highMs } = predictTime(search(step, 100), 'darts', SLOW, speeds.slice(0, 1))!
      return highMs / lowMs
    }
    expect(width(large)).toBeGreaterThan(width(STEP))
  })

  it('is within the range of its probe where that is all it has: 372 ms a step were measured', () => {
    const { lowMs, highMs, source } = predictTime(search(STEP, 1), 'darts', SLOW, [])!
    expect(lowMs).toBeLessThan(372)
    expect(highMs).toBeGreaterThan(372)
    expect(source).toEqual({ kind: 'probe' })
  })

  it('says nothing of a device of which nothing is known', () => {
    expect(predictTime(search(STEP, 1), 'darts', { ...SLOW, workloadMs: null }, [])).toBeNull()
  })

  it('goes by the method’s own searches rather than by those of others', () => {
    const own = { ...measured(STEP, 100, 80_000), strategy: 'enas' as const }
    const speeds = [measured(STEP, 100, 40_000), own]
    expect(predictTime(search(STEP, 100), 'enas', SLOW, speeds)!.ms).toBeGreaterThan(68_000)
    expect(predictTime(search(STEP, 100), 'darts', SLOW, speeds)!.ms).toBeLessThan(47_000)
  })

  it('counts judging by how long judging took', () => {
    const judging = { dispatches: 1000, macs: 1e8, bytes: 1e8, answers: 10 }
    const speed = { ...measured(STEP, 100, 40_000), judging: { work: judging, ms: 5_000 } }
    const found = predictTime(
      { ...search(STEP, 100), judging: timesWork(2, judging) },
      'darts',
      SLOW,
      [speed],
    )
    expect(found?.ms).toBeCloseTo(50_000, 6)
  })
})
