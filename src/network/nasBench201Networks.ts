import { nasBench201Candidates } from '../space/edgeRules'
import { nasBench201Operations } from '../space/nasBench201Model'
import type { NasBench201Operation, NasBench201Space } from '../space/nasBench201Space'
import { NAS_BENCH_201_EDGES, NAS_BENCH_201_NODES } from '../space/nasBench201Space'
import type { Choices } from '../space/spaceModel'
import type { Branch, Branches, Construction } from './branches'
import { isTerm } from './branches'
import type { NetworkBuilder } from './builder'
import type { LayerId, Network } from './network'

/** A row per edge, a column per operation; all cells share it. */
const TABLE = 'cell'

const STAGES = 3

/** One operation on each of the six edges. */
export function nasBench201Branches(space: NasBench201Space, choices: Choices): Branch[] {
  return nasBench201Operations(space, choices).map((operation, row) => ({
    table: TABLE,
    row,
    column: space.operations.indexOf(operation),
  }))
}

/**
 * The network of NAS-Bench-201 (AutoDL-Projects, xautodl/models): stem, three stages of equal cells,
 * a residual block of stride 2 before the second and third, batch norm, ReLU, average, classifier.
 * Batch norm in cells learns only in an architecture by itself. The bias that published convolutions
 * have where it does not is left out: batch norm takes it away again. Of a residual block, all but its
 * shortcut is a path that can be dropped (stochastic depth, Huang et al. 2016; not published for it).
 */
export function buildNasBench201(
  space: NasBench201Space,
  { builder, branches, input, classes, alone }: Construction,
): Network {
  const allowed = NAS_BENCH_201_EDGES.flatMap((edge) => {
    const candidates = nasBench201Candidates(space, edge)
    return space.operations.map((operation) => candidates.includes(operation))
  })
  branches.table(TABLE, NAS_BENCH_201_EDGES.length, space.operations.length, allowed)
  const image = builder.input(input)
  let state = builder.part('stem', 'stem', () => {
    const conv = builder.conv('stem/conv', image, space.channels, { kernel: 3 })
    return builder.batchNorm('stem/norm', conv, { affine: true })
  })
  for (let stage = 0; stage < STAGES; stage++) {
    const name = `stages.${stage}`
    if (stage > 0) {
      const [path, input] = [`${name}/reduce`, state]
      state = builder.part('reduction', path, () => appendReduction(builder, path, input))
    }
    for (let cell = 0; cell < space.cells; cell++) {
      state = appendCell(builder, branches, space, `${name}/cells.${cell}`, state, alone)
    }
  }
  const normed = builder.part('classifier', 'classifier', () =>
    builder.batchNorm('head/norm', state, { affine: true }),
  )
  return builder.build(builder.classifier(builder.relu('head/relu', normed), classes))
}

function appendCell(
  builder: NetworkBuilder,
  branches: Branches,
  space: NasBench201Space,
  name: string,
  input: LayerId,
  affine: boolean,
): LayerId {
  const blocks = new EdgeBlocks(builder, affine)
  const states = [input]
  for (let node = 1; node < NAS_BENCH_201_NODES; node++) {
    const terms = NAS_BENCH_201_EDGES.flatMap(({ from, to }, row) =>
      to !== node
        ? []
        : space.operations.map((operation, column) =>
            operation === 'none'
              ? null
              : branches.term({ table: TABLE, row, column }, () =>
                  blocks.append(operation, `${name}/edge.${from}-${to}`, states[from] as LayerId),
                ),
          ),
    ).filter(isTerm)
    // Nothing but `none`: the node is zero, of the shape that all nodes have.
    const path = `${name}/node.${node}`
    const add = () =>
      terms.length > 0 ? builder.sum(path, terms) : builder.zero(path, builder.shapeOf(input))
    states.push(builder.part('add', path, add))
  }
  return states.at(-1) as LayerId
}

/** The operations of a cell; ReLUs and poolings of one state are shared, as they have no weights. */
class EdgeBlocks {
  private readonly shared = new Map<string, LayerId>()

  constructor(
    private readonly builder: NetworkBuilder,
    private readonly affine: boolean,
  ) {}

  append(operation: Exclude<NasBench201Operation, 'none'>, edge: string, state: LayerId): LayerId {
    return this.builder.operation(operation, `${edge}/${operation}`, () =>
      this.layersOf(operation, edge, state),
    )
  }

  private layersOf(
    operation: Exclude<NasBench201Operation, 'none'>,
    edge: string,
    state: LayerId,
  ): LayerId {
    const { builder } = this
    switch (operation) {
      case 'skip_connect':
        return state
      case 'avg_pool_3x3':
        return this.once(`${builder.nameOf(state)}/avg_pool_3x3`, (name) =>
          builder.pool('avgPool', name, state, { kernel: 3 }),
        )
      case 'nor_conv_1x1':
        return this.convolution(`${edge}/${operation}`, state, 1)
      case 'nor_conv_3x3':
        return this.convolution(`${edge}/${operation}`, state, 3)
    }
  }

  private convolution(name: string, state: LayerId, kernel: number): LayerId {
    const { builder } = this
    const active = this.once(`${builder.nameOf(state)}/relu`, (path) => builder.relu(path, state))
    const { channels } = builder.shapeOf(state)
    const mixed = builder.conv(`${name}/conv`, active, channels, { kernel })
    return builder.batchNorm(`${name}/norm`, mixed, { affine: this.affine })
  }

  private once(name: string, append: (name: string) => LayerId): LayerId {
    const layer = this.shared.get(name) ?? append(name)
    this.shared.set(name, layer)
    return layer
  }
}

/** ResNet's basic block: two ReLU → 3 × 3 → batch norm, beside 2 × 2 averaging and a 1 × 1. */
function appendReduction(builder: NetworkBuilder, name: string, input: LayerId): LayerId {
  const channels = 2 * builder.shapeOf(input).channels
  const half = (path: string, state: LayerId, stride: number) => {
    const active = builder.relu(`${path}/relu`, state)
    const mixed = builder.conv(`${path}/conv`, active, channels, { kernel: 3, stride })
    return builder.batchNorm(`${path}/norm`, mixed, { affine: true })
  }
  const main = half(`${name}/b`, half(`${name}/a`, input, 2), 1)
  // Odd sizes, which the published code does not meet, are padded to halve as the convolution's do.
  const { height, width } = builder.shapeOf(input)
  const averaged = builder.pool('avgPool', `${name}/shortcut/pool`, input, {
    kernel: 2,
    stride: 2,
    padding: [height % 2, width % 2],
  })
  const shortcut = builder.conv(`${name}/shortcut/conv`, averaged, channels, { kernel: 1 })
  return builder.sum(name, [
    { input: builder.droppable(`${name}/drop`, main), gate: null },
    { input: shortcut, gate: null },
  ])
}
