import { readMapped, requestGpu, withErrorScope, type Gpu } from '../device'
import { kernelCode, NONE, WORKGROUP_SIZE, type FieldRole, type Kernel } from './kernel'

/** A range of floats in one of the two buffers that kernels write. */
export interface Placed {
  readonly buffer: 'arena' | 'state'
  readonly offset: number
  readonly size: number
}

/** Sizes of a feature map. */
export interface Extent {
  readonly examples: number
  readonly height: number
  readonly width: number
  readonly channels: number
}

export interface PlacedTensor extends Placed, Extent {
  readonly channelStride: number
}

/** What a job or list word may hold; null is "nothing there". */
export type Word = number | Placed | null

interface DispatchOptions {
  readonly header: Readonly<Record<string, number>>
  readonly job: Readonly<Record<string, Word>>
  readonly list?: readonly Readonly<Record<string, Word>>[]
  readonly invocations: number
}

/** What lies wherever nothing was placed: a kernel that reads it gives itself away. */
const POISON = 1e6
const GUARD_FLOATS = 8
const HEADER_BYTES = 256

/** Bindings in the order of `kernelCode`. */
const BINDINGS: readonly GPUBufferBindingLayout[] = [
  { type: 'uniform', hasDynamicOffset: true },
  { type: 'storage' },
  { type: 'storage' },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
  { type: 'read-only-storage' },
]

interface Bench {
  readonly gpu: Gpu
  readonly layout: GPUBindGroupLayout
  readonly pipelines: Map<string, Promise<GPUComputePipeline>>
}

/** One device, and pipelines compiled once, for all trials of a test file. */
let bench: Promise<Bench> | undefined

async function openBench(): Promise<Bench> {
  const gpu = await requestGpu()
  const entries = BINDINGS.map((buffer, binding) => {
    return { binding, visibility: GPUShaderStage.COMPUTE, buffer }
  })
  return { gpu, layout: gpu.device.createBindGroupLayout({ entries }), pipelines: new Map() }
}

function pipelineOf({ gpu: { device }, layout, pipelines }: Bench, kernel: Kernel) {
  const known = pipelines.get(kernel.id)
  if (known) return known
  const compiled = device.createComputePipelineAsync({
    layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
    compute: { module: device.createShaderModule({ code: kernelCode(kernel) }) },
  })
  pipelines.set(kernel.id, compiled)
  return compiled
}

export const pixelsOf = ({ examples, height, width }: Extent) => examples * height * width
export const elementsOf = (extent: Extent) => pixelsOf(extent) * extent.channels

/** Memory laid out by hand, and the dispatches of one kernel or a few on it. */
export class KernelTrial {
  private readonly contents = { arena: [] as number[], state: [] as number[] }
  private readonly dispatches: { kernel: Kernel; options: DispatchOptions }[] = []

  constructor(private readonly inputs: { dataset?: Uint32Array; step?: Uint32Array } = {}) {}

  /** Places an NHWC feature map channel by channel, as kernels want it; without values, poison. */
  tensor(extent: Extent, values?: ArrayLike<number>): PlacedTensor {
    const { channels } = extent
    const pixels = pixelsOf(extent)
    const channelStride = 4 * Math.ceil(pixels / 4)
    const floats = new Float32Array(channels * channelStride).fill(POISON)
    if (values) {
      for (let i = 0; i < pixels * channels; i++) {
        floats[(i % channels) * channelStride + Math.floor(i / channels)] = values[i]!
      }
    }
    return { ...extent, channelStride, ...this.place('arena', floats) }
  }

  /** Places scalars; a number is the size of a range of poison. */
  region(values: ArrayLike<number> | number): Placed {
    const floats =
      typeof values === 'number' ? new Float32Array(values).fill(POISON) : Array.from(values)
    return this.place('state', floats)
  }

  dispatch(kernel: Kernel, options: DispatchOptions): void {
    this.dispatches.push({ kernel, options })
  }

  /**
   * Runs the dispatches one after another.
   * @throws Error when a kernel wrote anywhere but where its job says it does
   */
  async run(): Promise<KernelOutcome> {
    const { gpu, ...rest } = await (bench ??= openBench())
    const { words, headers } = this.link()
    const before = {
      arena: Float32Array.from(this.contents.arena),
      state: Float32Array.from(this.contents.state),
    }
    const { dataset = new Uint32Array(4), step = new Uint32Array(8) } = this.inputs
    const contents = [headers, before.arena, before.state, words, dataset, step]
    const buffers = contents.map((data) => filledBuffer(gpu.device, data))
    await withErrorScope(gpu.device, () => this.submit({ gpu, ...rest }, buffers))
    const after = {
      arena: await readBack(gpu, buffers[1]!, before.arena.byteLength),
      state: await readBack(gpu, buffers[2]!, before.state.byteLength),
    }
    for (const buffer of buffers) buffer.destroy()
    this.checkWrites(before, after)
    return new KernelOutcome(after)
  }

