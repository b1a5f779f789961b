export interface GpuCounts {
  readonly dispatches: number
  readonly submits: number
  readonly buffersCreated: number
}

/** Counts what WebGPU is asked for, by whichever engine: it listens in on the API itself. */
export class GpuTally {
  private dispatches = 0
  private submits = 0
  private buffersCreated = 0
  /** Bytes of the buffers alive, and the most there ever were. */
  bytes = 0
  peakBytes = 0
  private readonly sizes = new WeakMap<GPUBuffer, number>()
  private readonly undo: (() => void)[]

  /** Listens from now on, in this thread, until `stop`. Buffers made earlier do not count. */
  constructor() {
    const created = (buffer: GPUBuffer) => {
      this.buffersCreated++
      this.sizes.set(buffer, buffer.size)
      this.bytes += buffer.size
      this.peakBytes = Math.max(this.peakBytes, this.bytes)
    }
    const destroyed = (buffer: GPUBuffer) => {
      this.bytes -= this.sizes.get(buffer) ?? 0
      this.sizes.delete(buffer)
    }
    const dispatched = () => void this.dispatches++
    this.undo = [
      afterCalls(GPUDevice.prototype, 'createBuffer', (_, buffer) => created(buffer as GPUBuffer)),
      afterCalls(GPUBuffer.prototype, 'destroy', destroyed),
      afterCalls(GPUQueue.prototype, 'submit', () => void this.submits++),
      afterCalls(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', dispatched),
      afterCalls(GPUComputePassEncoder.prototype, 'dispatchWorkgroupsIndirect', dispatched),
    ]
  }

  /** So far. */
  get counts(): GpuCounts {
    const { dispatches, submits, buffersCreated } = this
    return { dispatches, submits, buffersCreated }
  }

  /** What has been counted since then. */
  since(before: GpuCounts): GpuCounts {
    return {
      dispatches: this.dispatches - before.dispatches,
      submits: this.submits - before.submits,
      buffersCreated: this.buffersCreated - before.buffersCreated,
    }
  }

  /** Measures the peak afresh from the bytes held now, which it returns. */
  beginPeak(): number {
    this.peakBytes = this.bytes
    return this.bytes
  }

  stop(): void {
    for (const restore of this.undo) restore()
  }
}

/** Calls `heard` after every call of a method, on whichever object; returns the way back. */
function afterCalls<Target extends object>(
  prototype: Target,
  name: keyof Target & string,
  heard: (self: Target, result: unknown) => void,
): () => void {
  const original = prototype[name] as (...values: unknown[]) => unknown
  const listening = function (this: Target, ...values: unknown[]) {
    const result = original.apply(this, values)
    heard(this, result)
    return result
  }
  Object.assign(prototype, { [name]: listening })
  return () => void Object.assign(prototype, { [name]: original })
}
