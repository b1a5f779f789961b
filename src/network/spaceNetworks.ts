import type { CellSpace } from '../space/cellSpace'
import { requireArchitecture } from '../space/choices'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import { spaceModel } from '../space/spaceModels'
import type { Branch, Construction } from './branches'
import { ArchitectureBranches, SupernetBranches, branchGate } from './branches'
import { NetworkBuilder } from './builder'
import { buildCellArchitecture, cellBranches } from './cellNetworks'
import { buildChain, chainBranches } from './chainNetworks'
import { buildEnasCells, enasCellBranches } from './enasCellNetworks'
import { buildEnasMacro, enasMacroBranches } from './enasMacroNetworks'
import { buildNasBench201, nasBench201Branches } from './nasBench201Networks'
import type { GatePath, Network, Shape } from './network'
import { gateCount } from './network'
import { buildSupernet } from './supernet'
import { NO_TRAINING_PARTS, type TrainingParts } from './trainingParts'

/**
 * The network that holds every architecture of a space with shared weights. Each row of its gate
 * tables is exclusive under a path: at most one of its branches runs.
 *
 * @param input height × width × channels of one image
 */
export function buildSpaceSupernet(space: SearchSpace, input: Shape, classes: number): Network {
  if (space.kind === 'cell') return buildSupernet(space, input, classes)
  const builder = new NetworkBuilder()
  const branches = new SupernetBranches(builder)
  return construct(space, { builder, branches, input, classes, alone: false })
}

/**
 * One architecture by itself, at the search's own width and depth, without gates.
 * @param parts what it gets for its training alone, of what its space has: see `trainingParts`
 * @throws RangeError when the choices do not fit the space
 */
export function buildArchitecture(
  space: SearchSpace,
  choices: Choices,
  input: Shape,
  classes: number,
  parts: TrainingParts = NO_TRAINING_PARTS,
): Network {
  if (space.kind === 'cell') return buildCellArchitecture(space, choices, input, classes, parts)
  const branches = new ArchitectureBranches(chosenBranches(space, choices))
  const builder = new NetworkBuilder(parts)
  const { auxiliary } = parts
  return construct(space, { builder, branches, input, classes, alone: true, auxiliary })
}

/**
 * The branches of the supernet that make up one architecture: an entry per gate, 1 for those that run.
 *
 * @param network the space's supernet
 * @throws RangeError when the choices do not fit the space, or the network is not its supernet
 */
export function gatePath(space: SearchSpace, network: Network, choices: Choices): GatePath {
  const path = new Uint8Array(gateCount(network))
  for (const branch of chosenBranches(space, choices)) path[branchGate(network, branch)] = 1
  return path
}

/**
 * The branches that make up one architecture, by the names of their tables.
 *
 * @throws RangeError when the choices do not fit the space
 */
export function chosenBranches(space: SearchSpace, choices: Choices): Branch[] {
  requireArchitecture(spaceModel(space), choices)
  switch (space.kind) {
    case 'cell':
      return cellBranches(space, choices)
    case 'enas-cell':
      return enasCellBranches(space, choices)
    case 'enas-macro':
      return enasMacroBranches(space, choices)
    case 'nas-bench-201':
      return nasBench201Branches(space, choices)
    case 'chain':
      return chainBranches(space, choices)
  }
}

function construct(space: Exclude<SearchSpace, CellSpace>, construction: Construction): Network {
  switch (space.kind) {
    case 'enas-cell':
      return buildEnasCells(space, construction)
    case 'enas-macro':
      return buildEnasMacro(space, construction)
    case 'nas-bench-201':
      return buildNasBench201(space, construction)
    case 'chain':
      return buildChain(space, construction)
  }
}
