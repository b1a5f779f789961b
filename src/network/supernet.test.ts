import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CellSpace } from '../space/cellSpace'
import { DARTS_OPERATIONS } from '../space/operations'
import { initialAlphas } from './initialise'
import type { Layer, Network, SumLayer } from './network'
import { gateCount, parameterCount } from './network'
import { buildSupernet } from './supernet'

const DARTS_SPACE: CellSpace = {
  kind: 'cell',
  nodes: 4,
  operations: DARTS_OPERATIONS,
  cells: 8,
  channels: 16,
}
const CIFAR = { height: 32, width: 32, channels: 3 }

function named(network: Network, name: string): Layer {
  const layer = network.layers.find((candidate) => candidate.name === name)
  if (!layer) throw new Error(`No layer ${name}`)
  return layer
}

const sums = (network: Network) =>
  network.layers.filter((layer): layer is SumLayer => layer.kind === 'sum')

describe('the DARTS supernet', () => {
  const network = buildSupernet(DARTS_SPACE, CIFAR, 10)

  it('has the published number of parameters', () => {
    // NASLib's unit test of the DARTS search space asserts 1.930618 M.
    expect(parameterCount(network)).toBe(1_930_618)
  })

  it('has one 14 × 8 gate table per type of cell', () => {
    expect(network.gateTables).toEqual([
      { name: 'normal', rows: 14, columns: 8, offset: 0 },
      { name: 'reduce', rows: 14, columns: 8, offset: 112 },
    ])
  })

  it('doubles channels and halves resolution in cells 2 and 5', () => {
    const shapes = DARTS_SPACE.cells
    const outputs = Array.from(
      { length: shapes },
      (_, i) => named(network, `cells.${i}/output`).shape,
    )
    expect(outputs.map(({ height, channels }) => [height, channels])).toEqual([
      ...[
        [32, 64],
        [32, 64],
        [16, 128],
        [16, 128],
        [16, 128],
        [8, 256],
        [8, 256],
        [8, 256],
      ],
    ])
    expect(named(network, 'stem/norm').shape.channels).toBe(48)
  })

  it('weighs every operation of every edge but none, by the gate of its row and column', () => {
    const node = named(network, 'cells.2/node.1') as SumLayer
    const rows = [2, 3, 4]
    expect(node.gates).toEqual(
      rows.flatMap((row) => [1, 2, 3, 4, 5, 6, 7].map((column) => 112 + row * 8 + column)),
    )
    expect(named(network, 'cells.0/node.0')).toMatchObject({ gates: { length: 14 } })
  })

  it('reads a state itself through a skip, and a factorised half of it through a reducing skip', () => {
    const layers = network.layers
    const skipOf = (cell: number) => {
      const node = named(network, `cells.${cell}/node.0`) as SumLayer
      return layers[node.inputs[2] as number]?.name
    }
    expect(skipOf(1)).toBe('cells.1/preprocess0/norm')
    expect(skipOf(2)).toBe('cells.2/edge.0-2/skip_connect/norm')
  })

  it('shares what has no parameters, and nothing else', () => {
    const names = network.layers.map(({ name }) => name)
    const inCell = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length
    expect(inCell(/^cells\.0\/.*\/max_pool_3x3$/)).toBe(0)
    expect(inCell(/^cells\.0\/.*\/max_pool_3x3\/pool$/)).toBe(5)
    expect(inCell(/^cells\.0\/.*\/dil_conv_3x3\/depthwise$/)).toBe(14)
  })

  it('affine batch norm only in the stem', () => {
    const affine = network.layers.filter(
      (layer) => layer.kind === 'batchNorm' && layer.scale !== null,
    )
    expect(affine.map(({ name }) => name)).toEqual(['stem/norm'])
  })
})

