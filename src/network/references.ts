import { NetworkBuilder } from './builder'
import type { LayerId, Network, Shape } from './network'
import { parameterCount } from './network'
import type { TrainingParts } from './trainingParts'
import { NO_TRAINING_PARTS } from './trainingParts'
import type { ReferenceName } from './trainingSubject'

/** All three halve the image twice, and double their channels where they do. */
const STAGES = 3

/** Middle channels of MobileNetV2's blocks, as a multiple of those that come in (its t). */
const EXPANSION = 6

/** MobileNetV2 ends in this many times the channels of its last block (1280 of 320). */
const HEAD_WIDENING = 4

/**
 * A network made by hand, at any width, for images of 8 × 8 and more. All have three stages, at whole,
 * half and a quarter of the resolution, of `channels`, twice and four times as many; then global
 * average pooling and a classifier. Convolutions have no bias, each is followed by batch norm.
 *
 * - `plain-cnn`: two 3 × 3 convolutions a stage, each with ReLU.
 * - `resnet`: He et al. 2016, "Deep Residual Learning for Image Recognition", section 4.2, the one for
 *   CIFAR with a single block a stage (6n + 2 layers for n = 1); where the shape changes, the shortcut
 *   is a 1 × 1 convolution with batch norm (their option B).
 * - `mobilenet-v2`: Sandler et al. 2018, "MobileNetV2: Inverted Residuals and Linear Bottlenecks", for
 *   images this small: no stride in the stem, a block without expansion, then two of expansion 6 a
 *   stage, then a 1 × 1 convolution to four times the channels, as theirs. ReLU in place of ReLU6.
 *
 * The residues of the last two are paths that can be dropped (stochastic depth, Huang et al. 2016).
 *
 * @param channels of the first stage, ≥ 1
 * @param input height × width × channels of one image
 * @throws RangeError when `channels` is not a whole number of at least 1
 */
export function buildReference(
  name: ReferenceName,
  channels: number,
  input: Shape,
  classes: number,
  { dropPath }: Pick<TrainingParts, 'dropPath'> = NO_TRAINING_PARTS,
): Network {
  if (!Number.isInteger(channels) || channels < 1) {
    throw new RangeError(`A network cannot be ${channels} channels wide`)
  }
  const builder = new NetworkBuilder({ dropPath })
  const image = builder.input(input)
  const stem = builder.part('stem', 'stem', () => convNormRelu(builder, 'stem', image, channels))
  const features = BODIES[name](builder, stem, channels)
  return builder.build(builder.classifier(features, classes))
}

/**
 * The width at which a network made by hand has most nearly a number of parameters; of two that are
 * equally near, the narrower.
 */
export function referenceChannels(
  name: ReferenceName,
  parameters: number,
  input: Shape,
  classes: number,
): number {
  const sizeAt = (channels: number) =>
    parameterCount(buildReference(name, channels, input, classes))
  let above = 1
  while (sizeAt(above) < parameters) above *= 2
  let below = Math.floor(above / 2)
  while (above - below > 1) {
    const middle = Math.floor((above + below) / 2)
    if (sizeAt(middle) < parameters) below = middle
    else above = middle
  }
  if (below < 1) return above
  return parameters - sizeAt(below) <= sizeAt(above) - parameters ? below : above
}

type Body = (builder: NetworkBuilder, stem: LayerId, channels: number) => LayerId

const BODIES: Readonly<Record<ReferenceName, Body>> = {
  'plain-cnn': plainStages,
  resnet: residualStages,
  'mobilenet-v2': invertedStages,
}

/** The stem is the first convolution of the first stage. */
function plainStages(builder: NetworkBuilder, stem: LayerId, channels: number): LayerId {
  return inStages(stem, channels, (path, state, width, stride) => {
    const convolved = (place: string, input: LayerId, step: 1 | 2) =>
      builder.part('conv', place, () => convNormRelu(builder, place, input, width, step))
    const first = stride === 1 ? state : convolved(`${path}/conv.0`, state, stride)
    return convolved(`${path}/conv.1`, first, 1)
  })
}

