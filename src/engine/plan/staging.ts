import { readMapped, type Gpu } from '../device'

export interface PendingCopy {
  /** The bytes, once the GPU has copied them. The submit must have happened. */
  read(): Promise<ArrayBuffer>
}

/** Several copies into one buffer, which is read as a whole. */
export interface PendingCopies extends PendingCopy {
  /** @param to byte of what will be read */
  copy(encoder: GPUCommandEncoder, source: ByteRange, to: number): void
}

interface ByteRange {
  readonly from: GPUBuffer
  readonly offset: number
  readonly bytes: number
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
    const copies = this.reserve(bytes)
    copies.copy(encoder, { from, offset, bytes }, 0)
    return copies
  }

  /** Room for copies of `bytes` in all. */
  reserve(bytes: number): PendingCopies {
    if (bytes === 0) return { copy: () => undefined, read: async () => new ArrayBuffer(0) }
    const reusable = bytes <= this.bytes
    const buffer = (reusable && this.free.pop()) || this.make(reusable ? this.bytes : bytes)
    return {
      copy: (encoder, source, to) => {
        encoder.copyBufferToBuffer(source.from, source.offset, buffer, to, source.bytes)
      },
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
