import {
  strides,
  type ConvLayer,
  type DepthwiseConvLayer,
  type Layer,
  type LayerId,
  type Network,
  type PoolLayer,
} from '../../network/network'

type Picking = ConvLayer | DepthwiseConvLayer

/**
 * Rewrites convolutions with stride 2 that look at one pixel of every 2 × 2 block alone: the halves of
 * FactorizedReduce, and dilated ones. The pixels are picked first, once for all readers of a value
 * (an average pooling of 1 × 1 windows), and convolved without a stride.
 */
export function pickPixels(network: Network): Network {
  const layers: Layer[] = []
  const renamed: LayerId[] = []
  const picks = new Map<string, LayerId>()

  const pick = (reader: Picking, input: LayerId): LayerId => {
    const source = layers[input]!
    const [padding] = reader.padding
    const shift = reader.kind === 'conv' ? -padding : 0
    // A pick belongs to its readers' cell, so that it is scheduled with them going back as well.
    const [cell] = reader.name.split('/', 1)
    const name = `${cell}/${source.name}/${shift ? 'odd' : 'even'} pixels`
    const known = picks.get(name)
    if (known !== undefined) return known
    const layer: PoolLayer = {
      kind: 'avgPool',
      name,
      inputs: [input],
      shape: { ...reader.shape, channels: source.shape.channels },
      kernel: [1, 1],
      stride: 2,
      padding: shift ? [-1, -1] : [0, 0],
      dilation: 1,
    }
    const id = layers.push(layer) - 1
    picks.set(name, id)
    return id
  }

  for (const [id, layer] of network.layers.entries()) {
    const inputs = layer.inputs.map((input) => renamed[input]!)
    if (isHalf(layer)) {
      const picked = [pick(layer, inputs[0]!)]
      renamed[id] = layers.push({ ...layer, inputs: picked, stride: 1, padding: [0, 0] }) - 1
    } else if (isEvenlyDilated(layer)) {
      const picked = [pick(layer, inputs[0]!)]
      const [top, left] = layer.padding
      const unstrided = { stride: 1, dilation: layer.dilation / 2 } as const
      const padding = [top / 2, left / 2] as const
      renamed[id] = layers.push({ ...layer, inputs: picked, ...unstrided, padding }) - 1
    } else {
      renamed[id] = layers.push({ ...layer, inputs }) - 1
    }
  }
  const { input, logits, auxiliary } = network
  return {
    ...network,
    layers,
    input: renamed[input]!,
    logits: renamed[logits]!,
    ...(auxiliary !== undefined && { auxiliary: renamed[auxiliary]! }),
  }
}

/** 1 × 1, stride 2, from the top left pixel of each block or the bottom right one. */
function isHalf(layer: Layer): layer is ConvLayer {
  if (layer.kind !== 'conv' || layer.bias !== null) return false
  const [top, left] = layer.padding
  const shifted = top === left && (top === 0 || top === -1)
  return layer.kernel.every((size) => size === 1) && strides(layer).every((s) => s === 2) && shifted
}

/** Stride 2 and an even dilation: every tap of every window lies on even rows and columns. */
function isEvenlyDilated(layer: Layer): layer is DepthwiseConvLayer {
  if (layer.kind !== 'depthwiseConv') return false
  const even = [layer.dilation, ...layer.padding].every((size) => size >= 0 && size % 2 === 0)
  return even && strides(layer).every((s) => s === 2)
}
