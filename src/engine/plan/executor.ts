/** Plays programs on the GPU in submits of bounded length. */
import type { Dispatch } from './link'
import { HEADER_BYTES } from './compile'
import type { Gpu } from '../device'
import { SUBMIT_MS } from '../submits'
import type { PlanMemory } from './planMemory'
import type { DispatchTimer, Pass } from './profiler'

const MOST_DISPATCHES = 4096

export class Executor {
  dispatches = 0
  /** Stamps every dispatch while it is set. */
  timer: DispatchTimer | null = null

  /** @param dispatchesPerSubmit first guess; `adapt` corrects it by measurement. */
  constructor(
    private readonly gpu: Gpu,
    private readonly pipelines: ReadonlyMap<string, GPUComputePipeline>,
    private readonly memory: PlanMemory,
    private dispatchesPerSubmit: number,
  ) {}

  /** Queues programs one after another. */
  run(...programs: readonly (readonly Dispatch[])[]): void {
    const program = programs.flat()
    for (let start = 0; start < program.length; start += this.dispatchesPerSubmit) {
      const end = Math.min(program.length, start + this.dispatchesPerSubmit)
      const encoder = this.gpu.device.createCommandEncoder()
      this.encode(encoder, program, start, end)
      this.submit(encoder)
    }
    this.dispatches += program.length
  }

  /**
   * Learns from `dispatches` having taken `ms` of GPU time. Submits grow at most twofold at a time:
   * steps that were heard of together seem to have taken none.
   */
  adapt(dispatches: number, ms: number): void {
    const wanted = Math.round((SUBMIT_MS * dispatches) / Math.max(ms, 1))
    const most = Math.min(MOST_DISPATCHES, 2 * this.dispatchesPerSubmit)
    this.dispatchesPerSubmit = Math.max(1, Math.min(most, wanted))
  }

  private submit(encoder: GPUCommandEncoder): void {
    const { queue } = this.gpu.device
    queue.submit([encoder.finish()])
    // Who waits for a readback behind all this learns that the device is alive.
    const beat = () => void (this.gpu.pulse.lastBeat = performance.now())
    queue.onSubmittedWorkDone().then(beat, () => undefined)
  }

  private encode(
    encoder: GPUCommandEncoder,
    program: readonly Dispatch[],
    start: number,
    end: number,
  ): void {
    const pass = this.timer?.pass(encoder, program.slice(start, end)) ?? encoder.beginComputePass()
    encodeDispatches(pass, program.slice(start, end), this.pipelines, this.memory.bindGroup)
    pass.end()
  }
}

/** Dispatches one after another into a pass that is open. */
export function encodeDispatches(
  pass: Pass,
  dispatches: readonly Dispatch[],
  pipelines: ReadonlyMap<string, GPUComputePipeline>,
  bindGroup: GPUBindGroup,
): void {
  let current: GPUComputePipeline | undefined
  for (const { kernel, header, workgroups } of dispatches) {
    const pipeline = pipelines.get(kernel.id)!
    if (pipeline !== current) pass.setPipeline(pipeline)
    current = pipeline
    pass.setBindGroup(0, bindGroup, [header * HEADER_BYTES])
    pass.dispatchWorkgroups(workgroups[0], workgroups[1])
  }
}
