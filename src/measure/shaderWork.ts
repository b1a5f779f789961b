import { withErrorScope, type Gpu } from '../engine/device'
import { PassTimer } from '../engine/passTimer'
import type { LatencyTimer } from '../run/latency'
import type { TimedWork } from './sampler'

export interface ShaderSpec {
  /** WGSL with an entry point `main`; its bindings are the buffers, all in group 0. */
  readonly code: string
  readonly workgroups: number
  /** Bytes of each storage buffer. */
  readonly buffers: readonly number[]
}

/** One dispatch of a shader, over and over. */
export class ShaderWork implements TimedWork {
  private readonly timing: PassTimer

  private constructor(
    gpu: Gpu,
    private readonly pipeline: GPUComputePipeline,
    private readonly buffers: readonly GPUBuffer[],
    private readonly bindings: GPUBindGroup,
    private readonly workgroups: number,
  ) {
    this.timing = new PassTimer(gpu)
  }

  /** @throws Error with the GPU's message when it refuses the shader or the buffers */
  static open(gpu: Gpu, { code, workgroups, buffers: sizes }: ShaderSpec): Promise<ShaderWork> {
    const { device } = gpu
    return withErrorScope(device, async () => {
      const pipeline = await device.createComputePipelineAsync({
        layout: 'auto',
        compute: { module: device.createShaderModule({ code }) },
      })
      const buffers = sizes.map((size) =>
        device.createBuffer({ size, usage: GPUBufferUsage.STORAGE }),
      )
      const bindings = device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
      })
      return new ShaderWork(gpu, pipeline, buffers, bindings, workgroups)
    })
  }

  get timer(): LatencyTimer {
    return this.timing.timer
  }

  time(repeats: number): Promise<number> {
    return this.timing.time(repeats, (pass, _, count) => {
      pass.setPipeline(this.pipeline)
      pass.setBindGroup(0, this.bindings)
      for (let i = 0; i < count; i++) pass.dispatchWorkgroups(this.workgroups)
    })
  }

  /** The same one by one, each waited for before the next is submitted, by the clock. */
  get oneByOne(): TimedWork {
    return {
      timer: 'clock',
      time: async (repeats) => {
        const started = performance.now()
        for (let i = 0; i < repeats; i++) await this.time(1)
        return performance.now() - started
      },
    }
  }

  destroy(): void {
    this.timing.destroy()
    for (const buffer of this.buffers) buffer.destroy()
  }
}
