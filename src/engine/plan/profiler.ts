/** Where the time of a program goes, dispatch by dispatch. */
import { readMapped, type Gpu } from '../device'
import { HEADER_BYTES } from './compile'
import type { Dispatch } from './link'

export interface KernelProfile {
  readonly kernel: string
  readonly dispatches: number
  /** Milliseconds of all its dispatches; each is the median over the repeats. */
  readonly ms: number
  /** Compulsory traffic of all its dispatches, in bytes. */
  readonly bytes: number
  readonly macs: number
}

/** Timestamps that a query set can hold by the specification. */
const MOST_QUERIES = 4096

/**
 * Times every dispatch `repeats` times, each in a pass of its own, by the device's timestamps.
 * @throws Error when the device has none
 */
export async function profileProgram(
  gpu: Gpu,
  program: readonly Dispatch[],
  pipelines: ReadonlyMap<string, GPUComputePipeline>,
  bindGroup: GPUBindGroup,
  repeats: number,
): Promise<KernelProfile[]> {
  if (!gpu.timestamps) throw new Error('This device offers no timestamps to profile by')
  const times: number[][] = program.map(() => [])
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (let start = 0; start < program.length; start += MOST_QUERIES / 2) {
      const part = program.slice(start, start + MOST_QUERIES / 2)
      const measured = await timePart(gpu, part, pipelines, bindGroup)
      measured.forEach((ms, index) => times[start + index]!.push(ms))
    }
  }
  const profiles = new Map<string, KernelProfile>()
  program.forEach(({ kernel: { id }, bytes, macs }, index) => {
    const known = profiles.get(id) ?? { kernel: id, dispatches: 0, ms: 0, bytes: 0, macs: 0 }
    profiles.set(id, {
      kernel: id,
      dispatches: known.dispatches + 1,
      ms: known.ms + median(times[index]!),
      bytes: known.bytes + bytes,
      macs: known.macs + macs,
    })
  })
  return [...profiles.values()].sort((a, b) => b.ms - a.ms)
}

async function timePart(
  gpu: Gpu,
  part: readonly Dispatch[],
  pipelines: ReadonlyMap<string, GPUComputePipeline>,
  bindGroup: GPUBindGroup,
): Promise<number[]> {
  const { device } = gpu
  const count = 2 * part.length
  const querySet = device.createQuerySet({ type: 'timestamp', count })
  const { QUERY_RESOLVE, COPY_SRC, COPY_DST, MAP_READ } = GPUBufferUsage
  const resolved = device.createBuffer({ size: 8 * count, usage: QUERY_RESOLVE | COPY_SRC })
  const readable = device.createBuffer({ size: 8 * count, usage: MAP_READ | COPY_DST })
  const encoder = device.createCommandEncoder()
  part.forEach(({ kernel, header, workgroups }, index) => {
    const timestampWrites = {
      querySet,
      beginningOfPassWriteIndex: 2 * index,
      endOfPassWriteIndex: 2 * index + 1,
    }
    const pass = encoder.beginComputePass({ timestampWrites })
    pass.setPipeline(pipelines.get(kernel.id)!)
    pass.setBindGroup(0, bindGroup, [header * HEADER_BYTES])
    pass.dispatchWorkgroups(...workgroups)
    pass.end()
  })
  encoder.resolveQuerySet(querySet, 0, count, resolved, 0)
  encoder.copyBufferToBuffer(resolved, 0, readable, 0, 8 * count)
  device.queue.submit([encoder.finish()])
  const stamps = new BigUint64Array(await readMapped(gpu, readable))
  for (const resource of [querySet, resolved, readable]) resource.destroy()
  return part.map((_, index) => Number(stamps[2 * index + 1]! - stamps[2 * index]!) / 1e6)
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
