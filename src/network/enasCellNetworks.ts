import type { CellType } from '../space/cellSpace'
import { CELL_INPUTS, CELL_TYPES, reductionCells } from '../space/cellSpace'
import { edgeCandidates } from '../space/edgeRules'
import { enasCells, looseEnds, mayBeLoose } from '../space/enasCellModel'
import type { EnasCellSpace } from '../space/enasCellSpace'
import type { Choices } from '../space/spaceModel'
import type { Branch, Branches, Construction } from './branches'
import { isTerm } from './branches'
import type { NetworkBuilder } from './builder'
import type { LayerId, Network } from './network'
import { OperationBlocks } from './operationBlocks'
import { appendAuxiliaryHead } from './trainingParts'

/** The stem widens the image to this many times the first cell's channels. */
const STEM_MULTIPLIER = 3

/** The halves of a node, by which its rows of gates and its weights are told apart. */
const HALVES = ['x', 'y'] as const

/** Both halves of every node, and the loose ends that make up the output. */
export function enasCellBranches(space: EnasCellSpace, choices: Choices): Branch[] {
  const cells = enasCells(space, choices)
  return CELL_TYPES.flatMap((type) => [
    ...cells[type].flatMap((halves, node) =>
      halves.map(({ input, operation }, row) => ({
        table: nodeTable(type, node),
        row,
        column: input * space.operations.length + operation,
      })),
    ),
    ...looseEnds(cells[type]).map((row) => ({ table: outputTable(type), row, column: 0 })),
  ])
}

/**
 * The child network of ENAS (enas/src/cifar10/micro_child.py, `_enas_layer`). A node adds two halves,
 * and every (node, half, input, operation) has weights of its own, those of batch norm included. The
 * loose ends are joined and brought back to the cell's width by a 1 × 1 convolution of which only
 * their rows are used, which is the sum of one convolution per loose end. A cell that reduces reads
 * the cell before it twice, halved by two factorised reductions, and then works at stride 1; inputs
 * that fit already are taken as they are. Unlike the published child, the classifier has a bias, and
 * reductions stand at ⌊L/3⌋ and ⌊2L/3⌋ for any L (the same places for its 6 + 2 cells).
 *
 * As in its `_fixed_layer`, what any operation but the identity puts out is a path that can be
 * dropped, here with one probability for all cells where theirs grows with depth. Its auxiliary head
 * reads the cell after the second reduction, or the last one.
 */
export function buildEnasCells(
  space: EnasCellSpace,
  { builder, branches, input, classes, auxiliary }: Construction,
): Network {
  const blocks = new OperationBlocks(builder, { affine: true, normalisePools: false })
  for (const type of CELL_TYPES) {
    for (let node = 0; node < space.nodes; node++) {
      const allowed = halfBranches(space, type, CELL_INPUTS + node)
      const both = HALVES.flatMap(() => allowed)
      branches.table(nodeTable(type, node), HALVES.length, allowed.length, both)
    }
    const states = Array.from({ length: CELL_INPUTS + space.nodes }, (_, state) => state)
    const loose = states.map((state) => mayBeLoose(space, type, state))
    branches.table(outputTable(type), states.length, 1, loose)
  }

  const image = builder.input(input)
  const stem = builder.part('stem', 'stem', () => {
    const conv = builder.conv('stem/conv', image, STEM_MULTIPLIER * space.channels, { kernel: 3 })
    return builder.batchNorm('stem/norm', conv, { affine: true })
  })
  let [beforeLast, last] = [stem, stem]
  let width = space.channels
  let twoThirds = stem
  const reductions = reductionCells(space.cells)
  const read = Math.min((reductions.at(-1) ?? 0) + 1, space.cells - 1)
  for (let index = 0; index < space.cells; index++) {
    const name = `cells.${index}`
    const reduces = reductions.includes(index)
    if (reduces) {
      width *= 2
      const path = `${name}/reduce`
      const halved = builder.part('reduction', path, () => blocks.halve(path, last, width))
      ;[beforeLast, last] = [last, halved]
    }
    const inputs = [
      fitted(builder, blocks, `${name}/preprocess0`, beforeLast, last, width),
      fitted(builder, blocks, `${name}/preprocess1`, last, last, width),
    ]
    const type = reduces ? 'reduce' : 'normal'
    const output = appendCell(builder, blocks, branches, space, { name, type, inputs, width })
    ;[beforeLast, last] = [last, output]
    if (index === read) twoThirds = output
  }
  const logits = builder.classifier(blocks.relu(last), classes)
  const head = auxiliary ? appendAuxiliaryHead(builder, twoThirds, classes) : undefined
  return builder.build(logits, head)
}

/** Which operations on which states a half of a node may be: states × operations. */
function halfBranches(space: EnasCellSpace, type: CellType, node: number): boolean[] {
  return Array.from({ length: node }, (_, from) => {
    const candidates = edgeCandidates(space, type, from, node)
    return space.operations.map((operation) => candidates.includes(operation))
  }).flat()
}

const nodeTable = (type: CellType, node: number) => `${type}/node.${node}`
const outputTable = (type: CellType) => `${type}/output`

/** The state at the resolution of `like` and the given width; itself where it has both. */
function fitted(
  builder: NetworkBuilder,
  blocks: OperationBlocks,
  name: string,
  state: LayerId,
  like: LayerId,
  width: number,
): LayerId {
  const [from, to] = [builder.shapeOf(state), builder.shapeOf(like)]
  return builder.part('preprocess', name, () => {
    if (from.height !== to.height || from.width !== to.width) {
      return blocks.factorizedReduce(name, state, width)
    }
    return from.channels === width ? state : blocks.reluConvNorm(name, state, width)
  })
}

interface CellPlace {
  readonly name: string
  readonly type: CellType
  readonly inputs: readonly LayerId[]
  readonly width: number
}

function appendCell(
  builder: NetworkBuilder,
  blocks: OperationBlocks,
  branches: Branches,
  space: EnasCellSpace,
  { name, type, inputs, width }: CellPlace,
): LayerId {
  const states = [...inputs]
  for (let node = 0; node < space.nodes; node++) {
    const path = `${name}/node.${node}`
    const terms = HALVES.flatMap((half, row) =>
      states.flatMap((state, input) =>
        space.operations.map((operation, index) => {
          const column = input * space.operations.length + index
          return branches.term({ table: nodeTable(type, node), row, column }, () => {
            const edge = `${path}/${half}.${input}`
            const layer = blocks.append(operation, { edge, state, stride: 1 })
            return layer === state ? state : builder.droppable(`${edge}/drop`, layer)
          })
        }),
      ),
    )
    states.push(builder.part('add', path, () => builder.sum(path, terms.filter(isTerm))))
  }
  const output = `${name}/output`
  const mixed = states.map((state, row) => {
    const path = `${output}/conv.${row}`
    return branches.term({ table: outputTable(type), row, column: 0 }, () =>
      builder.part('output', path, () =>
        builder.conv(path, blocks.relu(state), width, { kernel: 1 }),
      ),
    )
  })
  return builder.part('add', output, () => {
    const joined = builder.sum(output, mixed.filter(isTerm))
    return builder.batchNorm(`${output}/norm`, joined, { affine: true })
  })
}
