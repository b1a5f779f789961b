import { describe, expect, it } from 'vitest'
import type { HoldOptions } from '../engine/gpuHolder'
import { PlantedHost, plantedConfig } from './plantedSearch.fixture'
import { SearchRun } from './searchRun'

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve))
}

/** One GPU, and those who wait for it in order, as Web Locks have it. */
class SharedGpu {
  private queue: (() => void)[] = []
  private held = false
  most = 0
  private holders = 0

  hold = async ({ signal, onWait }: HoldOptions): Promise<() => void> => {
    if (this.held) {
      onWait?.()
      await new Promise<void>((resolve, reject) => {
        this.queue.push(resolve)
        signal?.addEventListener('abort', () => {
          this.queue = this.queue.filter((waiter) => waiter !== resolve)
          reject(signal.reason as Error)
        })
      })
    }
    this.held = true
    this.most = Math.max(this.most, ++this.holders)
    return () => {
      this.holders--
      this.held = false
      this.queue.shift()?.()
    }
  }

  get waiting(): number {
    return this.queue.length
  }

  get free(): boolean {
    return !this.held
  }
}

function runOn(gpu: SharedGpu, planted = {}) {
  const config = plantedConfig()
  const host = new PlantedHost(config, planted)
  host.holdGpu = gpu.hold
  return { host, run: new SearchRun(config, host) }
}

/** Compiling that takes until the function it returns is called. */
function compilingOnDemand(host: PlantedHost): () => void {
  const open = host.openEngine
  let finish = () => undefined as void
  const compiled = new Promise<void>((resolve) => (finish = resolve))
  host.openEngine = async (network, options) => {
    await compiled
    return open(network, options)
  }
  return () => finish()
}

const waits = (host: PlantedHost) =>
  host.told('progress').filter(({ task }) => task === 'waiting').length

const over = (host: PlantedHost) => until(() => host.phases().at(-1) === 'finished')

describe('two runs on one GPU', () => {
  it('take turns: the second says that it waits, and goes on when the first has ended', async () => {
    const gpu = new SharedGpu()
    const [first, second] = [runOn(gpu), runOn(gpu)]
    const compile = compilingOnDemand(first.host)
    void first.run.start()
    void second.run.start()
    await until(() => gpu.waiting === 1)
    expect(waits(second.host)).toBe(1)
    expect(second.host.engines).toEqual([])
    compile()
    await over(first.host)
    await over(second.host)
    expect(waits(first.host)).toBe(0)
    expect(gpu.most).toBe(1)
    expect(gpu.free).toBe(true)
  })

  it('change places when the first pauses; it waits when it is to go on', async () => {
    const gpu = new SharedGpu()
    const [first, second] = [runOn(gpu), runOn(gpu)]
    void first.run.start()
    await first.run.step()
    expect(gpu.free).toBe(true)
    const compile = compilingOnDemand(second.host)
    void second.run.start()
    await until(() => !gpu.free)
    await first.run.resume()
    await until(() => waits(first.host) === 1)
    const taken = first.host.told('snapshot').length
    compile()
    await over(second.host)
    await over(first.host)
    expect(taken).toBe(1)
    expect(gpu.most).toBe(1)
  })

  it('can be paused, stopped and reset while they wait', async () => {
    const gpu = new SharedGpu()
    const letGo = await gpu.hold({})
    const stopped = runOn(gpu)
    void stopped.run.start()
    await until(() => gpu.waiting === 1)
    await stopped.run.stop()
    expect(stopped.host.phases().at(-1)).toBe('stopped')
    const reset = runOn(gpu)
    void reset.run.start()
    await until(() => gpu.waiting === 1)
    await reset.run.reset()
    expect(reset.host.phases().at(-1)).toBe('idle')
    expect(gpu.waiting).toBe(0)

    letGo()
    const paused = runOn(gpu)
    void paused.run.start()
    await paused.run.step()
    const letGoAgain = await gpu.hold({})
    await paused.run.resume()
    await until(() => gpu.waiting === 1)
    await paused.run.pause()
    expect(paused.host.phases().at(-1)).toBe('paused')
    expect(gpu.waiting).toBe(0)
    letGoAgain()
    await paused.run.resume()
    await over(paused.host)
  })
})

describe('a run that fails', () => {
  it('lets go of the GPU', async () => {
    const gpu = new SharedGpu()
    const { host, run } = runOn(gpu, { disturbLoss: () => Number.NaN })
    await run.start()
    await until(() => host.phases().at(-1) === 'failed')
    await until(() => gpu.free)
  })
})
