import { describe, expect, it } from 'vitest'
import { machine } from './machine.fixture'
import { measure, Sampler } from './sampler'

describe('measure', () => {
  it('finds the time of a run within noise, by batches of some ms', async () => {
    const work = machine({ runMs: 0.02, noise: 0.03 })
    const found = await measure(work)
    expect(found.medianMs).toBeGreaterThan(0.02 * 0.97)
    expect(found.medianMs).toBeLessThan(0.02 * 1.03)
    expect(found.repeats * 0.02).toBeGreaterThan(8)
    expect(found.repeats * 0.02).toBeLessThan(12)
    expect(found.batches).toBe(60)
    expect(found).toMatchObject({ timer: 'timestamps', warnings: [] })
    expect(found.lowMs).toBeLessThan(found.medianMs)
    expect(found.highMs).toBeGreaterThan(found.medianMs)
  })

  it('runs what takes long once a batch', async () => {
    const work = machine({ runMs: 180, noise: 0.01 })
    expect(await measure(work)).toMatchObject({ repeats: 1 })
    expect(Math.max(...work.calls)).toBe(1)
  })

  it('is not moved by interruptions, and counts them', async () => {
    const quiet = await measure(machine({ runMs: 0.5, noise: 0.02 }))
    const work = machine({ runMs: 0.5, noise: 0.02, interruptions: 0.2, interruptedFactor: 4 })
    const disturbed = await measure(work)
    expect(disturbed.outliers).toBeGreaterThan(0)
    expect(disturbed.highMs).toBeLessThan(0.55)
    expect(Math.abs(disturbed.medianMs / quiet.medianMs - 1)).toBeLessThan(0.03)
  })

  it('finds the time of a machine at rest on one that is mostly busy, and says that it is', async () => {
    const work = machine({ runMs: 0.5, noise: 0.02, interruptions: 0.7, interruptedFactor: 2.2 })
    const found = await measure(work)
    expect(found.medianMs).toBeGreaterThan(0.48)
    expect(found.medianMs).toBeLessThan(0.52)
    expect(found.outliers).toBeGreaterThan(found.batches)
    expect(found.warnings).toContain('unsteady')
    // As many runs in a batch as if it had been at rest, or nearly.
    expect(found.repeats).toBeGreaterThan(12)
  })

  it('starts anew where only interrupted runs told how many make a batch', async () => {
    const slowdown = (call: number) => (call < 14 ? 200 : 1)
    const found = await measure(machine({ runMs: 0.1, noise: 0.02, slowdown }))
    expect(found.repeats).toBeGreaterThan(40)
    expect(found.outliers).toBeLessThan(10)
    expect(found.medianMs).toBeCloseTo(0.1, 2)
  })

  it('gives up after some seconds what does not hold still', async () => {
    const taken = async (noise: number) => {
      const found = await measure(machine({ runMs: 400, noise }))
      return found.batches + found.outliers
    }
    expect(await taken(0.01)).toBeLessThan(12)
    expect(await taken(0.3)).toBeGreaterThan(25)
    expect(await taken(0.3)).toBeLessThan(40)
  })

  it('starts to count when times have stopped falling', async () => {
    const slowdown = (call: number) => (call < 8 ? 3 - call / 4 : 1)
    const work = machine({ runMs: 10, noise: 0.005, slowdown })
    const { medianMs, highMs } = await measure(work)
    expect(medianMs).toBeCloseTo(10, 0)
    expect(highMs).toBeLessThan(10.5)
  })

  it('makes batches long against a coarse clock', async () => {
    const work = machine({ runMs: 0.3, noise: 0.02, tickMs: 16, timer: 'clock' })
    const found = await measure(work)
    expect(found.repeats * 0.3).toBeGreaterThan(250)
    expect(found.medianMs).toBeCloseTo(0.3, 1)
    expect(found.warnings).toEqual([])
  })

  it('says that a timer is too coarse where bearable batches do not help', async () => {
    const found = await measure(machine({ runMs: 0.3, noise: 0.02, tickMs: 100, timer: 'clock' }))
    expect(found.warnings).toContain('coarse-timer')
  })

  it('says that a machine is too noisy', async () => {
    expect((await measure(machine({ runMs: 1, noise: 0.02 }))).warnings).toEqual([])
    expect((await measure(machine({ runMs: 1, noise: 0.2 }))).warnings).toContain('unsteady')
  })

  it('says that a machine gets slower while it is measured', async () => {
    const slowdown = (call: number) => 1 + 0.02 * call
    const found = await measure(machine({ runMs: 1, noise: 0.02, slowdown }))
    expect(found.warnings).toContain('throttled')
  })

  it('ends when told to', async () => {
    const stop = new AbortController()
    const work = machine({ runMs: 1 })
    const timing = { ...work, time: (repeats: number) => (stop.abort(), work.time(repeats)) }
    await expect(measure(timing, { signal: stop.signal })).rejects.toThrow(/abort/i)
    expect(work.calls).toHaveLength(1)
  })
})

describe('Sampler', () => {
  it('takes batches one by one, for those who measure several things in turns', async () => {
    const fast = await Sampler.prepare(machine({ runMs: 1, noise: 0.01, seed: 5 }))
    const slow = await Sampler.prepare(machine({ runMs: 2, noise: 0.01, seed: 6 }))
    for (let round = 0; round < 9; round++) {
      expect(await fast.takeBatch()).toBeLessThan(await slow.takeBatch())
    }
    expect(fast.measurement().medianMs).toBeCloseTo(1, 1)
    expect(slow.measurement().medianMs).toBeCloseTo(2, 1)
    expect(slow.measurement()).toMatchObject({ batches: 9, outliers: 0 })
    expect(slow.progress).toBe(9 / 60)
  })
})
