/** What of a network runs as a network of its own, one path of a supernet say, and the part of the training state that it uses. */
import { auxiliaryLayers } from '../../network/auxiliary'
import type { GatePath, Layer, LayerId, Network } from '../../network/network'
import { ParameterSelection } from '../../network/parameterSelection'
import { liveLayers } from '../../network/paths'
import type { EngineState } from '../engine'
import { runningStatisticsSpans } from '../../network/runningStatistics'

export type PathState = Pick<EngineState, 'weights' | 'momentum' | 'runningStatistics'>

/** What inference needs of a training state. */
type AnsweringState = Omit<PathState, 'momentum'>

export interface PathNetwork {
  readonly network: Network
  /** What of the whole state this network trains. */
  take(state: EngineState): PathState
  /** What of it answers. */
  takeAnswering(state: AnsweringState): AnsweringState
  /** The whole state with that part replaced. */
  put(state: EngineState, part: PathState): EngineState
}

/** All branches at once: the network itself. */
export function wholeNetwork(network: Network): PathNetwork {
  return {
    network,
    take: (state) => state,
    takeAnswering: (state) => state,
    put: (state, part) => ({ ...state, ...part }),
  }
}

/** The layers that run along a path, their branches without gates. */
export function pathNetwork(whole: Network, path: GatePath): PathNetwork {
  const open = (layer: Layer) =>
    layer.inputs.map((_, index) => {
      const gate = layer.kind === 'sum' ? (layer.gates[index] ?? null) : null
      return gate === null || path[gate] !== 0
    })
  const network = { ...whole, gateTables: [], layers: whole.layers.map(ungated) }
  return partNetwork(network, liveLayers(whole, path), (id) => open(whole.layers[id]!))
}

/** All but an auxiliary head, which only training runs. */
export function answeringNetwork(whole: Network): PathNetwork {
  if (whole.auxiliary === undefined) return wholeNetwork(whole)
  const live = auxiliaryLayers(whole).map((helps) => !helps)
  return partNetwork(whole, live, (id) => whole.layers[id]!.inputs.map(() => true))
}

/** @param open which of a layer's inputs it reads */
function partNetwork(
  whole: Network,
  live: readonly boolean[],
  open: (id: LayerId) => readonly boolean[],
): PathNetwork {
  const layerIds = new Map<LayerId, LayerId>()
  const selection = new ParameterSelection(whole.parameters)
  const layers: Layer[] = []
  whole.layers.forEach((layer, id) => {
    if (!live[id]) return
    const reads = open(id)
    const inputs = layer.inputs.filter((_, index) => reads[index]).map((at) => layerIds.get(at)!)
    const gates = layer.kind === 'sum' && layer.gates.filter((_, index) => reads[index])
    layerIds.set(id, layers.length)
    layers.push(selection.take({ ...layer, inputs, ...(gates && { gates }) }))
  })
  const network: Network = {
    layers,
    parameters: selection.parameters,
    gateTables: whole.gateTables,
    input: layerIds.get(whole.input)!,
    logits: layerIds.get(whole.logits)!,
  }
  const weights = selection.originals.map((id): Span => [
    whole.parameters[id]!.offset,
    whole.parameters[id]!.size,
  ])
  const spans = runningStatisticsSpans(whole).filter(({ layer }) => live[layer])
  const running = [
    ...spans.map(({ mean, channels }): Span => [mean, channels]),
    ...spans.map(({ variance, channels }): Span => [variance, channels]),
  ]
  const takeAnswering = (state: AnsweringState) => ({
    weights: gather(state.weights, weights),
    runningStatistics: gather(state.runningStatistics, running),
  })
  return {
    network,
    take: (state) => ({ ...takeAnswering(state), momentum: gather(state.momentum, weights) }),
    takeAnswering,
    put: (state, part) => ({
      ...state,
      weights: scatter(state.weights, weights, part.weights),
      momentum: scatter(state.momentum, weights, part.momentum),
      runningStatistics: scatter(state.runningStatistics, running, part.runningStatistics),
    }),
  }
}

function ungated(layer: Layer): Layer {
  return layer.kind === 'sum' ? { ...layer, gates: layer.gates.map(() => null) } : layer
}

type Span = readonly [offset: number, size: number]

function gather(whole: Float32Array, spans: readonly Span[]): Float32Array {
  const part = new Float32Array(spans.reduce((sum, [, size]) => sum + size, 0))
  let at = 0
  for (const [offset, size] of spans) {
    part.set(whole.subarray(offset, offset + size), at)
    at += size
  }
  return part
}

function scatter(whole: Float32Array, spans: readonly Span[], part: Float32Array): Float32Array {
  const result = whole.slice()
  let at = 0
  for (const [offset, size] of spans) {
    result.set(part.subarray(at, at + size), offset)
    at += size
  }
  return result
}
