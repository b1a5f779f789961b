import { strides, type Layer, type LayerId, type Network, type Window } from '../network/network'
import dropPath from './python/dropPath.py?raw'
import { indented, pythonModule, tuple } from './pythonModule'
import { identifier, inputOf, requireChosen, type TrainedNetwork } from './trainedNetwork'

/**
 * The network as one self-contained Python file: an `nn.Module` in PyTorch's own layers, whose state
 * dict has the names of `namedTensors`, with what reads the weights and normalises images. Classes,
 * image channels and resolution may be others than the network was trained with, and paths that can
 * be dropped are, while it trains and `drop_path` says so.
 *
 * @param header lines for the file's docstring, for example the genotype
 * @param trained may have paths to drop, but no auxiliary head
 * @throws Error for a network that still mixes operations
 */
export function pytorchModule(trained: TrainedNetwork, header: readonly string[]): string {
  const { network } = trained
  requireChosen(network)
  const drops = network.layers.some(({ kind }) => kind === 'dropPath')
  return pythonModule(trained, { header }, [
    ...(drops ? [dropPath, ''] : []),
    'class Network(nn.Module):',
    '    """Logits of normalised images, (batch, channels, height, width)."""',
    '',
    '    def __init__(self, classes=len(CLASSES), image_channels=INPUT[0]):',
    '        super().__init__()',
    ...(drops ? ['        self.drop_path = 0.0'] : []),
    ...network.layers.flatMap((layer, id) => indented(2, declaration(network, layer, id))),
    '',
    '    def forward(self, x):',
    ...(drops ? ['        drop = self.drop_path if self.training else 0.0'] : []),
    ...network.layers.flatMap((layer, id) => indented(2, statement(network, layer, id))),
    `        return ${value(network.logits)}`,
  ])
}

function declaration(network: Network, layer: Layer, id: LayerId): string[] {
  const at = `self.${identifier(layer.name)}`
  switch (layer.kind) {
    case 'conv': {
      const source = inputOf(network, layer)
      const read = source.kind === 'input' ? 'image_channels' : source.shape.channels
      const bias = layer.bias === null ? ', bias=False' : ''
      return [
        `${at} = nn.Conv2d(${read}, ${layer.shape.channels}, ${windowArguments(layer)}${bias})`,
      ]
    }
    case 'depthwiseConv': {
      const { channels } = layer.shape
      return [
        `${at} = nn.Conv2d(${channels}, ${channels}, ${windowArguments(layer)}, groups=${channels}, bias=False)`,
      ]
    }
    case 'batchNorm': {
      const affine = layer.scale === null ? ', affine=False' : ''
      const { epsilon, momentum } = layer
      return [
        `${at} = nn.BatchNorm2d(${layer.shape.channels}, eps=${epsilon}, momentum=${momentum}${affine})`,
      ]
    }
    case 'dense': {
      const bias = layer.bias === null ? ', bias=False' : ''
      const read = inputOf(network, layer).shape.channels
      const written = id === network.logits ? 'classes' : layer.shape.channels
      return [`${at} = nn.Linear(${read}, ${written}${bias})`]
    }
    default:
      return []
  }
}

/** Padding that PyTorch's layers cannot have is done in `forward`. */
function windowArguments(window: Window): string {
  const padding = ordinary(window) ? window.padding : [0, 0]
  const dilation = window.dilation === 1 ? '' : `, dilation=${window.dilation}`
  return `${tuple(window.kernel)}, stride=${tuple(strides(window))}, padding=${tuple(padding)}${dilation}`
}

function ordinary({ padding }: Window): boolean {
  return padding.every((extent) => extent >= 0)
}

function statement(network: Network, layer: Layer, id: number): string[] {
  const target = value(id)
  const module = `self.${identifier(layer.name)}`
  const [first = 0] = layer.inputs
  const x = value(first)
  switch (layer.kind) {
    case 'input':
      return [`${target} = x`]
    case 'conv':
    case 'depthwiseConv':
      return [`${target} = ${module}(${shifted(layer, x)})`]
    case 'batchNorm':
      return [`${target} = ${module}(${x})`]
    case 'relu':
      return [`${target} = F.relu(${x})`]
    case 'dropPath':
      return [`${target} = drop_path(${x}, drop) if drop > 0 else ${x}`]
    case 'maxPool':
      return [`${target} = F.max_pool2d(${x}, ${windowArguments(layer)})`]
    case 'avgPool':
      return [`${target} = F.avg_pool2d(${x}, ${windowArguments(layer)}, count_include_pad=False)`]
    case 'sum':
      return [
        `${target} = ${layer.inputs.length > 0 ? terms(layer.inputs) : zeros(network, layer)}`,
      ]
    case 'concat':
      return [`${target} = torch.cat([${layer.inputs.map(value).join(', ')}], dim=1)`]
    case 'channels': {
      const { count, step, shape } = layer
      const picked = `${x}[:, ${layer.first}:${layer.first + (count - 1) * step + 1}:${step}]`
      const missing = shape.channels - count
      return [
        `${target} = ${missing > 0 ? `F.pad(${picked}, (0, 0, 0, 0, 0, ${missing}))` : picked}`,
      ]
    }
    case 'globalAvgPool':
      return [`${target} = ${x}.mean((2, 3))`]
    case 'dense':
      return [`${target} = ${module}(${x})`]
  }
}

/**
 * The layer's input without the rows and columns that it skips. Zeros make up for them at the far
 * border, so that the output keeps the size it has without padding, whatever the resolution.
 */
function shifted(layer: Window, x: string): string {
  if (ordinary(layer)) return x
  const [vertical, horizontal] = layer.padding
  return `F.pad(${x}, (${[horizontal, -horizontal, vertical, -vertical].join(', ')}))`
}

const value = (id: number): string => `v${id}`

const terms = (ids: readonly number[]): string => ids.map(value).join(' + ')

function zeros(network: Network, { shape }: Layer): string {
  const image = network.layers[network.input]?.shape ?? shape
  const rows = reduced(2, image.height, shape.height)
  const columns = reduced(3, image.width, shape.width)
  return `x.new_zeros(x.shape[0], ${shape.channels}, ${rows}, ${columns})`
}

/** An extent of the image, halved and rounded up as often as the network has halved it. */
function reduced(axis: 2 | 3, from: number, to: number): string {
  for (let factor = 1; factor <= from; factor *= 2) {
    if (Math.ceil(from / factor) === to) return `-(-x.shape[${axis}] // ${factor})`
  }
  return String(to)
}
