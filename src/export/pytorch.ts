import type { Layer, Network } from '../network/network'
import { strides, type Window } from '../network/network'
import { SCALE_SUFFIX } from './safetensors'
import {
  identifier,
  inputOf,
  requireDecided,
  windowEdges,
  type TrainedNetwork,
} from './trainedNetwork'

/**
 * The network as one self-contained Python file: an `nn.Module` in PyTorch's own layers, whose state
 * dict has the names of `namedTensors`; run as a script it loads the weights and classifies images.
 *
 * @param header lines for the file's docstring, for example the genotype
 */
export function pytorchModule(trained: TrainedNetwork, header: readonly string[]): string {
  const { network, mean, deviation, classNames } = trained
  requireDecided(network)
  const className = pythonClassName(trained.name)
  const image = network.layers[network.input]
  const { channels = 1, height = 1, width = 1 } = image?.shape ?? {}
  return [
    '"""',
    ...header.map((line) => line.replaceAll('"""', "'''")),
    '"""',
    '',
    'import torch',
    'import torch.nn.functional as F',
    'from torch import nn',
    '',
    `MEAN = ${tuple(mean)}`,
    `STD = ${tuple(deviation)}`,
    `CLASSES = ${JSON.stringify(classNames)}`,
    `SCALE = '${SCALE_SUFFIX}'  # of weights stored as whole numbers`,
    `INPUT = ${tuple([channels, height, width])}  # channels, height, width`,
    '',
    '',
    `class ${className}(nn.Module):`,
    '    """Logits of normalised images, (batch, channels, height, width)."""',
    '',
    '    def __init__(self):',
    '        super().__init__()',
    ...network.layers.flatMap((layer) => indented(2, declaration(network, layer))),
    '',
    '    def forward(self, x):',
    ...network.layers.flatMap((layer, id) => indented(2, statement(network, layer, id))),
    `        return ${value(network.logits)}`,
    '',
    '',
    'def normalise(images):',
    '    """Bytes 0 to 255, (batch, channels, height, width), as the network was trained on them."""',
    '    mean = torch.tensor(MEAN).view(1, -1, 1, 1)',
    '    std = torch.tensor(STD).view(1, -1, 1, 1)',
    '    return (images.float() / 255 - mean) / std',
    '',
    '',
    'def load(path):',
    '    """The trained network. Needs the package safetensors."""',
    '    from safetensors.torch import load_file',
    '',
    '    stored = load_file(path)',
    '    scales = {name: stored.pop(name) for name in list(stored) if name.endswith(SCALE)}',
    '    state = {name: t.float() * scales.get(name + SCALE, 1) for name, t in stored.items()}',
    `    model = ${className}()`,
    '    missing, unexpected = model.load_state_dict(state, strict=False)',
    '    assert not unexpected, unexpected',
    "    assert all(name.endswith('num_batches_tracked') for name in missing), missing",
    '    return model.eval()',
    '',
  ].join('\n')
}

export function pythonClassName(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  return /^[A-Za-z]/.test(joined) ? joined : `Net${joined}`
}

function declaration(network: Network, layer: Layer): string[] {
  const at = `self.${identifier(layer.name)}`
  switch (layer.kind) {
    case 'conv': {
      const read = inputOf(network, layer).shape.channels
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
      return [`${at} = nn.Linear(${read}, ${layer.shape.channels}${bias})`]
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
      return [`${target} = ${module}(${padded(network, layer, x)})`]
    case 'batchNorm':
      return [`${target} = ${module}(${x})`]
    case 'relu':
      return [`${target} = F.relu(${x})`]
    case 'maxPool':
      return [`${target} = F.max_pool2d(${x}, ${windowArguments(layer)})`]
    case 'avgPool':
      return [`${target} = F.avg_pool2d(${x}, ${windowArguments(layer)}, count_include_pad=False)`]
    case 'sum':
      return [`${target} = ${layer.inputs.length > 0 ? terms(layer.inputs) : zeros(layer)}`]
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

/** The layer's input with the rows and columns that its own padding cannot give it. */
function padded(network: Network, layer: Layer & Window, x: string): string {
  if (ordinary(layer)) return x
  const edges = windowEdges(layer, inputOf(network, layer).shape, layer.shape)
  return `F.pad(${x}, (${[...edges.horizontal, ...edges.vertical].join(', ')}))`
}

const value = (id: number): string => `v${id}`

const terms = (ids: readonly number[]): string => ids.map(value).join(' + ')

function zeros({ shape: { channels, height, width } }: Layer): string {
  return `x.new_zeros(x.shape[0], ${channels}, ${height}, ${width})`
}

function tuple(values: readonly number[]): string {
  return values.length === 1 ? `(${values[0]},)` : `(${values.join(', ')})`
}

function indented(levels: number, lines: readonly string[]): string[] {
  return lines.map((line) => '    '.repeat(levels) + line)
}
