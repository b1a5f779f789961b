import type { Network } from '../../network/network'
import type { LatencyTimer } from '../../run/latency'
import { normal, randomInteger, randomKey, splitKey } from '../../random/random'
import { withErrorScope, type Gpu } from '../device'
import type { EngineOptions, EngineState, ImageData8 } from '../engine'
import type { InferenceEngine } from '../inference'
import { initialEngineState } from '../initialState'
import { PassTimer } from '../passTimer'
import { compileInference, type InferencePlan } from './inference'
import { channelStride, floatsOf, pixelsOf, rangeOf, type Tensor } from './operations'
import { compilePipelines, pipelineCache } from './pipelines'
import { PlanMemory } from './planMemory'
import { StagingRing } from './staging'
import { encodeDispatches } from './executor'
import { HARDWARE_TUNING, SOFTWARE_TUNING } from './tuning'

export interface InferenceOptions extends Pick<EngineOptions, 'onProgress' | 'signal'> {
  /**
   * What was trained; else weights as training begins with them, which take as long. A network with
   * gates needs those too, one for each branch.
   */
  readonly state?: InferenceState
  /** Of values in 0–1, per channel; 0 and 1 unless said otherwise. */
  readonly normalisation?: Pick<ImageData8, 'mean' | 'deviation'>
}

/** What a network that answers consists of besides its layers. */
export interface InferenceState extends Pick<EngineState, 'weights' | 'runningStatistics'> {
  readonly gates?: Float32Array
}

/**
 * Compiles a network for inference, one image at a time.
 * @throws PlanTooLargeError when the device cannot hold it; Error when a shader does not compile;
 * AbortError when the signal in `options` says so
 */
export async function createInferenceEngine(
  gpu: Gpu,
  network: Network,
  options: InferenceOptions = {},
): Promise<PlanInference> {
  return create(gpu, network, options, 'image')
}

/**
 * The same for a part of a network: its input layers are tensors of noise that are there already, and
 * it has no logits.
 */
export async function createOperationEngine(
  gpu: Gpu,
  network: Network,
  options: InferenceOptions = {},
): Promise<PlanInference> {
  return create(gpu, network, options, 'tensors')
}

async function create(
  gpu: Gpu,
  network: Network,
  options: InferenceOptions,
  reads: 'image' | 'tensors',
): Promise<PlanInference> {
  const tuning = gpu.software ? SOFTWARE_TUNING : HARDWARE_TUNING
  const plan = compileInference(network, tuning, reads)
  await compilePipelines(gpu.device, plan.kernels, options)
  return withErrorScope(gpu.device, () => new PlanInference(gpu, network, options, plan))
}

/** What a convolution with PyTorch's first weights leaves of unit variance seen through a ReLU. */
const VARIANCE_LEFT = 1 / 6

/**
 * A state in which activations keep their size from layer to layer: numbers that have become too small
 * are slow on some processors.
 */
function steadyState(network: Network): Pick<EngineState, 'weights' | 'runningStatistics'> {
  const { weights, runningStatistics } = initialEngineState(network, 0)
  return { weights, runningStatistics: runningStatistics.map((value) => value * VARIANCE_LEFT) }
}

const plainly = (channels: number) => ({
  mean: Array.from({ length: channels }, () => 0),
  deviation: Array.from({ length: channels }, () => 1),
})

export class PlanInference implements InferenceEngine {
  readonly backend = 'plan'
  readonly dispatches: number
  private readonly memory: PlanMemory
  private readonly pipelines: ReadonlyMap<string, GPUComputePipeline>
  private readonly passes: PassTimer
  private readonly staging: StagingRing
  private lastTask: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly gpu: Gpu,
    private readonly network: Network,
    private readonly options: InferenceOptions,
    readonly plan: InferencePlan,
  ) {
    const { bindGroupLayout, pipelines } = pipelineCache(gpu.device)
    this.pipelines = pipelines
    this.dispatches = plan.infer.length
    this.memory = new PlanMemory(gpu, bindGroupLayout, plan)
    this.passes = new PassTimer(gpu)
    this.staging = new StagingRing(gpu, 4 * floatsOf(plan.output.tensor))
    const { weights, runningStatistics, gates }: InferenceState =
      options.state ?? steadyState(network)
    this.memory.write(plan.layout.weights, weights)
    this.memory.write(plan.layout.running, runningStatistics)
    if (gates) this.memory.write(plan.layout.gates, gates)
    this.fillInputs()
    const encoder = gpu.device.createCommandEncoder()
    const pass = encoder.beginComputePass()
    encodeDispatches(pass, plan.prepare, pipelines, this.memory.bindGroup)
    pass.end()
    gpu.device.queue.submit([encoder.finish()])
  }

  get timer(): LatencyTimer {
    return this.passes.timer
  }

  time(repeats: number): Promise<number> {
    return this.inOrder(() => this.run(repeats))
  }

  infer(image: Uint8Array): Promise<Float32Array> {
    const { size } = this.image
    if (image.length !== size) throw new RangeError(`The network reads ${size} bytes an image`)
    return this.inOrder(async () => {
      this.load(image)
      await this.run(1)
      return this.read(this.plan.output.tensor)
    })
  }

  /** A tensor's values, channel by channel, row by row, as the last run left them. */
  async read(tensor: Tensor): Promise<Float32Array> {
    const { root, start } = rangeOf(tensor)
    const bytes = 4 * floatsOf(tensor)
    const encoder = this.gpu.device.createCommandEncoder()
    const from = 4 * (root.offset + start)
    const copied = this.staging.copy(encoder, this.memory.arena, from, bytes)
    this.gpu.device.queue.submit([encoder.finish()])
    const padded = new Float32Array(await copied.read())
    const [stride, pixels] = [channelStride(tensor), pixelsOf(tensor)]
    return padded.filter((_, index) => index % stride < pixels)
  }

  destroy(): void {
    this.memory.destroy()
    this.passes.destroy()
    this.staging.destroy()
  }

  private fillInputs(): void {
    const key = splitKey(randomKey(0), 'noise')
    if (this.plan.resident.length === 0) {
      this.load(Uint8Array.from({ length: this.image.size }, (_, i) => randomInteger(key, i, 256)))
    }
    this.plan.resident.forEach((tensor, index) => {
      const own = splitKey(key, index)
      const noise = Float32Array.from({ length: floatsOf(tensor) }, (_, i) => normal(own, i))
      this.gpu.device.queue.writeBuffer(this.memory.arena, 4 * tensor.offset, noise)
    })
  }

  private get image() {
    const { shape } = this.network.layers[this.network.input]!
    return { ...shape, size: shape.height * shape.width * shape.channels }
  }

  private load(bytes: Uint8Array): void {
    const { mean, deviation } = this.options.normalisation ?? plainly(this.image.channels)
    this.memory.load({ images: bytes, labels: new Uint8Array(1), mean, deviation })
  }

  /** Resolves with the ms it took. */
  private run(repeats: number): Promise<number> {
    const { infer } = this.plan
    return this.passes.time(repeats * infer.length, (pass, first, count) => {
      const dispatches = Array.from(
        { length: count },
        (_, at) => infer[(first + at) % infer.length]!,
      )
      encodeDispatches(pass, dispatches, this.pipelines, this.memory.bindGroup)
    })
  }

  private inOrder<T>(task: () => Promise<T>): Promise<T> {
    const result = this.lastTask.then(task)
    this.lastTask = result.catch(() => undefined)
    return result
  }
}
