import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHAIN_BLOCKS } from '../space/chainSpace'
import { ENAS_CELL_OPERATIONS } from '../space/enasCellSpace'
import { ENAS_MACRO_OPERATIONS } from '../space/enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { canonical } from '../space/draws'
import { RULED_SPACES } from '../space/closedBranches.fixture'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../space/spacePresets'
import { anyArchitecture, anyChoices } from '../space/spaces.fixture'
import { multiplyAccumulates } from './cost'
import type { GatePath, Network } from './network'
import { gateCount, parameterCount } from './network'
import { checkPath, liveLayers } from './paths'
import { buildArchitecture, buildSpaceSupernet, gatePath } from './spaceNetworks'

const IMAGE = { height: 28, width: 28, channels: 1 }

const SPACES: readonly SearchSpace[] = [
  { kind: 'enas-cell', nodes: 3, operations: ENAS_CELL_OPERATIONS, cells: 4, channels: 4 },
  { kind: 'enas-macro', layers: 7, operations: ENAS_MACRO_OPERATIONS, channels: 4 },
  { kind: 'nas-bench-201', operations: NAS_BENCH_201_OPERATIONS, cells: 1, channels: 4 },
  {
    kind: 'chain',
    stem: { channels: 4, stride: 1 },
    stages: [
      { blocks: 2, channels: 8, stride: 2 },
      { blocks: 2, channels: 12, stride: 1 },
    ],
    choices: CHAIN_BLOCKS,
    head: 16,
    widths: [1],
  },
  ...Object.values(RULED_SPACES).filter(({ kind }) => kind !== 'cell'),
]

/** What runs, without gates: name, kind, shape and what is read of every layer the logits need. */
function running(network: Network, path: GatePath) {
  const live = liveLayers(network, path)
  return network.layers
    .filter((_, id) => live[id])
    .map((layer) => {
      const { name, kind, shape, inputs } = layer
      const read = inputs.filter((_, index) => {
        const gate = layer.kind === 'sum' ? (layer.gates[index] ?? null) : null
        return gate === null || path[gate]
      })
      return { name, kind, shape, inputs: read.map((id) => network.layers[id]?.name) }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** No architecture of a cell space has `none`, the first of its operations, though a mixture may. */
function noneGates({ gateTables }: Network): number[] {
  return gateTables.flatMap(({ offset, rows, columns, allowed }) =>
    Array.from({ length: rows }, (_, row) => row * columns)
      .filter((branch) => allowed?.[branch] ?? true)
      .map((branch) => offset + branch),
  )
}

describe.each(SPACES)('the supernet of $kind', (space) => {
  const network = buildSpaceSupernet(space, IMAGE, 10)
  const architectures = anyArchitecture(spaceModel(space))

  it('runs on a path exactly what the architecture by itself is made of', () => {
    fc.assert(
      fc.property(architectures, (choices) => {
        const path = gatePath(space, network, choices)
        checkPath(network, path)
        const alone = buildArchitecture(space, choices, IMAGE, 10)
        expect(alone.gateTables).toEqual([])
        expect(running(network, path)).toEqual(running(alone, new Uint8Array(0)))
      }),
      { numRuns: 30 },
    )
  })

  it('opens different paths for different choices', () => {
    const bits = (choices: readonly number[]) => gatePath(space, network, choices).join('')
    fc.assert(
      fc.property(architectures, architectures, (a, b) => {
        expect(bits(a) === bits(b)).toBe(a.join() === b.join())
      }),
      { numRuns: 30 },
    )
  })

  it('is well formed: unique names, topological order, no gate in two sums of one cell', () => {
    expect(new Set(network.layers.map(({ name }) => name)).size).toBe(network.layers.length)
    network.layers.forEach(({ inputs }, id) => {
      for (const input of inputs) expect(input).toBeLessThan(id)
    })
    for (const layer of network.layers) {
      if (layer.kind !== 'sum') continue
      const gates = layer.gates.filter((gate) => gate !== null)
      expect(new Set(gates).size).toBe(gates.length)
      for (const gate of gates) expect(gate).toBeLessThan(gateCount(network))
    }
  })

  it('refuses choices that do not fit', () => {
    expect(() => gatePath(space, network, [])).toThrow(RangeError)
    expect(() => buildArchitecture(space, [99], IMAGE, 10)).toThrow(RangeError)
  })
})

describe.each(Object.values(RULED_SPACES))('rules of $kind', (space) => {
  const network = buildSpaceSupernet(space, IMAGE, 10)
  const architectures = anyArchitecture(spaceModel(space))

  it('leave the supernet what some architecture has, and nothing else', () => {
    const allowed = network.gateTables.flatMap(({ rows, columns, allowed }) =>
      Array.from({ length: rows * columns }, (_, branch) => allowed?.[branch] ?? true),
    )
    const reached = new Set(
      fc.sample(architectures, { numRuns: 400, seed: 1 }).flatMap((choices) => {
        const path = gatePath(space, network, choices)
        return [...path.keys()].filter((gate) => path[gate] === 1)
      }),
    )
    for (const gate of reached) expect(allowed[gate]).toBe(true)
    const unseen = [...allowed.keys()].filter((gate) => allowed[gate] && !reached.has(gate))
    expect(unseen).toEqual(space.kind === 'cell' ? noneGates(network) : [])
    expect(allowed).toContain(false)
  })

  it('refuse architectures outside them', () => {
    const { decisions } = spaceModel(space)
    const obeys = (choices: readonly number[]) => canonical(spaceModel(space), choices) !== null
    fc.assert(
      fc.property(anyChoices(decisions), (choices) => {
        const path = () => gatePath(space, network, choices)
        const alone = () => buildArchitecture(space, choices, IMAGE, 10)
        for (const build of [path, alone]) {
          if (obeys(choices)) expect(build).not.toThrow()
          else expect(build).toThrow(RangeError)
        }
      }),
    )
  })
})

describe.each(SPACE_NAMES)('the small preset %s', (name) => {
  const space = SPACE_PRESETS[name].small
  const network = buildSpaceSupernet(space, IMAGE, 10)

  it('is small enough for a software GPU', () => {
    expect(parameterCount(network)).toBeLessThan(300_000)
    const first = spaceModel(space).decisions.map(() => 0)
    expect(multiplyAccumulates(buildArchitecture(space, first, IMAGE, 10))).toBeLessThan(12e6)
  })
})
