import type { Gpu } from '../engine/device'
import type { LatencyMeasurement, ThroughputMeasurement } from '../run/latency'
import { measure, type SamplingOptions } from './sampler'
import { ShaderWork, type ShaderSpec } from './shaderWork'

const WORKGROUP = 64

/** Chains of multiply-adds that an invocation keeps going, and how wide their numbers are. */
interface FmaShape {
  readonly chains: number
  readonly lanes: 1 | 4
}

/** Enough of them to fill any device; which is best depends on its lanes and on how far it looks ahead. */
const FMA_SHAPES: readonly FmaShape[] = [
  { chains: 1, lanes: 4 },
  { chains: 2, lanes: 4 },
  { chains: 4, lanes: 4 },
  { chains: 8, lanes: 1 },
]

const FMA_INVOCATIONS = { software: 4096, hardware: 262_144 }
const FMA_ITERATIONS = 256

/** Beyond what caches hold, as far as a device allows it. */
const COPY_BYTES = { software: 32 * 2 ** 20, hardware: 128 * 2 ** 20 }
const COPY_WORKGROUPS = 1024

/** Does nothing at all: what a dispatch costs by itself. */
export const EMPTY_SHADER: ShaderSpec = {
  code: '@compute @workgroup_size(1) fn main() {}',
  workgroups: 1,
  buffers: [],
}

/** The fixed workload that stability is judged by. */
export function steadyShader(gpu: Gpu): ShaderSpec {
  return fmaShader(FMA_SHAPES[0]!, invocations(gpu))
}

/** 10⁹ floating-point operations a second in fused multiply-adds, of the shape that suits best. */
export async function measureArithmetic(
  gpu: Gpu,
  options: SamplingOptions,
): Promise<ThroughputMeasurement> {
  const count = invocations(gpu)
  const results: ThroughputMeasurement[] = []
  for (const shape of FMA_SHAPES) {
    const latency = await measureShader(gpu, fmaShader(shape, count), options)
    const operations = 2 * count * FMA_ITERATIONS * shape.chains * shape.lanes
    results.push(throughput(operations, latency))
  }
  return results.reduce((best, result) => (result.median > best.median ? result : best))
}

/** 10⁹ bytes a second from one large buffer to another, reads and writes both counted. */
export async function measureBandwidth(
  gpu: Gpu,
  options: SamplingOptions,
): Promise<ThroughputMeasurement> {
  const bytes = Math.min(
    COPY_BYTES[gpu.software ? 'software' : 'hardware'],
    gpu.device.limits.maxStorageBufferBindingSize,
  )
  const latency = await measureShader(gpu, copyShader(bytes), options)
  return throughput(2 * bytes, latency)
}

async function measureShader(gpu: Gpu, spec: ShaderSpec, options: SamplingOptions) {
  const work = await ShaderWork.open(gpu, spec)
  try {
    return await measure(work, options)
  } finally {
    work.destroy()
  }
}

/** @returns 10⁹ a second; the longest times are the lowest throughput */
function throughput(amount: number, latency: LatencyMeasurement): ThroughputMeasurement {
  const perSecond = (ms: number) => amount / ms / 1e6
  return {
    median: perSecond(latency.medianMs),
    low: perSecond(latency.highMs),
    high: perSecond(latency.lowMs),
  }
}

const invocations = ({ software }: Gpu) => FMA_INVOCATIONS[software ? 'software' : 'hardware']

function fmaShader({ chains, lanes }: FmaShape, count: number): ShaderSpec {
  const type = lanes === 1 ? 'f32' : `vec${lanes}f`
  const names = Array.from({ length: chains }, (_, chain) => `x${chain}`)
  const start = names.map((name, chain) => `var ${name} = start + ${type}(${chain});`)
  const step = names.map((name) => `${name} = fma(${name}, ${type}(0.999), ${type}(0.001));`)
  return {
    code: /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> values: array<${type}>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  let start = values[id.x];
  ${start.join('\n  ')}
  for (var i = 0u; i < ${FMA_ITERATIONS}u; i++) {
    ${step.join('\n    ')}
  }
  values[id.x] = ${names.join(' + ')};
}`,
    workgroups: count / WORKGROUP,
    buffers: [count * lanes * 4],
  }
}

function copyShader(bytes: number): ShaderSpec {
  const stride = COPY_WORKGROUPS * WORKGROUP
  return {
    code: /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> original: array<vec4f>;
@group(0) @binding(1) var<storage, read_write> copied: array<vec4f>;
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3u) {
  for (var i = id.x; i < ${bytes / 16}u; i += ${stride}u) {
    copied[i] = original[i];
  }
}`,
    workgroups: COPY_WORKGROUPS,
    buffers: [bytes, bytes],
  }
}
