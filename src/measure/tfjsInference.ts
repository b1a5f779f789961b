import * as tf from '@tensorflow/tfjs-core'
import type { InferenceEngine } from '../engine/inference'
import { initialEngineState } from '../engine/initialState'
import type { Gpu } from '../engine/device'
import { prepareBackend, prepareWebGpuBackend } from '../engine/tfjsBackend'
import type { LayerId, Network } from '../network/network'
import { foldNorms, type TrainedState } from './folding'
import { layerConstants, type LayerConstants } from './tfjsConstants'
import { inferLayer } from './tfjsLayers'

export type TfjsBackend = 'tfjs-webgpu' | 'tfjs-webgl' | 'tfjs-wasm' | 'tfjs-cpu'

export interface TfjsInferenceOptions {
  /** The device of `tfjs-webgpu`; the others need none. */
  readonly gpu?: Gpu
  /**
   * What was trained; else weights as training begins with them, which take as long. A network with
   * gates needs those too, one for each branch.
   */
  readonly state?: TrainedState & { readonly gates?: Float32Array }
  /** Of values in 0–1, per channel; 0 and 1 unless said otherwise. */
  readonly normalisation?: {
    readonly mean: readonly number[]
    readonly deviation: readonly number[]
  }
}

/**
 * Builds a network out on a backend of TensorFlow.js, batch norm folded into convolutions, and makes
 * that backend the current one: it has to stay so while the engine is used.
 *
 * @throws Error when the backend does not run here
 */
export async function createTfjsInference(
  network: Network,
  backend: TfjsBackend,
  options: TfjsInferenceOptions = {},
): Promise<InferenceEngine> {
  if (backend !== 'tfjs-webgpu') await prepareBackend(NAMES[backend])
  else if (options.gpu) await prepareWebGpuBackend(options.gpu)
  else throw new Error('The WebGPU backend needs a device')
  return new TfjsInference(network, backend, options)
}

const NAMES = { 'tfjs-webgl': 'webgl', 'tfjs-wasm': 'wasm', 'tfjs-cpu': 'cpu' } as const

class TfjsInference implements InferenceEngine {
  /** Eager backends do not tell. */
  readonly dispatches = 0
  readonly timer = 'clock'
  private readonly constants: ReadonlyMap<LayerId, LayerConstants>
  private image: tf.Tensor4D

  constructor(
    private readonly network: Network,
    readonly backend: TfjsBackend,
    private readonly options: TfjsInferenceOptions,
  ) {
    const state = options.state ?? initialEngineState(network, 0)
    this.constants = layerConstants(network, state.weights, foldNorms(network, state))
    this.image = this.load(new Uint8Array(this.inputSize).fill(128))
  }

  async time(repeats: number): Promise<number> {
    const started = performance.now()
    let logits = this.run()
    for (let repeat = 1; repeat < repeats; repeat++) {
      logits.dispose()
      logits = this.run()
    }
    // What is queued on a device is done when the last answer is here.
    await logits.data()
    logits.dispose()
    return performance.now() - started
  }

  async infer(image: Uint8Array): Promise<Float32Array> {
    if (image.length !== this.inputSize) {
      throw new RangeError(`The network reads ${this.inputSize} bytes an image`)
    }
    this.image.dispose()
    this.image = this.load(image)
    const logits = this.run()
    const values = (await logits.data()) as Float32Array
    logits.dispose()
    return values.slice()
  }

  destroy(): void {
    this.image.dispose()
    for (const { weight, bias } of this.constants.values()) tf.dispose([weight, bias])
  }

  private run(): tf.Tensor {
    const gates = this.options.state?.gates
    return tf.tidy(() => {
      const outputs: tf.Tensor4D[] = []
      this.network.layers.forEach((layer, id) => {
        const inputs =
          id === this.network.input ? [this.image] : layer.inputs.map((input) => outputs[input]!)
        outputs.push(inferLayer(layer, inputs, this.constants.get(id), gates))
      })
      return outputs[this.network.logits]!
    })
  }

  private get input() {
    return this.network.layers[this.network.input]!.shape
  }

  private get inputSize(): number {
    const { height, width, channels } = this.input
    return height * width * channels
  }

  private load(image: Uint8Array): tf.Tensor4D {
    const { height, width, channels } = this.input
    const { mean, deviation } = this.options.normalisation ?? { mean: [], deviation: [] }
    const values = Float32Array.from(image, (byte, i) => {
      const channel = i % channels
      return (byte / 255 - (mean[channel] ?? 0)) / (deviation[channel] ?? 1)
    })
    return tf.tensor4d(values, [1, height, width, channels])
  }
}
