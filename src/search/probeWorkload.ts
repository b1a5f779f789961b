import { withErrorScope, type Gpu } from '../engine/device'

const INVOCATIONS = 65_536
const WORKGROUP = 64
const ITERATIONS = 256

/** Chained fused multiply-adds on vec4: 65,536 × 256 × 8 = 0.13 GFLOP, and 1 MB read and written. */
const SHADER = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> values: array<vec4f>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  var value = values[id.x];
  for (var i = 0u; i < ${ITERATIONS}u; i++) {
    value = fma(value, vec4f(0.999), vec4f(0.001));
  }
  values[id.x] = value;
}`

/** Below this a single run measures latency rather than speed, so many are timed at once. */
const TOO_SHORT_MS = 10
const REPEATS_WHEN_SHORT = 64

/**
 * Milliseconds that a fixed small workload takes on this device: a rough speed, enough to choose a
 * preset by.
 * @throws Error when the device refuses the workload
 */
export async function timeWorkload(gpu: Gpu): Promise<number> {
  const { device } = gpu
  const buffer = device.createBuffer({ size: INVOCATIONS * 16, usage: GPUBufferUsage.STORAGE })
  try {
    return await withErrorScope(device, async () => {
      const run = await prepare(device, buffer)
      const timed = async (repeats: number) => {
        const start = performance.now()
        run(repeats)
        await Promise.race([device.queue.onSubmittedWorkDone(), gpu.lost])
        return (performance.now() - start) / repeats
      }
      await timed(1)
      const once = await timed(1)
      return once < TOO_SHORT_MS ? await timed(REPEATS_WHEN_SHORT) : once
    })
  } finally {
    buffer.destroy()
  }
}

async function prepare(device: GPUDevice, buffer: GPUBuffer): Promise<(repeats: number) => void> {
  const pipeline = await device.createComputePipelineAsync({
    layout: 'auto',
    compute: { module: device.createShaderModule({ code: SHADER }) },
  })
  const bindings = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: [{ binding: 0, resource: { buffer } }],
  })
  return (repeats) => {
    const encoder = device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    pass.setPipeline(pipeline)
    pass.setBindGroup(0, bindings)
    for (let i = 0; i < repeats; i++) pass.dispatchWorkgroups(INVOCATIONS / WORKGROUP)
    pass.end()
    device.queue.submit([encoder.finish()])
  }
}
