import * as tf from '@tensorflow/tfjs-core'
import type { LayerId, Network, Shape } from '../../network/network'
import { gateCount, parameterCount } from '../../network/network'
import type { BatchMetrics } from '../engine'
import type { PathDrops } from '../dropPath'
import { updateRunningStatistics } from './batchNorm'
import type { Moments } from './batchNorm'
import { layerContext } from './context'
import { runLayers } from './layers'

export interface NetworkBatch {
  readonly network: Network
  /** Flat, at the offsets of `network.parameters`. */
  readonly weights: Float32Array
  /** The gates themselves (after any softmax), at the offsets of `network.gateTables`. */
  readonly gates: Float32Array
  /** NHWC, normalised. */
  readonly images: Float32Array
  /** One class per image; their number is the batch. */
  readonly labels: ArrayLike<number>
  /** Batch statistics in batch norm, or the running ones. */
  readonly mode: 'train' | 'eval'
  /** Laid out by `runningStatisticsSpans`. */
  readonly runningStatistics: Float32Array
  /** Share of the target spread evenly over all classes; 0 unless said otherwise. */
  readonly labelSmoothing?: number
  /** How paths are dropped; not at all unless said otherwise. */
  readonly drops?: PathDrops
  /** Weight of the loss of the auxiliary head, which the network may have; 0 unless said otherwise. */
  readonly auxiliaryWeight?: number
}

export interface NetworkResult extends BatchMetrics {
  /** [batch, classes]. */
  readonly logits: Float32Array
  /** Updated in `train` mode, as given in `eval` mode. */
  readonly runningStatistics: Float32Array
}

export interface GradientRequest {
  readonly weights?: boolean
  readonly gates?: boolean
  readonly images?: boolean
  /** Layers whose outputs (NHWC) are wanted too. */
  readonly activations?: readonly LayerId[]
}

/** Gradients of the mean cross-entropy; null where not asked for. */
export interface NetworkGradients extends NetworkResult {
  readonly weightGradient: Float32Array | null
  /** With respect to the gates, before any softmax's own gradient. */
  readonly gateGradient: Float32Array | null
  readonly imageGradient: Float32Array | null
  readonly activations: ReadonlyMap<LayerId, Float32Array>
}

/** Runs a network on the current tfjs backend. Leaves no tensor behind. */
export async function evaluateNetwork(batch: NetworkBatch): Promise<NetworkResult> {
  const { loss, logits, runningStatistics, correct } = await networkGradients(batch, {})
  return { loss, correct, logits, runningStatistics }
}

/** Loss and the gradients asked for, on the current tfjs backend. Leaves no tensor behind. */
export async function networkGradients(
  batch: NetworkBatch,
  request: GradientRequest,
): Promise<NetworkGradients> {
  checkSizes(batch)
  const { network, labels } = batch
  const values = await readAll(tf.tidy(() => differentiate(batch, request)))
  const logits = values.get('logits') ?? NOTHING
  const statistics = values.get('batchStatistics')
  return {
    loss: values.get('loss')?.[0] ?? NaN,
    correct: countCorrect(logits, labels),
    logits,
    runningStatistics: statistics
      ? updateRunningStatistics(network, batch.runningStatistics, statistics, labels.length)
      : batch.runningStatistics,
    weightGradient: values.get('weights') ?? null,
    gateGradient: values.get('gates') ?? null,
    imageGradient: values.get('images') ?? null,
    activations: new Map(
      (request.activations ?? []).map((id) => [id, values.get(activationName(id)) ?? NOTHING]),
    ),
  }
}

const NOTHING = new Float32Array(0)

const activationName = (id: LayerId): string => `activation ${id}`

/** Tensors by name: what `forward` records, the loss, and a gradient per variable asked for. */
function differentiate(batch: NetworkBatch, request: GradientRequest): tf.NamedTensorMap {
  const { height, width, channels } = inputShape(batch.network)
  const images = [batch.labels.length, height, width, channels] as [number, number, number, number]
  const variables = {
    weights: tf.tensor1d(batch.weights),
    gates: tf.tensor1d(batch.gates),
    images: tf.tensor4d(batch.images, images),
  }
  const names = (['weights', 'gates', 'images'] as const).filter((name) => request[name])
  const results: tf.NamedTensorMap = {}
  const lossOf = () => forward(batch, variables, request.activations ?? [], results)
  if (names.length === 0) {
    const loss = lossOf()
    return { ...results, loss }
  }

  const wanted = names.map((name) => variables[name])
  // `gradients` rather than `tf.grads`, which refuses variables that the loss does not depend on.
  const { value, grads } = tf.engine().gradients(lossOf, wanted, undefined, true)
  names.forEach((name, i) => {
    results[name] = grads[i] ?? tf.zerosLike(variables[name])
  })
  return { ...results, loss: value }
}

