import type { ChainBlock, ChainPlace } from '../space/chainSpace'
import { keepsShape } from '../space/chainSpace'
import type { NetworkBuilder } from './builder'
import type { LayerId } from './network'

export interface ChainBlockOptions {
  /** Whether batch norm learns a scale and a shift: not while searching. */
  readonly affine: boolean
  /** Middle channels of a block that the paper gives `plain` of. */
  readonly middle: (plain: number) => number
  /** Applied after every batch norm of middle channels: keeps those that the width has. */
  readonly narrowed: (layer: LayerId, plain: number) => LayerId
}

/**
 * The blocks of a chain at one place: ShuffleNetV2's unit and the Xception-like one as SPOS has them
 * (megvii-model/SinglePathOneShot, blocks.py), and MobileNetV2's inverted residual, with ReLU in place
 * of ReLU6. An inverted residual beside its identity is a path that training may drop.
 */
export class ChainBlocks {
  /** What the branches of all blocks read that split their input. */
  private odd: LayerId | undefined

  constructor(
    private readonly builder: NetworkBuilder,
    private readonly place: ChainPlace,
    private readonly state: LayerId,
    private readonly options: ChainBlockOptions,
  ) {}

  append(block: ChainBlock): LayerId {
    const name = `${this.place.name}/${block}`
    return this.builder.operation(block, name, () => this.layersOf(block, name))
  }

  private layersOf(block: ChainBlock, name: string): LayerId {
    switch (block) {
      case 'shuffle_3x3':
        return this.shuffle(name, 3)
      case 'shuffle_5x5':
        return this.shuffle(name, 5)
      case 'shuffle_7x7':
        return this.shuffle(name, 7)
      case 'xception_3x3':
        return this.xception(name)
      case 'mbconv_3_3':
        return this.invertedResidual(name, 3, 3)
      case 'mbconv_3_6':
        return this.invertedResidual(name, 3, 6)
      case 'mbconv_5_3':
        return this.invertedResidual(name, 5, 3)
      case 'mbconv_5_6':
        return this.invertedResidual(name, 5, 6)
      case 'mbconv_7_3':
        return this.invertedResidual(name, 7, 3)
      case 'mbconv_7_6':
        return this.invertedResidual(name, 7, 6)
      case 'skip_connect':
        return this.state
    }
  }

  private shuffle(name: string, kernel: number): LayerId {
    const { stride, channels } = this.place
    const plain = channels / 2
    const middle = this.options.middle(plain)
    return this.joined(name, kernel, (input, outputs) => {
      const mixed = this.builder.conv(`${name}/1`, input, middle, { kernel: 1 })
      const active = this.relu(this.narrowed(this.norm(mixed), plain))
      const filtered = this.builder.depthwiseConv(`${name}/2`, active, { kernel, stride })
      const normed = this.narrowed(this.norm(filtered), plain)
      return this.activated(this.builder.conv(`${name}/3`, normed, outputs, { kernel: 1 }))
    })
  }

  private xception(name: string): LayerId {
    const { stride, channels } = this.place
    const plain = channels / 2
    const middle = this.options.middle(plain)
    const { builder } = this
    const filter = (path: string, input: LayerId, step: number) =>
      this.norm(builder.depthwiseConv(path, input, { kernel: 3, stride: step }))
    const mix = (path: string, input: LayerId) =>
      this.relu(this.narrowed(this.norm(builder.conv(path, input, middle, { kernel: 1 })), plain))
    return this.joined(name, 3, (input, outputs) => {
      const first = mix(`${name}/2`, filter(`${name}/1`, input, stride))
      const second = mix(`${name}/4`, this.narrowed(filter(`${name}/3`, first, 1), plain))
      const third = this.narrowed(filter(`${name}/5`, second, 1), plain)
      return this.activated(builder.conv(`${name}/6`, third, outputs, { kernel: 1 }))
    })
  }

  /**
   * ShuffleNetV2's join. Where the shape stays, the even channels pass and the odd ones go through the
   * branch, which is channel split after channel shuffle; where it changes, everything goes through
   * the branch, and through a projection beside it.
   */
  private joined(
    name: string,
    kernel: number,
    branch: (input: LayerId, outputs: number) => LayerId,
  ): LayerId {
    const { builder, place } = this
    const { inputChannels, channels } = place
    if (!keepsShape(place)) {
      const projected = this.projection(`${name}/projection`, kernel)
      const changed = branch(this.state, channels - inputChannels)
      return builder.concat(name, [this.writtenOut(projected), this.writtenOut(changed)])
    }
    this.odd ??= builder.everyOtherChannel(`${place.name}/odd`, this.state, 1)
    const passed = builder.everyOtherChannel(`${name}/even`, this.state, 0)
    return builder.concat(name, [passed, this.writtenOut(branch(this.odd, channels / 2))])
  }

  private projection(name: string, kernel: number): LayerId {
    const { inputChannels, stride } = this.place
    const filtered = this.builder.depthwiseConv(`${name}/1`, this.state, { kernel, stride })
    const normed = this.norm(filtered)
    return this.activated(this.builder.conv(`${name}/2`, normed, inputChannels, { kernel: 1 }))
  }

  private invertedResidual(name: string, kernel: number, expansion: number): LayerId {
    const { builder, place, state } = this
    const plain = expansion * place.inputChannels
    const middle = this.options.middle(plain)
    const mixed = builder.conv(`${name}/1`, state, middle, { kernel: 1 })
    const active = this.relu(this.narrowed(this.norm(mixed), plain))
    const filtered = builder.depthwiseConv(`${name}/2`, active, { kernel, stride: place.stride })
    const inner = this.relu(this.narrowed(this.norm(filtered), plain))
    const output = this.norm(builder.conv(`${name}/3`, inner, place.channels, { kernel: 1 }))
    if (!keepsShape(place)) return output
    return builder.sum(name, [
      { input: builder.droppable(`${name}/drop`, output), gate: null },
      { input: state, gate: null },
    ])
  }

  /** A layer of its own for what is joined: engines let a join's parts write into the whole. */
  private writtenOut(layer: LayerId): LayerId {
    return this.builder.sum(`${this.builder.nameOf(layer)}/out`, [{ input: layer, gate: null }])
  }

  private activated(layer: LayerId): LayerId {
    return this.relu(this.norm(layer))
  }

  private narrowed(layer: LayerId, plain: number): LayerId {
    return this.options.narrowed(layer, plain)
  }

  private norm(layer: LayerId): LayerId {
    const { affine } = this.options
    return this.builder.batchNorm(`${this.builder.nameOf(layer)}/norm`, layer, { affine })
  }

  private relu(layer: LayerId): LayerId {
    return this.builder.relu(`${this.builder.nameOf(layer)}/relu`, layer)
  }
}