  private async submit(given: Bench, buffers: readonly GPUBuffer[]): Promise<void> {
    const { device } = given.gpu
    const bindGroup = device.createBindGroup({
      layout: given.layout,
      entries: buffers.map((buffer, binding) => ({
        binding,
        resource: binding === 0 ? { buffer, size: HEADER_BYTES } : { buffer },
      })),
    })
    const pipelines = this.dispatches.map(({ kernel }) => pipelineOf(given, kernel))
    const ready = await Promise.all(pipelines)
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    this.dispatches.forEach(({ options }, index) => {
      pass.setPipeline(ready[index]!)
      pass.setBindGroup(0, bindGroup, [index * HEADER_BYTES])
      pass.dispatchWorkgroups(Math.ceil(options.invocations / WORKGROUP_SIZE))
    })
    pass.end()
    device.queue.submit([encoder.finish()])
  }

  private place(buffer: 'arena' | 'state', floats: ArrayLike<number>): Placed {
    const content = this.contents[buffer]
    const offset = content.length
    content.push(...Array.from(floats))
    const end = 4 * Math.ceil(content.length / 4) + GUARD_FLOATS
    while (content.length < end) content.push(POISON)
    return { buffer, offset, size: floats.length }
  }

  private link(): { words: Uint32Array; headers: Uint32Array } {
    const words: number[] = []
    const headers = new Uint32Array((this.dispatches.length * HEADER_BYTES) / 4)
    this.dispatches.forEach(({ kernel, options: { header, job, list = [] } }, index) => {
      const start = words.length
      for (const entry of list) words.push(...wordsOf(kernel.list ?? {}, entry))
      const firstWord = words.length
      words.push(...wordsOf(kernel.job, job), ...(kernel.list ? [start, list.length] : []))
      const sizes = kernel.header.map((name) => {
        const size = header[name]
        if (size === undefined) throw new Error(`${kernel.id} needs ${name}`)
        return size
      })
      headers.set([firstWord, 1, ...sizes], (index * HEADER_BYTES) / 4)
    })
    return { words: Uint32Array.from([...words, 0, 0, 0, 0]), headers }
  }

  private checkWrites(before: Memory, after: Memory): void {
    for (const buffer of ['arena', 'state'] as const) {
      const allowed = this.dispatches.flatMap(({ kernel, options }) =>
        Object.entries(kernel.job)
          .filter(([, role]) => role === 'writes' || role === 'updates')
          .map(([field]) => options.job[field])
          .filter((word) => typeof word === 'object' && word?.buffer === buffer),
      ) as Placed[]
      after[buffer].forEach((value, at) => {
        if (Object.is(value, before[buffer][at])) return
        if (allowed.some(({ offset, size }) => at >= offset && at < offset + size)) return
        const ids = this.dispatches.map(({ kernel }) => kernel.id).join(', ')
        throw new Error(`${ids}: wrote ${value} at ${buffer} ${at}, which is not theirs`)
      })
    }
  }
}

type Memory = Readonly<Record<'arena' | 'state', Float32Array>>

class KernelOutcome {
  constructor(private readonly memory: Memory) {}

  /** NHWC values of a feature map. */
  tensor({ offset, channelStride, ...extent }: PlacedTensor): Float32Array {
    const { channels } = extent
    return Float32Array.from(
      { length: elementsOf(extent) },
      (_, i) =>
        this.memory.arena[offset + (i % channels) * channelStride + Math.floor(i / channels)]!,
    )
  }

  region({ buffer, offset, size }: Placed): Float32Array {
    return this.memory[buffer].slice(offset, offset + size)
  }
}

function wordsOf(
  fields: Readonly<Record<string, FieldRole>>,
  values: Readonly<Record<string, Word>>,
): number[] {
  return Object.keys(fields).map((name) => {
    const word = values[name]
    if (word === undefined) throw new Error(`The kernel needs ${name}`)
    if (word === null) return NONE
    return typeof word === 'number' ? word >>> 0 : word.offset
  })
}

function filledBuffer(device: GPUDevice, data: Float32Array | Uint32Array): GPUBuffer {
  const { STORAGE, UNIFORM, COPY_SRC, COPY_DST } = GPUBufferUsage
  const buffer = device.createBuffer({
    size: Math.max(HEADER_BYTES, data.byteLength),
    usage: STORAGE | UNIFORM | COPY_SRC | COPY_DST,
  })
  device.queue.writeBuffer(buffer, 0, data as Float32Array<ArrayBuffer>)
  return buffer
}

async function readBack(on: Gpu, from: GPUBuffer, size: number): Promise<Float32Array> {
  const { MAP_READ, COPY_DST } = GPUBufferUsage
  const readable = on.device.createBuffer({ size, usage: MAP_READ | COPY_DST })
  const encoder = on.device.createCommandEncoder()
  encoder.copyBufferToBuffer(from, 0, readable, 0, size)
  on.device.queue.submit([encoder.finish()])
  const values = new Float32Array(await readMapped(on, readable))
  readable.destroy()
  return values
}