function residualStages(builder: NetworkBuilder, stem: LayerId, channels: number): LayerId {
  return inStages(stem, channels, (path, state, width, stride) =>
    builder.part('residual', path, () => {
      const first = convNormRelu(builder, `${path}/a`, state, width, stride)
      const residue = convNorm(builder, `${path}/b`, first, width)
      const keeps = stride === 1 && builder.shapeOf(state).channels === width
      const shortcut = keeps
        ? state
        : convNorm(builder, `${path}/shortcut`, state, width, { kernel: 1, stride })
      const added = builder.sum(`${path}/add`, [
        { input: builder.droppable(`${path}/drop`, residue), gate: null },
        { input: shortcut, gate: null },
      ])
      return builder.relu(`${path}/relu`, added)
    }),
  )
}

function invertedStages(builder: NetworkBuilder, stem: LayerId, channels: number): LayerId {
  const block = (path: string, state: LayerId, width: number, stride: 1 | 2, expansion: number) =>
    builder.part('inverted_residual', path, () =>
      invertedResidual(builder, path, state, { width, stride, expansion }),
    )
  const first = block('first', stem, channels, 1, 1)
  const last = inStages(first, channels, (path, state, width, stride) => {
    const inner = block(`${path}/block.0`, state, width, stride, EXPANSION)
    return block(`${path}/block.1`, inner, width, 1, EXPANSION)
  })
  const width = HEAD_WIDENING * builder.shapeOf(last).channels
  return builder.part('head', 'head', () =>
    convNormRelu(builder, 'head', last, width, 1, { kernel: 1 }),
  )
}

/** Applies a stage at each of the resolutions; all but the first begin with a stride of 2. */
function inStages(
  stem: LayerId,
  channels: number,
  append: (path: string, state: LayerId, width: number, stride: 1 | 2) => LayerId,
): LayerId {
  return Array.from({ length: STAGES }, (_, stage) => stage).reduce(
    (state, stage) => append(`stages.${stage}`, state, channels * 2 ** stage, stage > 0 ? 2 : 1),
    stem,
  )
}

interface InvertedResidual {
  readonly width: number
  readonly stride: 1 | 2
  readonly expansion: number
}

/** Nothing is expanded at expansion 1; the last batch norm has no ReLU after it. */
function invertedResidual(
  builder: NetworkBuilder,
  path: string,
  state: LayerId,
  { width, stride, expansion }: InvertedResidual,
): LayerId {
  const from = builder.shapeOf(state).channels
  const middle = expansion * from
  const expanded =
    expansion === 1
      ? state
      : convNormRelu(builder, `${path}/expand`, state, middle, 1, { kernel: 1 })
  const name = `${path}/filter`
  const filtered = builder.depthwiseConv(`${name}/depthwise`, expanded, { kernel: 3, stride })
  const active = normRelu(builder, name, filtered)
  const residue = convNorm(builder, `${path}/project`, active, width, { kernel: 1 })
  if (stride !== 1 || from !== width) return residue
  return builder.sum(`${path}/add`, [
    { input: builder.droppable(`${path}/drop`, residue), gate: null },
    { input: state, gate: null },
  ])
}

interface ConvOptions {
  readonly kernel?: number
  readonly stride?: number
}

function convNorm(
  builder: NetworkBuilder,
  name: string,
  input: LayerId,
  channels: number,
  { kernel = 3, stride = 1 }: ConvOptions = {},
): LayerId {
  const mixed = builder.conv(`${name}/conv`, input, channels, { kernel, stride })
  return builder.batchNorm(`${name}/norm`, mixed, { affine: true })
}

function convNormRelu(
  builder: NetworkBuilder,
  name: string,
  input: LayerId,
  channels: number,
  stride = 1,
  { kernel = 3 }: Pick<ConvOptions, 'kernel'> = {},
): LayerId {
  return builder.relu(`${name}/relu`, convNorm(builder, name, input, channels, { kernel, stride }))
}

function normRelu(builder: NetworkBuilder, name: string, input: LayerId): LayerId {
  const normed = builder.batchNorm(`${name}/norm`, input, { affine: true })
  return builder.relu(`${name}/relu`, normed)
}
