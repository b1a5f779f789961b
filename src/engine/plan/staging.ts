import { readMapped, type Gpu } from '../device'

export interface PendingCopy {
  /** The bytes, once the GPU has copied them. The submit must have happened. */
  read(): Promise<ArrayBuffer>
}

/** Mappable buffers for small readbacks, reused; larger ones are made for the occasion. */
export class StagingRing {
  private readonly free: GPUBuffer[] = []
  private readonly all = new Set<GPUBuffer>()

  constructor(
    private readonly gpu: Gpu,
    private readonly bytes: number,
  ) {}

  copy(encoder: GPUCommandEncoder, from: GPUBuffer, offset: number, bytes: number): PendingCopy {
    if (bytes === 0) return { read: async () => new ArrayBuffer(0) }
    const reusable = bytes <= this.bytes
    const buffer = (reusable && this.free.pop()) || this.make(reusable ? this.bytes : bytes)
    encoder.copyBufferToBuffer(from, offset, buffer, 0, bytes)
    return {
      read: async () => {
        const copy = await readMapped(this.gpu, buffer)
        if (reusable) this.free.push(buffer)
        else this.drop(buffer)
        return copy.slice(0, bytes)
      },
    }
  }

  destroy(): void {
    for (const buffer of this.all) buffer.destroy()
    this.all.clear()
  }

  private make(size: number): GPUBuffer {
    const buffer = this.gpu.device.createBuffer({
      label: 'staging',
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    })
    this.all.add(buffer)
    return buffer
  }

  private drop(buffer: GPUBuffer): void {
    buffer.destroy()
    this.all.delete(buffer)
  }
}
