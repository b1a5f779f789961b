import { describe, expect, it } from 'vitest'
import type { Gpu } from '../device'
import { Executor } from './executor'
import type { Dispatch } from './link'
import type { PlanMemory } from './planMemory'

/** An executor on a device that only counts how many dispatches each submit holds. */
function counting(firstGuess: number) {
  const submits: number[] = []
  let encoded = 0
  const pass = {
    setPipeline: () => undefined,
    setBindGroup: () => undefined,
    dispatchWorkgroups: () => void encoded++,
    end: () => undefined,
  }
  const queue = {
    submit: () => {
      submits.push(encoded)
      encoded = 0
    },
    onSubmittedWorkDone: () => Promise.resolve(),
  }
  const encoder = { beginComputePass: () => pass, finish: () => null }
  const gpu = {
    device: { queue, createCommandEncoder: () => encoder },
    pulse: { lastBeat: -Infinity },
  }
  const kernel = { id: 'none' }
  const program = Array.from({ length: 400 }, () => ({ kernel, header: 0, workgroups: [1, 1] }))
  const executor = new Executor(
    gpu as unknown as Gpu,
    new Map([['none', {} as GPUComputePipeline]]),
    {} as PlanMemory,
    firstGuess,
  )
  return {
    executor,
    gpu,
    /** Dispatches of the largest submit when the program runs now. */
    largest: () => {
      submits.length = 0
      executor.run(program as unknown as Dispatch[])
      return Math.max(...submits)
    },
  }
}

describe('submits', () => {
  it('are sized by what the last ones took', () => {
    const { executor, largest } = counting(64)
    expect(largest()).toBe(64)
    executor.adapt(400, 800)
    expect(largest()).toBe(40)
    executor.adapt(400, 400)
    expect(largest()).toBe(80)
  })

  it('grow at most twofold, however little time steps seem to have taken', () => {
    const { executor, largest } = counting(64)
    executor.adapt(400, 0)
    expect(largest()).toBe(128)
    executor.adapt(400, 0)
    expect(largest()).toBe(256)
  })

  it('hold a single dispatch where one takes longer than a submit should', () => {
    const { executor, largest } = counting(64)
    executor.adapt(10, 5_000)
    expect(largest()).toBe(1)
  })

  it('bear witness that the device works', async () => {
    const { gpu, largest } = counting(64)
    largest()
    await Promise.resolve()
    expect(gpu.pulse.lastBeat).toBeGreaterThan(0)
  })
})
