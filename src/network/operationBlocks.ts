import type { OperationName } from '../space/operations'
import type { NetworkBuilder } from './builder'
import type { LayerId } from './network'

export interface BlockOptions {
  /** Whether batch norm learns a scale and a shift: not while searching, yes in evaluation. */
  readonly affine: boolean
  /** The supernet follows every pooling by batch norm, so that its gate can be compared. */
  readonly normalisePools: boolean
}

/** An operation's place in a cell. */
export interface BlockPlace {
  /** Path of the edge; what belongs to it alone is named below it. */
  readonly edge: string
  readonly state: LayerId
  /** The same for all edges that read one state: 2 for the inputs of a reduction cell, else 1. */
  readonly stride: 1 | 2
}

/**
 * Builds the operations of darts/cnn/operations.py, and those of NASNet that DARTS left out in the same
 * manner: ReLU → convolution → batch norm. What has no parameters and reads the same state
 * with the same settings (a ReLU, a pooling with its batch norm) is one layer shared by all edges:
 * the same function, computed once.
 */
export class OperationBlocks {
  private readonly shared = new Map<string, LayerId>()

  constructor(
    private readonly builder: NetworkBuilder,
    private readonly options: BlockOptions,
  ) {}

  /** Appends one operation; channels stay as they are. `none` has no layers: leave its term out. */
  append(operation: Exclude<OperationName, 'none'>, place: BlockPlace): LayerId {
    return this.builder.operation(operation, `${place.edge}/${operation}`, () =>
      this.layersOf(operation, place),
    )
  }

  private layersOf(operation: Exclude<OperationName, 'none'>, place: BlockPlace): LayerId {
    switch (operation) {
      case 'max_pool_3x3':
        return this.pool('maxPool', operation, 3, place)
      case 'max_pool_5x5':
        return this.pool('maxPool', operation, 5, place)
      case 'max_pool_7x7':
        return this.pool('maxPool', operation, 7, place)
      case 'avg_pool_3x3':
        return this.pool('avgPool', operation, 3, place)
      case 'skip_connect':
        return this.skip(place)
      case 'sep_conv_3x3':
        return this.separable(operation, 3, place)
      case 'sep_conv_5x5':
        return this.separable(operation, 5, place)
      case 'sep_conv_7x7':
        return this.separable(operation, 7, place)
      case 'dil_conv_3x3':
        return this.dilated(operation, 3, place)
      case 'dil_conv_5x5':
        return this.dilated(operation, 5, place)
      case 'nor_conv_1x1':
        return this.plain(operation, 1, place)
      case 'nor_conv_3x3':
        return this.plain(operation, 3, place)
      case 'conv_3x1_1x3':
        return this.crossed(operation, 3, place)
      case 'conv_7x1_1x7':
        return this.crossed(operation, 7, place)
    }
  }

  /** ReLU → 1 × 1 convolution → batch norm: brings a cell's input to its own channels. */
  reluConvNorm(name: string, input: LayerId, channels: number): LayerId {
    const active = this.relu(input)
    const mixed = this.builder.conv(`${name}/conv`, active, channels, { kernel: 1 })
    return this.norm(`${name}/norm`, mixed)
  }

  /** ReLU → `halve`. */
  factorizedReduce(name: string, input: LayerId, channels: number): LayerId {
    return this.halve(name, this.relu(input), channels)
  }

  /**
   * Two 1 × 1 convolutions of stride 2, the second one pixel further down and right, joined → batch
   * norm: halves the resolution without dropping three pixels of four. Even channels only.
   */
  halve(name: string, input: LayerId, channels: number): LayerId {
    if (channels % 2) throw new Error(`${name} halves its channels, and ${channels} is odd`)
    const half = (part: string, padding: number) =>
      this.builder.conv(`${name}/${part}`, input, channels / 2, { kernel: 1, stride: 2, padding })
    const joined = this.builder.concat(`${name}/join`, [half('conv.even', 0), half('conv.odd', -1)])
    return this.norm(`${name}/norm`, joined)
  }

  private pool(
    kind: 'maxPool' | 'avgPool',
    operation: string,
    kernel: number,
    place: BlockPlace,
  ): LayerId {
    const { state, stride } = place
    const name = `${this.builder.nameOf(state)}/${operation}`
    return this.once(name, () => {
      const pooled = this.builder.pool(kind, `${name}/pool`, state, { kernel, stride })
      return this.options.normalisePools ? this.norm(`${name}/norm`, pooled) : pooled
    })
  }

  private skip(place: BlockPlace): LayerId {
    if (place.stride === 1) return place.state
    const { channels } = this.builder.shapeOf(place.state)
    return this.factorizedReduce(`${place.edge}/skip_connect`, place.state, channels)
  }

  private separable(operation: string, kernel: number, place: BlockPlace): LayerId {
    const name = `${place.edge}/${operation}`
    const first = this.depthwiseSeparable(`${name}/1`, this.relu(place.state), {
      kernel,
      stride: place.stride,
    })
    const active = this.builder.relu(`${name}/2/relu`, first)
    return this.depthwiseSeparable(`${name}/2`, active, { kernel, stride: 1 })
  }

  private dilated(operation: string, kernel: number, place: BlockPlace): LayerId {
    return this.depthwiseSeparable(`${place.edge}/${operation}`, this.relu(place.state), {
      kernel,
      stride: place.stride,
      dilation: 2,
    })
  }

  private depthwiseSeparable(
    name: string,
    active: LayerId,
    window: { kernel: number; stride: number; dilation?: number },
  ): LayerId {
    const { channels } = this.builder.shapeOf(active)
    const filtered = this.builder.depthwiseConv(`${name}/depthwise`, active, window)
    const mixed = this.builder.conv(`${name}/pointwise`, filtered, channels, { kernel: 1 })
    return this.norm(`${name}/norm`, mixed)
  }

  private plain(operation: string, kernel: number, place: BlockPlace): LayerId {
    const name = `${place.edge}/${operation}`
    const { stride } = place
    const { channels } = this.builder.shapeOf(place.state)
    const active = this.relu(place.state)
    return this.norm(
      `${name}/norm`,
      this.builder.conv(`${name}/conv`, active, channels, { kernel, stride }),
    )
  }

  private crossed(operation: string, kernel: number, place: BlockPlace): LayerId {
    const name = `${place.edge}/${operation}`
    const { stride } = place
    const { channels } = this.builder.shapeOf(place.state)
    const across = this.builder.conv(`${name}/conv.1x${kernel}`, this.relu(place.state), channels, {
      kernel: [1, kernel],
      stride,
      strideAxis: 'width',
    })
    const down = this.builder.conv(`${name}/conv.${kernel}x1`, across, channels, {
      kernel: [kernel, 1],
      stride,
      strideAxis: 'height',
    })
    return this.norm(`${name}/norm`, down)
  }

  /** The ReLU that all readers of a state share. */
  relu(input: LayerId): LayerId {
    const name = `${this.builder.nameOf(input)}/relu`
    return this.once(name, () => this.builder.relu(name, input))
  }

  private norm(name: string, input: LayerId): LayerId {
    return this.builder.batchNorm(name, input, { affine: this.options.affine })
  }

  private once(name: string, append: () => LayerId): LayerId {
    const known = this.shared.get(name)
    if (known !== undefined) return known
    const layer = append()
    this.shared.set(name, layer)
    return layer
  }
}
