import type { CellGenotype, Genotype } from '../space/cellSpace'
import { NetworkBuilder } from './builder'
import type { LayerId, Network, Shape } from './network'
import { OperationBlocks } from './operationBlocks'
import type { CellPlan } from './stackedCells'
import { stackCells } from './stackedCells'
import { NO_TRAINING_PARTS, type TrainingParts } from './trainingParts'

export interface EvaluationOptions {
  readonly cells: number
  readonly channels: number
  readonly input: Shape
  readonly classes: number
}

/**
 * One architecture built out to be trained by itself: NetworkCIFAR of darts/cnn/model.py. `concat` may
 * have any length, as in NASNet and AmoebaNet cells, and nodes any number of edges, none included, as
 * in FairDARTS cells. The output of every operation but the identity is a path that can be dropped.
 *
 * @throws Error when a state without value is read, or all edges of a node are `none`
 */
export function buildEvaluationNetwork(
  genotype: Genotype,
  options: EvaluationOptions,
  parts: TrainingParts = NO_TRAINING_PARTS,
): Network {
  const builder = new NetworkBuilder(parts)
  const blocks = new OperationBlocks(builder, { affine: true, normalisePools: false })
  return stackCells(builder, blocks, {
    ...options,
    auxiliary: parts.auxiliary,
    appendCell: (cell) => appendFoundCell(builder, blocks, genotype[cell.type], cell),
  })
}

function appendFoundCell(
  builder: NetworkBuilder,
  blocks: OperationBlocks,
  genotype: CellGenotype,
  cell: CellPlan,
): LayerId {
  const states: (LayerId | null)[] = [...cell.inputs]
  genotype.nodes.forEach((edges, node) => {
    const terms = edges.flatMap(({ operation, input }, position) => {
      if (operation === 'none') return []
      const edge = `${cell.name}/node.${node}/edge.${position}`
      const state = stateAt(states, input, cell)
      const layer = blocks.append(operation, { edge, state, stride: cell.strideOf(input) })
      const path = layer === state ? state : builder.droppable(`${edge}/drop`, layer)
      return [{ input: path, gate: null }]
    })
    const path = `${cell.name}/node.${node}`
    const add = () => builder.part('add', path, () => builder.sum(path, terms))
    states.push(edges.length > 0 ? add() : null)
  })
  const joined = genotype.concat.map((state) => stateAt(states, state, cell))
  const output = `${cell.name}/output`
  return builder.part('join', output, () => builder.concat(output, joined))
}

function stateAt(states: readonly (LayerId | null)[], index: number, cell: CellPlan): LayerId {
  const state = states[index]
  if (state === undefined || state === null) {
    throw new Error(`${cell.name} (${cell.type}) reads state ${index}, which does not exist`)
  }
  return state
}
