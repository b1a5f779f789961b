import { enasMacroLayers } from '../space/enasMacroModel'
import { halvings, keptSkip, layerOperations } from '../space/enasMacroSpace'
import type { EnasMacroOperation, EnasMacroSpace } from '../space/enasMacroSpace'
import type { Choices } from '../space/spaceModel'
import type { Branch, Construction } from './branches'
import { isTerm } from './branches'
import type { NetworkBuilder } from './builder'
import type { LayerId, Network } from './network'
import { OperationBlocks } from './operationBlocks'

/** A row per layer, a column per operation. */
const OPERATION_TABLE = 'operation'
/** A row of one gate per pair of layers, in the order of the arc. */
const SKIP_TABLE = 'skip'

const skipRow = (layer: number, earlier: number) => (layer * (layer - 1)) / 2 + earlier

/** Every layer's operation, and the skips that are taken. */
export function enasMacroBranches(space: EnasMacroSpace, choices: Choices): Branch[] {
  return enasMacroLayers(space, choices).flatMap(({ operation, skips }, layer) => [
    { table: OPERATION_TABLE, row: layer, column: operation },
    ...skips.flatMap((taken, earlier) =>
      taken ? [{ table: SKIP_TABLE, row: skipRow(layer, earlier), column: 0 }] : [],
    ),
  ])
}

/**
 * The child network of the ENAS macro space (enas/src/cifar10/general_child.py in search mode with
 * whole channels). Layer i reads layer i − 1 through its operation and adds the inputs of those
 * earlier layers that it skips to, then batch norm. Before layers ⌊L/3⌋ and 2⌊L/3⌋ everything so far
 * is halved by factorised reductions of its own. Unlike the published child, the classifier has a
 * bias; a found architecture is built like the child too, not with the 1 × 1 convolution over joined
 * skips (and doubled channels) of the published fixed network.
 */
export function buildEnasMacro(
  space: EnasMacroSpace,
  { builder, branches, input, classes }: Construction,
): Network {
  const { layers, channels, operations } = space
  const all = Array.from({ length: layers }, (_, layer) => layer)
  const candidates = all.flatMap((layer) => {
    const open = layerOperations(space, layer)
    return operations.map((operation) => open.includes(operation))
  })
  const skippable = all.flatMap((layer) =>
    all.slice(0, layer).map((earlier) => keptSkip(space, earlier, layer) !== false),
  )
  branches.table(OPERATION_TABLE, layers, operations.length, candidates)
  branches.table(SKIP_TABLE, skipRow(layers, 0), 1, skippable)

  const image = builder.input(input)
  const stem = builder.part('stem', 'stem', () => {
    const conv = builder.conv('stem/conv', image, channels, { kernel: 3 })
    return builder.batchNorm('stem/norm', conv, { affine: true })
  })
  const inputs = new HalvedStates(builder, channels)
  inputs.push(stem)
  const halved = halvings(space)
  for (let layer = 0; layer < layers; layer++) {
    if (halved.includes(layer)) inputs.halve(`halve.${layer}`)
    const name = `layers.${layer}`
    const chosen = operations.map((operation, column) =>
      branches.term({ table: OPERATION_TABLE, row: layer, column }, () => {
        const path = `${name}/${operation}`
        return builder.operation(operation, path, () =>
          appendOperation(builder, operation, path, inputs.at(layer), channels),
        )
      }),
    )
    const skips = Array.from({ length: layer }, (_, earlier) =>
      branches.term({ table: SKIP_TABLE, row: skipRow(layer, earlier), column: 0 }, () =>
        inputs.at(earlier),
      ),
    )
    const added = builder.part('add', name, () => {
      const sum = builder.sum(name, [...chosen, ...skips].filter(isTerm))
      // The first layer has nothing to add, and no batch norm for it.
      return layer === 0 ? sum : builder.batchNorm(`${name}/norm`, sum, { affine: true })
    })
    inputs.push(added)
  }
  return builder.build(builder.classifier(inputs.at(layers), classes))
}

/** The inputs of all layers so far, at the present resolution; halved only where they are read. */
class HalvedStates {
  private readonly blocks: OperationBlocks
  private states: (() => LayerId)[] = []

  constructor(
    private readonly builder: NetworkBuilder,
    private readonly channels: number,
  ) {
    this.blocks = new OperationBlocks(builder, { affine: true, normalisePools: false })
  }

  push(state: LayerId): void {
    this.states.push(() => state)
  }

  at(index: number): LayerId {
    const state = this.states[index]
    if (!state) throw new RangeError(`There is no input of layer ${index} yet`)
    return state()
  }

  halve(name: string): void {
    this.states = this.states.map((state, index) => {
      let halved: LayerId | undefined
      const path = `${name}/from.${index}`
      return () =>
        (halved ??= this.builder.part('reduction', path, () =>
          this.blocks.halve(path, state(), this.channels),
        ))
    })
  }
}

/** 1 × 1 convolution → batch norm → ReLU, then the operation; convolutions again with both. */
function appendOperation(
  builder: NetworkBuilder,
  operation: EnasMacroOperation,
  name: string,
  input: LayerId,
  channels: number,
): LayerId {
  const normalised = (path: string, layer: LayerId) =>
    builder.relu(`${path}/relu`, builder.batchNorm(`${path}/norm`, layer, { affine: true }))
  const mixed = builder.conv(`${name}/in/conv`, input, channels, { kernel: 1 })
  const active = normalised(`${name}/in`, mixed)
  switch (operation) {
    case 'avg_pool_3x3':
      return builder.pool('avgPool', `${name}/pool`, active, { kernel: 3 })
    case 'max_pool_3x3':
      return builder.pool('maxPool', `${name}/pool`, active, { kernel: 3 })
    case 'conv_3x3':
      return normalised(name, builder.conv(`${name}/conv`, active, channels, { kernel: 3 }))
    case 'conv_5x5':
      return normalised(name, builder.conv(`${name}/conv`, active, channels, { kernel: 5 }))
    case 'sep_conv_3x3':
      return normalised(name, separable(builder, name, active, 3))
    case 'sep_conv_5x5':
      return normalised(name, separable(builder, name, active, 5))
  }
}

function separable(builder: NetworkBuilder, name: string, input: LayerId, kernel: number): LayerId {
  const { channels } = builder.shapeOf(input)
  const filtered = builder.depthwiseConv(`${name}/depthwise`, input, { kernel })
  return builder.conv(`${name}/pointwise`, filtered, channels, { kernel: 1 })
}
