import type { CellType } from '../space/cellSpace'
import { CELL_INPUTS, reductionCells } from '../space/cellSpace'
import type { NetworkBuilder } from './builder'
import type { LayerId, Network, Shape } from './network'
import type { OperationBlocks } from './operationBlocks'
import { appendAuxiliaryHead } from './trainingParts'

/** The stem widens the image to this many times the first cell's channels (`stem_multiplier`). */
const STEM_MULTIPLIER = 3

/** A cell to be filled in: its inputs have been brought to one resolution and its own channels. */
export interface CellPlan {
  /** Path, for example `cells.2`. */
  readonly name: string
  readonly type: CellType
  readonly inputs: readonly [LayerId, LayerId]
  /** Stride of operations that read this state. */
  readonly strideOf: (state: number) => 1 | 2
}

export interface CellStack {
  readonly cells: number
  readonly channels: number
  readonly input: Shape
  readonly classes: number
  /** Whether an auxiliary head reads the cell that reduces for the second time. */
  readonly auxiliary?: boolean
  /** Appends the inside of a cell and returns its output. */
  readonly appendCell: (cell: CellPlan) => LayerId
}

/**
 * The outer structure that supernet and evaluation network share (darts/cnn/model_search.py and
 * model.py): stem, cells that each read the two before them, channels doubling where a cell reduces,
 * global average pooling, classifier.
 */
export function stackCells(
  builder: NetworkBuilder,
  blocks: OperationBlocks,
  { cells, channels, input, classes, auxiliary = false, appendCell }: CellStack,
): Network {
  const image = builder.input(input)
  const stem = builder.part('stem', 'stem', () => {
    const conv = builder.conv('stem/conv', image, STEM_MULTIPLIER * channels, { kernel: 3 })
    return builder.batchNorm('stem/norm', conv, { affine: true })
  })

  let [beforeLast, last] = [stem, stem]
  let width = channels
  let previousReduced = false
  let twoThirds = stem
  const reductions = reductionCells(cells)
  for (let index = 0; index < cells; index++) {
    const reduces = reductions.includes(index)
    if (reduces) width *= 2
    const name = `cells.${index}`
    const preprocessed = (input: 0 | 1, state: LayerId, halves: boolean) => {
      const path = `${name}/preprocess${input}`
      return builder.part('preprocess', path, () =>
        halves
          ? blocks.factorizedReduce(path, state, width)
          : blocks.reluConvNorm(path, state, width),
      )
    }
    const first = preprocessed(0, beforeLast, previousReduced)
    const second = preprocessed(1, last, false)
    const output = appendCell({
      name,
      type: reduces ? 'reduce' : 'normal',
      inputs: [first, second],
      strideOf: (state) => (reduces && state < CELL_INPUTS ? 2 : 1),
    })
    ;[beforeLast, last] = [last, output]
    if (reduces) twoThirds = output
    previousReduced = reduces
  }
  const logits = builder.classifier(last, classes)
  const head = auxiliary ? appendAuxiliaryHead(builder, twoThirds, classes) : undefined
  return builder.build(logits, head)
}