describe('any cell space', () => {
  const spaces = fc.record({
    kind: fc.constant('cell' as const),
    nodes: fc.integer({ min: 1, max: 5 }),
    operations: fc
      .subarray([...DARTS_OPERATIONS], { minLength: 1 })
      .filter((operations) => operations.some((operation) => operation !== 'none')),
    cells: fc.integer({ min: 1, max: 7 }),
    channels: fc.integer({ min: 1, max: 8 }),
  })
  const images = fc.record({
    height: fc.integer({ min: 1, max: 33 }),
    width: fc.integer({ min: 1, max: 33 }),
    channels: fc.constantFrom(1, 3),
  })

  it('builds: unique names, topological order, dense offsets, every gate used but those of none', () => {
    fc.assert(
      fc.property(spaces, images, (space, image) => {
        const network = buildSupernet(space, image, 10)
        expect(new Set(network.layers.map(({ name }) => name)).size).toBe(network.layers.length)
        network.layers.forEach((layer, id) => {
          for (const input of layer.inputs) expect(input).toBeLessThan(id)
          expect(Math.min(layer.shape.height, layer.shape.width)).toBeGreaterThan(0)
        })
        let offset = 0
        for (const parameter of network.parameters) {
          expect(parameter.offset).toBe(offset)
          offset += parameter.size
        }
        const used = new Set(sums(network).flatMap(({ gates }) => gates))
        const none = space.operations.indexOf('none')
        const types = space.cells === 1 ? [1] : space.cells === 2 ? [1] : [0, 1]
        const perTable = gateCount(network) / 2
        const columns = space.operations.length
        expect([...used].every((gate) => gate !== null && gate % columns !== none)).toBe(true)
        expect(used.size).toBe((types.length * perTable * (columns - (none < 0 ? 0 : 1))) / columns)
      }),
      { numRuns: 40 },
    )
  })
})

describe('a DARTS supernet with rules', () => {
  const space: CellSpace = { ...DARTS_SPACE, nodes: 2, cells: 3, channels: 4 }
  const free = buildSupernet(space, CIFAR, 10)
  const rules: CellSpace['rules'] = {
    normal: [
      { from: 0, to: 2, operations: ['none', 'sep_conv_3x3', 'sep_conv_5x5'] },
      { from: 1, to: 3, operations: [] },
    ],
  }
  const ruled = buildSupernet({ ...space, rules }, CIFAR, 10)

  it('leaves closed branches out, and keeps the others as they are', () => {
    const names = new Set(ruled.layers.map(({ name }) => name))
    const gone = free.layers.filter(({ name }) => !names.has(name)).map(({ name }) => name)
    const closed = /^cells\.0\/edge\.(1-3\/|0-2\/(?!sep_conv_[35]))/
    expect(gone.length).toBeGreaterThan(10)
    expect(gone.filter((name) => !closed.test(name))).toEqual([])
    const edges = ruled.layers.filter(({ block }) => block?.place.startsWith('cells.0/edge.'))
    const places = new Set(edges.map(({ block }) => block?.place))
    const on = (edge: string) =>
      [...places].filter((place) => place?.startsWith(`cells.0/edge.${edge}/`)).length
    expect([on('0-2'), on('1-3')]).toEqual([2, 0])
    // A skip connection at stride 1 has no layers, and none never has.
    expect(on('0-3')).toBe(6)
    expect(gateCount(ruled)).toBe(gateCount(free))
  })

  it('marks them in its gate tables, and starts their alphas at 0', () => {
    const [normal, reduce] = ruled.gateTables
    expect(normal?.allowed?.filter(Boolean)).toHaveLength(5 * 8 - 5 - 8)
    expect(reduce?.allowed).toBeUndefined()
    const [closed, open] = [initialAlphas(ruled, 1), initialAlphas(free, 1)]
    open.forEach((alpha, gate) => {
      expect(closed[gate]).toBe((normal?.allowed?.[gate] ?? true) ? alpha : 0)
    })
  })

  it('is the free one where rules close nothing', () => {
    const forced: CellSpace = { ...space, rules: { reduce: [{ from: 1, to: 3, forced: true }] } }
    expect(buildSupernet(forced, CIFAR, 10)).toEqual(free)
    expect(buildSupernet({ ...space, rules: {} }, CIFAR, 10)).toEqual(free)
  })

  it('weighs in every sum what its row of gates has', () => {
    for (const { gates } of sums(ruled)) {
      for (const gate of gates) {
        const [normal] = ruled.gateTables
        expect(gate === null || (normal?.allowed?.[gate] ?? true)).toBe(true)
      }
    }
  })
})
