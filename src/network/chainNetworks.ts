import { chosenBlocks } from '../space/chainModel'
import type { ChainSpace } from '../space/chainSpace'
import { chainPlaces, fittingBlocks } from '../space/chainSpace'
import type { Choices } from '../space/spaceModel'
import type { Branch, Construction } from './branches'
import { isTerm } from './branches'
import { ChainBlocks } from './chainBlocks'
import type { LayerId, Network } from './network'

/** A row per block, a column per choice of the space. */
const BLOCK_TABLE = 'block'
/** A row per block, a column per width. */
const WIDTH_TABLE = 'width'

export function chainBranches(space: ChainSpace, choices: Choices): Branch[] {
  return chosenBlocks(space, choices).flatMap(({ block, width }, row) => [
    { table: BLOCK_TABLE, row, column: space.choices.indexOf(block) },
    ...(space.widths.length > 1 ? [{ table: WIDTH_TABLE, row, column: width }] : []),
  ])
}

/** Middle channels at a ratio; never none. */
export function channelsAt(ratio: number, plain: number): number {
  return Math.max(1, Math.round(ratio * plain))
}

/**
 * A chain of choice blocks (SPOS, network.py): stem, blocks, a 1 × 1 convolution to `head` channels,
 * classifier. Batch norm learns a scale and a shift only in an architecture by itself.
 *
 * Widths share the weights of the widest: a block computes all its middle channels, and a narrower one
 * keeps the first of them and makes the others zero after each batch norm, so that it adds up what the
 * narrow block would. Running statistics of channels beyond a width are those of zeros until they are
 * taken anew.
 */
export function buildChain(
  space: ChainSpace,
  { builder, branches, input, classes, alone }: Construction,
): Network {
  const places = chainPlaces(space)
  const { widths } = space
  const allowed = places.flatMap((place) => {
    const fitting = fittingBlocks(space, place)
    return space.choices.map((block) => fitting.includes(block))
  })
  const ruled = space.rules && allowed
  branches.table(BLOCK_TABLE, places.length, space.choices.length, ruled)
  if (widths.length > 1) branches.table(WIDTH_TABLE, places.length, widths.length)

  const normalised = (layer: LayerId) => {
    const name = builder.nameOf(layer)
    return builder.relu(`${name}/relu`, builder.batchNorm(`${name}/norm`, layer, { affine: alone }))
  }
  const { channels, stride } = space.stem
  const image = builder.input(input)
  let state = builder.part('stem', 'stem', () =>
    normalised(builder.conv('stem', image, channels, { kernel: 3, stride })),
  )
  places.forEach((place, row) => {
    const widthBranch = (column: number): Branch => ({ table: WIDTH_TABLE, row, column })
    const searched = widths.length > 1
    const held = widths.filter((_, column) => !searched || branches.holds(widthBranch(column)))
    const blocks = new ChainBlocks(builder, place, state, {
      affine: alone,
      middle: (plain) => channelsAt(Math.max(...held), plain),
      narrowed: (layer, plain) => {
        if (held.length === 1) return layer
        const name = builder.nameOf(layer)
        const terms = widths.map((ratio, column) =>
          branches.term(widthBranch(column), () =>
            builder.firstChannels(`${name}/width.${column}`, layer, channelsAt(ratio, plain)),
          ),
        )
        return builder.sum(`${name}/width`, terms.filter(isTerm))
      },
    })
    const terms = fittingBlocks(space, place).map((block) => {
      const column = space.choices.indexOf(block)
      return branches.term({ table: BLOCK_TABLE, row, column }, () => blocks.append(block))
    })
    state = builder.part('add', place.name, () => builder.sum(place.name, terms.filter(isTerm)))
  })
  const head = builder.part('head', 'head', () =>
    normalised(builder.conv('head', state, space.head, { kernel: 1 })),
  )
  return builder.build(builder.classifier(head, classes))
}