interface Variables {
  readonly weights: tf.Tensor1D
  readonly gates: tf.Tensor1D
  readonly images: tf.Tensor4D
}

/**
 * The loss. Everything else of interest goes into `results`, kept alive because the tape's own
 * scope ends before the caller reads it.
 */
function forward(
  batch: NetworkBatch,
  variables: Variables,
  activations: readonly LayerId[],
  results: tf.NamedTensorMap,
): tf.Scalar {
  const { network, labels, mode, runningStatistics, drops = null } = batch
  const { labelSmoothing = 0, auxiliaryWeight = 0 } = batch
  const observed: Moments[] = []
  const context = layerContext(
    network,
    variables.weights,
    variables.gates,
    mode === 'train'
      ? { mode, observe: (moments) => observed.push(moments) }
      : { mode, runningStatistics },
    drops,
  )
  const outputs = runLayers(network, variables.images, context)
  const record = (name: string, tensor: tf.Tensor) => {
    results[name] = tf.keep(tf.clone(tensor))
  }
  const logits = outputs[network.logits] as tf.Tensor4D
  record('logits', logits)
  for (const id of activations) record(activationName(id), outputs[id] as tf.Tensor4D)
  if (observed.length > 0) {
    const means = observed.map(({ mean }) => mean)
    const variances = observed.map(({ variance }) => variance)
    record('batchStatistics', tf.concat([...means, ...variances]))
  }
  const loss = meanCrossEntropy(logits, labels, labelSmoothing)
  if (network.auxiliary === undefined) return loss
  const auxiliary = outputs[network.auxiliary] as tf.Tensor4D
  const help = meanCrossEntropy(auxiliary, labels, labelSmoothing)
  return tf.add(loss, tf.mul(help, auxiliaryWeight))
}

function meanCrossEntropy(
  logits: tf.Tensor4D,
  labels: ArrayLike<number>,
  labelSmoothing: number,
): tf.Scalar {
  const classes = logits.shape[3]
  const rows = tf.reshape(logits, [labels.length, classes])
  const logLikelihoods = tf.mul(tf.logSoftmax(rows), targets(labels, classes, labelSmoothing))
  return tf.neg(tf.div(tf.sum(logLikelihoods), labels.length))
}

/** (1 − ε)·onehot + ε / classes. */
function targets(labels: ArrayLike<number>, classes: number, labelSmoothing: number): tf.Tensor2D {
  const spread = labelSmoothing / classes
  const rows = new Float32Array(labels.length * classes).fill(spread)
  for (let i = 0; i < labels.length; i++) {
    rows[i * classes + (labels[i] as number)] = 1 - labelSmoothing + spread
  }
  return tf.tensor2d(rows, [labels.length, classes])
}

/** The first of equal logits wins, as PyTorch's argmax. */
function countCorrect(logits: Float32Array, labels: ArrayLike<number>): number {
  const classes = logits.length / labels.length
  let correct = 0
  for (let i = 0; i < labels.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes)
    if (row.indexOf(Math.max(...row)) === labels[i]) correct++
  }
  return correct
}

function inputShape(network: Network): Shape {
  const layer = network.layers[network.input]
  if (!layer) throw new Error('The network has no input layer')
  return layer.shape
}

function checkSizes({ network, weights, gates, images, labels }: NetworkBatch): void {
  const { height, width, channels } = inputShape(network)
  const expectations = [
    ['weights', weights.length, parameterCount(network)],
    ['gates', gates.length, gateCount(network)],
    ['image values', images.length, labels.length * height * width * channels],
  ] as const
  for (const [what, given, needed] of expectations) {
    if (given !== needed) throw new Error(`The network needs ${needed} ${what}, not ${given}`)
  }
}

/** Reads and disposes. */
async function readAll(tensors: tf.NamedTensorMap): Promise<Map<string, Float32Array>> {
  const entries = await Promise.all(
    Object.entries(tensors).map(async ([name, tensor]) => {
      const values = (await tensor.data()) as Float32Array
      tensor.dispose()
      // A copy: the CPU backend hands out its own storage, which callers must not share.
      return [name, values.slice()] as const
    }),
  )
  return new Map(entries)
}
