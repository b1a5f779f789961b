import type { CellSpace } from '../space/cellSpace'
import type { SearchSpace } from '../space/searchSpace'
import type { Choices } from '../space/spaceModel'
import type { Branch, Branches } from './branches'
import { ArchitectureBranches, SupernetBranches, branchGate } from './branches'
import { NetworkBuilder } from './builder'
import { buildCellArchitecture, cellBranches } from './cellNetworks'
import type { Network, Shape } from './network'
import { gateCount } from './network'
import { buildSupernet } from './supernet'

/**
 * The network that holds every architecture of a space with shared weights. Each row of its gate
 * tables is exclusive under a path: at most one of its branches runs.
 *
 * @param input height × width × channels of one image
 */
export function buildSpaceSupernet(space: SearchSpace, input: Shape, classes: number): Network {
  if (space.kind === 'cell') return buildSupernet(space, input, classes)
  const builder = new NetworkBuilder()
  return assemble(space, builder, new SupernetBranches(builder), input, classes)
}

/**
 * One architecture by itself, at the search's own width and depth, without gates.
 * @throws RangeError when the choices do not fit the space
 */
export function buildArchitecture(
  space: SearchSpace,
  choices: Choices,
  input: Shape,
  classes: number,
): Network {
  if (space.kind === 'cell') return buildCellArchitecture(space, choices, input, classes)
  const branches = new ArchitectureBranches(chosenBranches(space, choices))
  return assemble(space, new NetworkBuilder(), branches, input, classes)
}

/**
 * The branches of the supernet that make up one architecture: an entry per gate, 1 for those that run.
 *
 * @param network the space's supernet
 * @throws RangeError when the choices do not fit the space, or the network is not its supernet
 */
export function gatePath(space: SearchSpace, network: Network, choices: Choices): Uint8Array {
  const path = new Uint8Array(gateCount(network))
  for (const branch of chosenBranches(space, choices)) path[branchGate(network, branch)] = 1
  return path
}

function chosenBranches(space: SearchSpace, choices: Choices): Branch[] {
  switch (space.kind) {
    case 'cell':
      return cellBranches(space, choices)
    default:
      throw new Error(`No networks of a space ${space.kind} yet`)
  }
}

function assemble(
  space: Exclude<SearchSpace, CellSpace>,
  _builder: NetworkBuilder,
  _branches: Branches,
  _input: Shape,
  _classes: number,
): Network {
  throw new Error(`No networks of a space ${space.kind} yet`)
}
