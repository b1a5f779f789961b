import { cellModel } from '../space/cellModel'
import type { CellSpace, Genotype } from '../space/cellSpace'
import { CELL_INPUTS, CELL_TYPES, cellEdges } from '../space/cellSpace'
import { requireArchitecture } from '../space/choices'
import type { Choices } from '../space/spaceModel'
import type { Branch } from './branches'
import { buildEvaluationNetwork } from './evaluation'
import type { Network, Shape } from './network'
import type { TrainingParts } from './trainingParts'

/** The gates of a DARTS supernet that a cell's kept edges stand for: two of the rows of each node. */
export function cellBranches(space: CellSpace, choices: Choices): Branch[] {
  const edges = cellEdges(space.nodes)
  const genotype = genotypeOf(space, choices)
  return CELL_TYPES.flatMap((table) =>
    genotype[table].nodes.flatMap((kept, node) =>
      kept.map(({ operation, input }) => ({
        table,
        row: edges.findIndex(({ from, to }) => from === input && to === CELL_INPUTS + node),
        column: space.operations.indexOf(operation),
      })),
    ),
  )
}

/** The evaluation network at the search's width and depth: batch norm learns, pools have none. */
export function buildCellArchitecture(
  space: CellSpace,
  choices: Choices,
  input: Shape,
  classes: number,
  parts?: TrainingParts,
): Network {
  const { cells, channels } = space
  const options = { cells, channels, input, classes }
  return buildEvaluationNetwork(genotypeOf(space, choices), options, parts)
}

function genotypeOf(space: CellSpace, choices: Choices): Genotype {
  const model = cellModel(space)
  requireArchitecture(model, choices)
  return model.genotype(choices)
}
