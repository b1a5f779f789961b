import type { Layer, Network, Shape } from './network'
import { strides } from './network'

/** What a network computes, as text: equal for networks that differ in names at most. */
export function workText({ layers }: Network): string {
  return layers
    .map((layer) => `${kindText(layer)}${sourceText(layer)}${shapeText(layer.shape)}`)
    .join(' ')
}

const shapeText = ({ height, width, channels }: Shape) => `${height}x${width}x${channels}`

const sourceText = ({ inputs }: Layer) => (inputs.length > 0 ? `(${inputs.join()})` : ':')

function kindText(layer: Layer): string {
  switch (layer.kind) {
    case 'conv':
    case 'depthwiseConv':
    case 'maxPool':
    case 'avgPool': {
      const { kernel, padding, dilation } = layer
      const bias = layer.kind === 'conv' && layer.bias !== null ? '+bias' : ''
      const window = `${kernel.join('x')}/${strides(layer).join('x')}p${padding.join('x')}d${dilation}`
      return `${layer.kind}${window}${bias}`
    }
    case 'batchNorm':
      return layer.scale === null ? 'norm' : 'affineNorm'
    case 'channels':
      return `channels${layer.first}+${layer.step}n${layer.count}`
    default:
      return layer.kind
  }
}
