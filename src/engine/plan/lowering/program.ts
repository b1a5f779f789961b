/** A network to the list of operations of one program. */
import { auxiliaryLayers } from '../../../network/auxiliary'
import type { Layer, LayerId, Network } from '../../../network/network'
import type { EngineOptions } from '../../engine'
import { gatherKernel } from '../../kernels/gather'
import { STEP_WORDS } from '../../kernels/kernel'
import { channelStride, pixelsOf, type Operation } from '../operations'
import type { StateAllocator, StateLayout } from '../stateLayout'
import type { Tuning } from '../tuning'
import { channelsBackward, channelsForward } from './channels'
import { LoweringContext, type PassMode } from './context'
import { convBackward, convForward } from './convolution'
import { depthwiseBackward, depthwiseForward } from './depthwise'
import { dropPathForward } from './dropPath'
import {
  denseBackward,
  denseForward,
  globalPoolBackward,
  globalPoolForward,
  lowerLoss,
} from './head'
import { normBackward, normForward, normReplay } from './norm'
import { poolBackward, poolForward } from './pool'
import { concatBackward, concatForward, sumBackward, sumForward } from './sum'
import { keptLayers, partsOf } from './recomputation'
import { finishGateGradients, finishWeightGradients } from './updates'

/** What of the engine's options a pass depends on. */
export type PassOptions = Pick<
  EngineOptions,
  'batch' | 'augmentation' | 'execution' | 'recompute' | 'labelSmoothing' | 'auxiliaryWeight'
>

export interface LoweringInput {
  readonly network: Network
  readonly options: PassOptions
  readonly layout: StateLayout
  readonly state: StateAllocator
  readonly tuning: Tuning
}

export type InputLowering = (context: LoweringContext, id: LayerId, layer: Layer) => void

/**
 * A pass through the network: forward, loss, and back to what `mode` trains.
 * @param context has lowered the way forward
 */
export function lowerPass(
  mode: PassMode,
  input: LoweringInput,
  context = lowerForward(mode, input),
): Operation[] {
  const { network, options } = input
  context.enter('loss', null)
  lowerLoss(context, options)
  const replay = options.recompute ? replayOf(context, options) : () => undefined
  const part = options.recompute ? partsOf(network.layers) : () => ''
  for (let id = network.layers.length - 1; id >= 0; id--) {
    const layer = network.layers[id]!
    if (!context.wants(id)) continue
    replay(stageOf(layer))
    context.enter(`backward ${stageOf(layer)}${part(id)}`, id)
    backward(context, id, layer)
  }
  context.enter('finish', null)
  if (context.trainsGates) finishGateGradients(context)
  if (context.trainsWeights) finishWeightGradients(context)
  return context.operations
}

/**
 * From the images to the logits.
 * @param lowerInput in place of the gathering of a batch
 */
export function lowerForward(
  mode: PassMode,
  input: LoweringInput,
  lowerInput?: InputLowering,
): LoweringContext {
  const context = contextFor(mode, input)
  const auxiliary = auxiliaryLayers(input.network)
  for (const [id, layer] of input.network.layers.entries()) {
    if (auxiliary[id] && !context.helped) continue
    context.enter(`forward ${stageOf(layer)}`, id)
    if (layer.kind === 'input' && lowerInput) lowerInput(context, id, layer)
    else forward(context, id, layer, input.options)
  }
  return context
}

/**
 * Computes a stage's inner activations a second time, just before its backward pass, so that they need
 * not be kept meanwhile. Batch norm's coefficients are kept: what is read through them has equal bits.
 */
function replayOf(context: LoweringContext, options: PassOptions): (stage: string) => void {
  const { layers } = context.network
  const kept = keptLayers(layers, stageOf)
  const replayed = new Set<string>()
  return (stage) => {
    if (replayed.has(stage)) return
    replayed.add(stage)
    layers.forEach((layer, id) => {
      if (stageOf(layer) !== stage || kept.has(id)) return
      context.enter(`replay ${stage}`, id)
      if (layer.kind === 'batchNorm') normReplay(context, id, layer)
      else forward(context, id, layer, options)
    })
  }
}

/** A program on weights, alphas and their gradients alone. */
export function lowerUpdate(
  input: LoweringInput,
  emit: (context: LoweringContext) => void,
): Operation[] {
  const context = contextFor('evaluate', input)
  context.enter('update', null)
  emit(context)
  return context.operations
}

function contextFor(
  mode: PassMode,
  { network, options, layout, state, tuning }: LoweringInput,
): LoweringContext {
  const { batch, execution = 'mixture' } = options
  return new LoweringContext(network, batch, mode, layout, state, tuning, execution)
}

/** Layers of one cell share the first segment of their names. */
const stageOf = (layer: Layer) => layer.name.split('/', 1)[0]!

function forward(context: LoweringContext, id: LayerId, layer: Layer, options: PassOptions): void {
  switch (layer.kind) {
    case 'input':
      return gatherBatch(context, id, layer, options)
    case 'conv':
      return convForward(context, id, layer)
    case 'depthwiseConv':
      return depthwiseForward(context, id, layer)
    case 'batchNorm':
      return normForward(context, id, layer)
    case 'relu':
      context.values.set(id, { ...context.value(layer.inputs[0]!), relu: true })
      return
    case 'maxPool':
    case 'avgPool':
      return poolForward(context, id, layer)
    case 'sum':
      return sumForward(context, id, layer)
    case 'concat':
      return concatForward(context, id, layer)
    case 'channels':
      return channelsForward(context, id, layer)
    case 'dropPath':
      return dropPathForward(context, id, layer)
    case 'globalAvgPool':
      return globalPoolForward(context, id, layer)
    case 'dense':
      return denseForward(context, id, layer)
    default:
      layer satisfies never
  }
}

function backward(context: LoweringContext, id: LayerId, layer: Layer): void {
  switch (layer.kind) {
    case 'input':
    case 'relu':
    case 'dropPath':
      // Their gradients are masked where their reader's gradient lands.
      return
    case 'conv':
      return convBackward(context, id, layer)
    case 'depthwiseConv':
      return depthwiseBackward(context, id, layer)
    case 'batchNorm':
      return normBackward(context, id, layer)
    case 'maxPool':
    case 'avgPool':
      return poolBackward(context, id, layer)
    case 'sum':
      return sumBackward(context, id, layer)
    case 'concat':
      return concatBackward(context, id, layer)
    case 'channels':
      return channelsBackward(context, id, layer)
    case 'globalAvgPool':
      return globalPoolBackward(context, id, layer)
    case 'dense':
      return denseBackward(context, id, layer)
    default:
      layer satisfies never
  }
}

function gatherBatch(
  context: LoweringContext,
  id: LayerId,
  layer: Layer,
  options: PassOptions,
): void {
  const dst = context.tensor(layer)
  context.setRaw(id, dst)
  const { channels, height, width } = layer.shape
  context.emit(gatherKernel, {
    header: {
      channels,
      examples: dst.examples,
      height,
      width,
      channelStride: channelStride(dst),
      indices: STEP_WORDS,
      cropPadding: options.augmentation.cropPadding,
      flip: options.augmentation.flip ? 1 : 0,
      cutout: options.augmentation.cutout ?? 0,
    },
    job: { normalisation: context.layout.normalisation, dst },
    invocations: channels * pixelsOf(dst),
  })
}
