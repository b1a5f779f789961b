/** Where the time of a step goes, dispatch by dispatch. */
import { readMapped, type Gpu } from '../device'
import type { Dispatch } from './link'

export interface TimedDispatch {
  readonly dispatch: Dispatch
  /** By the device's timestamps. */
  readonly ms: number
}

/** What the executor uses of a compute pass. */
export interface Pass {
  setPipeline(pipeline: GPUComputePipeline): void
  setBindGroup(index: number, bindGroup: GPUBindGroup, offsets: Iterable<number>): void
  dispatchWorkgroups(x: number, y: number): void
  end(): void
}

/** Dispatches whose two timestamps a query set can hold, by the specification. */
const SET_DISPATCHES = 4096 / 2
const STAMP_BYTES = 8

interface TimedPart {
  readonly dispatches: readonly Dispatch[]
  readonly stamps: GPUBuffer
  readonly temporary: readonly { destroy(): void }[]
}

/** Stands in for compute passes: opens one for every dispatch, and stamps its beginning and end. */
export class DispatchTimer {
  private readonly parts: TimedPart[] = []

  /** @throws NoTimestampsError when the device has none */
  constructor(private readonly gpu: Gpu) {
    if (!gpu.timestamps) throw new NoTimestampsError()
  }

  /** A pass for `dispatches`, made in this order. */
  pass(encoder: GPUCommandEncoder, dispatches: readonly Dispatch[]): Pass {
    const { device } = this.gpu
    const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
    const size = 2 * STAMP_BYTES * dispatches.length
    const sets = Array.from({ length: Math.ceil(dispatches.length / SET_DISPATCHES) }, () =>
      device.createQuerySet({ type: 'timestamp', count: 2 * SET_DISPATCHES }),
    )
    const resolved = device.createBuffer({ size, usage: QUERY_RESOLVE | COPY_SRC })
    const stamps = device.createBuffer({ size, usage: MAP_READ | COPY_DST })
    this.parts.push({ dispatches, stamps, temporary: [...sets, resolved, stamps] })
    return new StampedPasses(encoder, sets, () => {
      sets.forEach((set, index) => {
        const first = index * SET_DISPATCHES
        const count = Math.min(SET_DISPATCHES, dispatches.length - first)
        encoder.resolveQuerySet(set, 0, 2 * count, resolved, 2 * STAMP_BYTES * first)
      })
      encoder.copyBufferToBuffer(resolved, 0, stamps, 0, size)
    })
  }

  /** Of every dispatch so far, in order; to be asked when all of them have been submitted. */
  async times(): Promise<TimedDispatch[]> {
    const times: TimedDispatch[] = []
    for (const { dispatches, stamps } of this.parts) {
      const values = new BigUint64Array(await readMapped(this.gpu, stamps))
      dispatches.forEach((dispatch, index) => {
        const ns = values[2 * index + 1]! - values[2 * index]!
        times.push({ dispatch, ms: Number(ns) / 1e6 })
      })
    }
    return times
  }

  destroy(): void {
    for (const { temporary } of this.parts) for (const resource of temporary) resource.destroy()
  }
}

export class NoTimestampsError extends Error {
  constructor() {
    super('This device offers no timestamps to profile by')
    this.name = 'NoTimestampsError'
  }
}

class StampedPasses implements Pass {
  private pipeline: GPUComputePipeline | null = null
  private binding: Parameters<Pass['setBindGroup']> | null = null
  private count = 0

  constructor(
    private readonly encoder: GPUCommandEncoder,
    private readonly sets: readonly GPUQuerySet[],
    private readonly resolve: () => void,
  ) {}

  setPipeline(pipeline: GPUComputePipeline): void {
    this.pipeline = pipeline
  }

  setBindGroup(...binding: Parameters<Pass['setBindGroup']>): void {
    this.binding = binding
  }

  dispatchWorkgroups(x: number, y: number): void {
    if (!this.pipeline || !this.binding) throw new Error('A dispatch needs a pipeline and buffers')
    const at = this.count++
    const pass = this.encoder.beginComputePass({
      timestampWrites: {
        querySet: this.sets[Math.floor(at / SET_DISPATCHES)]!,
        beginningOfPassWriteIndex: 2 * (at % SET_DISPATCHES),
        endOfPassWriteIndex: 2 * (at % SET_DISPATCHES) + 1,
      },
    })
    pass.setPipeline(this.pipeline)
    pass.setBindGroup(...this.binding)
    pass.dispatchWorkgroups(x, y)
    pass.end()
  }

  end(): void {
    this.resolve()
  }
}
