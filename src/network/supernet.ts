import type { CellSpace, CellType } from '../space/cellSpace'
import { CELL_INPUTS, cellEdges } from '../space/cellSpace'
import { allowedBranches, edgeCandidates } from '../space/edgeRules'
import type { OperationName } from '../space/operations'
import { NetworkBuilder } from './builder'
import type { GateId, GateTable, LayerId, Network, Shape } from './network'
import { OperationBlocks } from './operationBlocks'
import type { CellPlan } from './stackedCells'
import { stackCells } from './stackedCells'

/**
 * The network that holds every branch of a cell space, as darts/cnn/model_search.py builds it: each
 * node is the sum over its edges and operations of gate · operation(state). Gate tables `normal` and
 * `reduce` (edges × operations) are shared by all cells of a type. `none` adds nothing to the sum;
 * its gate still takes part in the softmax. Branches that the space's rules close are not there.
 *
 * @param input height × width × channels of one image
 */
export function buildSupernet(space: CellSpace, input: Shape, classes: number): Network {
  const builder = new NetworkBuilder()
  const blocks = new OperationBlocks(builder, { affine: false, normalisePools: true })
  const [rows, columns] = [cellEdges(space.nodes).length, space.operations.length]
  const tables: Record<CellType, GateTable> = {
    normal: builder.gateTable('normal', rows, columns, allowedBranches(space, 'normal')),
    reduce: builder.gateTable('reduce', rows, columns, allowedBranches(space, 'reduce')),
  }
  return stackCells(builder, blocks, {
    ...space,
    input,
    classes,
    appendCell: (cell) => appendMixedCell(builder, blocks, space, tables[cell.type], cell),
  })
}

function appendMixedCell(
  builder: NetworkBuilder,
  blocks: OperationBlocks,
  space: CellSpace,
  table: GateTable,
  cell: CellPlan,
): LayerId {
  const states: LayerId[] = [...cell.inputs]
  const edges = cellEdges(space.nodes)
  const gateOf = (row: number) => (operation: OperationName) =>
    table.offset + row * table.columns + space.operations.indexOf(operation)
  for (let node = 0; node < space.nodes; node++) {
    const terms = edges
      .filter(({ to }) => to === CELL_INPUTS + node)
      .flatMap(({ row, from, to }) =>
        operationTerms(edgeCandidates(space, cell.type, from, to), gateOf(row), (operation) =>
          blocks.append(operation, {
            edge: `${cell.name}/edge.${from}-${to}`,
            state: states[from] as LayerId,
            stride: cell.strideOf(from),
          }),
        ),
      )
    const path = `${cell.name}/node.${node}`
    states.push(builder.part('add', path, () => builder.sum(path, terms)))
  }
  const output = `${cell.name}/output`
  return builder.part('join', output, () => builder.concat(output, states.slice(CELL_INPUTS)))
}

function operationTerms(
  candidates: readonly OperationName[],
  gateOf: (operation: OperationName) => GateId,
  append: (operation: Exclude<OperationName, 'none'>) => LayerId,
): { input: LayerId; gate: GateId }[] {
  return candidates.flatMap((operation) =>
    operation === 'none' ? [] : [{ input: append(operation), gate: gateOf(operation) }],
  )
}
