/** The buffers of a plan, made once; a step creates nothing. */
import type { ImageData8 } from '../engine'
import type { Gpu } from '../device'
import { HEADER_BYTES, planBytes, type MemoryPlan } from './compile'
import { datasetLayout, requireFit } from './limits'
import type { Region } from './operations'

const BINDINGS = ['uniform', 'arena', 'state', 'words', 'dataset', 'step'] as const

export function createBindGroupLayout(device: GPUDevice): GPUBindGroupLayout {
  return device.createBindGroupLayout({
    entries: BINDINGS.map((name, binding): GPUBindGroupLayoutEntry => {
      const visibility = GPUShaderStage.COMPUTE
      if (name === 'uniform') {
        return { binding, visibility, buffer: { type: 'uniform', hasDynamicOffset: true } }
      }
      const writable = name === 'arena' || name === 'state'
      return { binding, visibility, buffer: { type: writable ? 'storage' : 'read-only-storage' } }
    }),
  })
}

/** What of a dataset the GPU holds. */
type ResidentImages = Pick<ImageData8, 'images' | 'labels' | 'mean' | 'deviation'>

export class PlanMemory {
  readonly arena: GPUBuffer
  readonly state: GPUBuffer
  readonly step: GPUBuffer
  bindGroup: GPUBindGroup
  /** Byte of the dataset buffer at which the labels begin. */
  labelBytes = 0
  private readonly headers: GPUBuffer
  private readonly words: GPUBuffer
  private dataset: GPUBuffer

  /** @throws PlanTooLargeError before anything is allocated, when the device cannot hold the plan. */
  constructor(
    private readonly gpu: Gpu,
    private readonly bindGroupLayout: GPUBindGroupLayout,
    private readonly plan: MemoryPlan,
  ) {
    requireFit(gpu.device.limits, plan)
    const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST
    const make = (label: string, size: number, usage: number) =>
      gpu.device.createBuffer({ label, size: Math.max(16, size), usage })
    this.arena = make('arena', plan.arenaBytes, storage)
    this.state = make('state', plan.stateBytes, storage)
    this.step = make('step', plan.stepBytes, storage)
    this.words = make('words', plan.words.byteLength, storage)
    this.dataset = make('dataset', 16, storage)
    this.headers = make(
      'headers',
      plan.headers.length * HEADER_BYTES,
      GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
    )
    const { queue } = gpu.device
    queue.writeBuffer(this.words, 0, plan.words as Uint32Array<ArrayBuffer>)
    const headers = new Uint32Array((plan.headers.length * HEADER_BYTES) / 4)
    plan.headers.forEach((header, index) => headers.set(header, (index * HEADER_BYTES) / 4))
    queue.writeBuffer(this.headers, 0, headers)
    this.bindGroup = this.bind()
    const { identity, identitySaved, one } = plan.layout
    this.write(identity, alternating(identity.size, 1, 0))
    this.write(identitySaved, alternating(identitySaved.size, 0, 1))
    this.write(one, Float32Array.of(1))
  }

  get bytes(): number {
    return planBytes(this.plan) + this.dataset.size
  }

  /** Makes the images resident: bytes as they are, labels behind them. */
  load(data: ResidentImages): void {
    const { device } = this.gpu
    const { labelBytes, size } = datasetLayout(data.images.length, data.labels.length)
    this.labelBytes = labelBytes
    this.dataset.destroy()
    this.dataset = device.createBuffer({
      label: 'dataset',
      size,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      mappedAtCreation: true,
    })
    const bytes = new Uint8Array(this.dataset.getMappedRange())
    bytes.set(data.images)
    bytes.set(data.labels, this.labelBytes)
    this.dataset.unmap()
    this.bindGroup = this.bind()
    const scaleAndShift = data.mean.flatMap((mean, channel) => {
      const deviation = data.deviation[channel]!
      return [1 / (255 * deviation), -mean / deviation]
    })
    this.write(this.plan.layout.normalisation, Float32Array.from(scaleAndShift))
  }

  write(region: Region, values: Float32Array): void {
    if (values.length !== region.size) throw new Error('Values do not fit their region')
    if (values.length === 0) return
    this.gpu.device.queue.writeBuffer(
      this.state,
      4 * region.offset,
      values as Float32Array<ArrayBuffer>,
    )
  }

  /** Replaces job words from `firstWord` on, for what is submitted from now on. */
  writeWords(firstWord: number, words: Uint32Array): void {
    this.gpu.device.queue.writeBuffer(this.words, 4 * firstWord, words as Uint32Array<ArrayBuffer>)
  }

  destroy(): void {
    for (const buffer of [
      this.arena,
      this.state,
      this.step,
      this.words,
      this.headers,
      this.dataset,
    ]) {
      buffer.destroy()
    }
  }

  private bind(): GPUBindGroup {
    const buffers = [this.headers, this.arena, this.state, this.words, this.dataset, this.step]
    return this.gpu.device.createBindGroup({
      layout: this.bindGroupLayout,
      entries: buffers.map((buffer, binding) => ({
        binding,
        resource: binding === 0 ? { buffer, size: HEADER_BYTES } : { buffer },
      })),
    })
  }
}

function alternating(size: number, even: number, odd: number): Float32Array {
  return Float32Array.from({ length: size }, (_, index) => (index % 2 === 0 ? even : odd))
}
