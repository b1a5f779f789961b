/**
 * The one GPUDevice, shared by the compiled plan and tfjs' WebGPU backend.
 * tfjs would request default limits and never watch `device.lost`, so the device is made here.
 */

export interface Gpu {
  readonly adapter: GPUAdapter
  readonly device: GPUDevice
  /** For example "SwiftShader (software)". */
  readonly description: string
  readonly info: GPUAdapterInfo
  readonly software: boolean
  readonly timestamps: boolean
  /** Rejects (never resolves) with a `DeviceLostError` when the device is gone. */
  readonly lost: Promise<never>
  /** Bears witness that the device works on what it was given. */
  readonly pulse: Pulse
}

/** When something submitted was last heard to be done. */
export interface Pulse {
  /** By `performance.now()`; −∞ before the first. */
  lastBeat: number
}

export class DeviceLostError extends Error {
  readonly code = 'device-lost'
  constructor(detail: string) {
    super(`The GPU device was lost: ${detail}`)
    this.name = 'DeviceLostError'
  }
}

export class NoWebGpuError extends Error {
  readonly code = 'no-webgpu'
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'NoWebGpuError'
  }
}

/** Limits worth raising when the adapter offers more than the defaults; none is required. */
const WANTED_LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupsPerDimension',
] as const

const READBACK_DEADLINE_MS = 60_000
const LOSS_GRACE_MS = 1_000

/** @throws NoWebGpuError when the browser or the machine offers no WebGPU adapter or device. */
export async function requestGpu(): Promise<Gpu> {
  if (typeof navigator === 'undefined' || !('gpu' in navigator)) {
    throw new NoWebGpuError('This browser does not offer WebGPU.')
  }
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (!adapter) throw new NoWebGpuError('WebGPU is present, but no GPU adapter answered.')
  const timestamps = adapter.features.has('timestamp-query')
  const device = await openDevice(adapter, {
    requiredFeatures: timestamps ? ['timestamp-query'] : [],
    requiredLimits: Object.fromEntries(WANTED_LIMITS.map((name) => [name, adapter.limits[name]])),
  })
  const lost = device.lost.then(({ reason, message }) => {
    throw new DeviceLostError(message || reason)
  })
  // Callers race against `lost`; without a listener its rejection would be reported as unhandled.
  lost.catch(() => undefined)
  const software = isSoftware(adapter.info)
  return {
    adapter,
    device,
    description: describeAdapter(adapter.info, software),
    info: adapter.info,
    software,
    timestamps,
    lost,
    pulse: { lastBeat: -Infinity },
  }
}

async function openDevice(
  adapter: GPUAdapter,
  descriptor: GPUDeviceDescriptor,
): Promise<GPUDevice> {
  try {
    return await adapter.requestDevice(descriptor)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new NoWebGpuError(`The GPU adapter gave no device: ${reason}`, { cause })
  }
}

function isSoftware(info: GPUAdapterInfo): boolean {
  return /swiftshader|llvmpipe|lavapipe|warp|basic render/i.test(
    `${info.vendor} ${info.architecture} ${info.device} ${info.description}`,
  )
}

function describeAdapter(info: GPUAdapterInfo, software: boolean): string {
  if (/swiftshader/i.test(`${info.architecture} ${info.description}`)) {
    return 'SwiftShader (software)'
  }
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ')
  return software ? `${name} (software)` : name || 'Unknown GPU'
}

/**
 * Reads a MAP_READ buffer. A lost device may leave `mapAsync` pending for ever, so it races with the
 * loss and with a deadline; what was queued before may take long, so that starts at every pulse beat.
 */
export async function readMapped(gpu: Gpu, buffer: GPUBuffer): Promise<ArrayBuffer> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<never>((_, reject) => {
    const waitFrom = (start: number) => {
      const left = start + READBACK_DEADLINE_MS - performance.now()
      timer = setTimeout(() => {
        if (gpu.pulse.lastBeat > start) waitFrom(gpu.pulse.lastBeat)
        else reject(new DeviceLostError(`no answer within ${READBACK_DEADLINE_MS / 1000} s`))
      }, left)
    }
    waitFrom(performance.now())
  })
  try {
    await Promise.race([map(gpu, buffer), gpu.lost, deadline])
  } finally {
    clearTimeout(timer)
  }
  const copy = buffer.getMappedRange().slice(0)
  buffer.unmap()
  return copy
}

/** Mapping on a lost device may fail before the loss is announced; the loss is the better news. */
async function map(gpu: Gpu, buffer: GPUBuffer): Promise<void> {
  try {
    await buffer.mapAsync(GPUMapMode.READ)
  } catch (error) {
    await Promise.race([gpu.lost, new Promise((resolve) => setTimeout(resolve, LOSS_GRACE_MS))])
    throw error
  }
}

/** Runs `work` inside error scopes. @throws Error with the GPU's message when it reports one. */
export async function withErrorScope<T>(device: GPUDevice, work: () => T | Promise<T>): Promise<T> {
  const filters = ['validation', 'out-of-memory', 'internal'] as const
  for (const filter of filters) device.pushErrorScope(filter)
  const result = await work()
  const errors = await Promise.all(filters.map(() => device.popErrorScope()))
  const error = errors.find((candidate) => candidate !== null)
  if (error) throw new Error(`GPU error: ${error.message}`)
  return result
}
