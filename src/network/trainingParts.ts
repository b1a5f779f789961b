import type { NetworkBuilder } from './builder'
import type { LayerId, Shape } from './network'

/** What a network has for the sake of its training alone. */
export interface TrainingParts {
  /** Whether paths can be dropped. */
  readonly dropPath: boolean
  /** Whether an auxiliary head reads the network two thirds of the way. */
  readonly auxiliary: boolean
}

/** A network as it is used. */
export const NO_TRAINING_PARTS: TrainingParts = { dropPath: false, auxiliary: false }

/** Channels that the published head reads, and those of its two convolutions (C = 36, four nodes). */
const PUBLISHED = { input: 576, mixed: 128, features: 768 }

/**
 * AuxiliaryHeadCIFAR of darts/cnn/model.py: ReLU, average pooling to 2 × 2, 1 × 1 convolution, batch
 * norm, ReLU, 2 × 2 convolution, batch norm, ReLU, classifier.
 *
 * Published for 8 × 8 pixels of 576 channels, where windows of 5 × 5 move by 3, and the convolutions
 * have 128 and 768 channels. Other maps get the windows that leave 2 × 2 of them, and maps of fewer
 * channels fewer in proportion (2/9 and 4/3 of theirs), lest the head outweigh a small network.
 *
 * @returns the head's logits
 */
export function appendAuxiliaryHead(
  builder: NetworkBuilder,
  state: LayerId,
  classes: number,
): LayerId {
  const path = 'auxiliary'
  return builder.part('auxiliary', path, () => {
    const shape = builder.shapeOf(state)
    const normRelu = (name: string, input: LayerId) =>
      builder.relu(`${name}/relu`, builder.batchNorm(`${name}/norm`, input, { affine: true }))
    const active = builder.relu(`${path}/relu`, state)
    const pooled = builder.pool('avgPool', `${path}/pool`, active, twoByTwo(shape))
    const mixed = normRelu(
      `${path}/mix`,
      builder.conv(`${path}/mix/conv`, pooled, widthOf(shape, PUBLISHED.mixed), { kernel: 1 }),
    )
    const { height, width } = builder.shapeOf(mixed)
    const whole = [Math.min(2, height), Math.min(2, width)] as const
    const features = normRelu(
      `${path}/features`,
      builder.conv(`${path}/features/conv`, mixed, widthOf(shape, PUBLISHED.features), {
        kernel: whole,
        padding: 0,
      }),
    )
    const { height: rows, width: columns } = builder.shapeOf(features)
    const one = rows === 1 && columns === 1
    return builder.dense(
      `${path}/classifier`,
      one ? features : builder.globalAvgPool(`${path}/average`, features),
      classes,
    )
  })
}

/** Two windows along the shorter side, which together see all of it: 5 and 3 for 8 pixels. */
function twoByTwo({ height, width }: Shape) {
  const size = Math.min(height, width)
  const stride = Math.max(1, Math.floor((3 * size) / 8))
  return { kernel: Math.max(1, size - stride), stride, padding: 0 }
}

function widthOf({ channels }: Shape, published: number): number {
  const inProportion = Math.round((published * channels) / PUBLISHED.input)
  return Math.max(1, Math.min(published, inProportion))
}
