import { describe, expect, it } from 'vitest'
import { parseGenotype } from '../space/genotype'
import type { CellGenotype, Genotype } from '../space/cellSpace'
import type { OperationName } from '../space/operations'
import { PUBLISHED, PUBLISHED_NAMES } from '../space/published'
import { macsByLayer, multiplyAccumulates } from './cost'
import { buildEvaluationNetwork } from './evaluation'
import { parameterCount } from './network'

const CIFAR = {
  cells: 20,
  channels: 36,
  input: { height: 32, width: 32, channels: 3 },
  classes: 10,
}

interface Cost {
  readonly parameters: number
  readonly macs: number
}

/** Weights w used at m output pixels each. */
const convolution = (w: number, m: number): Cost => ({ parameters: w, macs: w * m })
const norm = (channels: number): Cost => ({ parameters: 2 * channels, macs: 0 })
const total = (costs: readonly Cost[]): Cost => ({
  parameters: costs.reduce((sum, cost) => sum + cost.parameters, 0),
  macs: costs.reduce((sum, cost) => sum + cost.macs, 0),
})

/** An operation on c channels whose output has m pixels, in closed form. */
function operationCost(operation: OperationName, c: number, m: number, reducing: boolean): Cost {
  const separable = (k: number) => [convolution(k * k * c, m), convolution(c * c, m), norm(c)]
  switch (operation) {
    case 'none':
    case 'max_pool_3x3':
    case 'max_pool_5x5':
    case 'max_pool_7x7':
    case 'avg_pool_3x3':
      return total([])
    case 'skip_connect':
      return reducing ? total([convolution(c * c, m), norm(c)]) : total([])
    case 'sep_conv_3x3':
    case 'sep_conv_5x5':
    case 'sep_conv_7x7': {
      const k = Number(operation.at(-1))
      return total([...separable(k), ...separable(k)])
    }
    case 'dil_conv_3x3':
    case 'dil_conv_5x5':
      return total(separable(Number(operation.at(-1))))
    case 'nor_conv_1x1':
    case 'nor_conv_3x3': {
      const k = Number(operation.at(-1))
      return total([convolution(k * k * c * c, m), norm(c)])
    }
    case 'conv_3x1_1x3':
    case 'conv_7x1_1x7': {
      const k = Number(operation.at(-1))
      // The 1 × k half strides along the width alone, so it still sees every row.
      return total([
        convolution(k * c * c, reducing ? 2 * m : m),
        convolution(k * c * c, m),
        norm(c),
      ])
    }
  }
}

/** The evaluation network's cost without building it: NetworkCIFAR's arithmetic on paper. */
function costOnPaper(genotype: Genotype, { cells, channels, input, classes }: typeof CIFAR): Cost {
  const costs: Cost[] = []
  let pixels = input.height * input.width
  costs.push(convolution(27 * 3 * channels, pixels), norm(3 * channels))
  let [beforeLast, last, width] = [3 * channels, 3 * channels, channels]
  for (let index = 0; index < cells; index++) {
    const reducing = index === Math.floor(cells / 3) || index === Math.floor((2 * cells) / 3)
    if (reducing) width *= 2
    costs.push(convolution(beforeLast * width, pixels), convolution(last * width, pixels))
    costs.push(norm(width), norm(width))
    if (reducing) pixels /= 4
    const cell: CellGenotype = reducing ? genotype.reduce : genotype.normal
    for (const { operation, input: state } of cell.nodes.flat()) {
      costs.push(operationCost(operation, width, pixels, reducing && state < 2))
    }
    ;[beforeLast, last] = [last, cell.concat.length * width]
  }
  costs.push({ parameters: (last + 1) * classes, macs: last * classes })
  return total(costs)
}

describe('the evaluation network', () => {
  it('has as many parameters as DARTS_V2 in PyTorch, without the auxiliary head', () => {
    const network = buildEvaluationNetwork(PUBLISHED.DARTS_V2, CIFAR)
    expect(parameterCount(network)).toBe(3_349_342)
  })

  // The literature gives 501 M for DARTS (first order) and 528 M for DARTS (second order).
  it.each([
    ['DARTS_V1', 501],
    ['DARTS_V2', 528],
  ] as const)('costs what papers report for %s', (name, millions) => {
    const macs = multiplyAccumulates(buildEvaluationNetwork(PUBLISHED[name], CIFAR))
    expect(Math.round(macs / 1e6)).toBe(millions)
  })

  // Annotated in fairdarts/genotypes.py with these figures, truncated, auxiliary head included.
  it.each([
    [
      2.83,
      373,
      `normal=[('sep_conv_3x3', 2, 0), ('sep_conv_5x5', 2, 1), ('max_pool_3x3', 4, 0),
      ('sep_conv_3x3', 5, 0)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 2, 0),
      ('avg_pool_3x3', 2, 1), ('avg_pool_3x3', 3, 0), ('dil_conv_5x5', 3, 1), ('avg_pool_3x3', 4, 0),
      ('sep_conv_5x5', 4, 1), ('skip_connect', 5, 0), ('skip_connect', 5, 1)],
      reduce_concat=range(2, 6)`,
    ],
    [
      3.88,
      536,
      `normal=[('sep_conv_3x3', 2, 0), ('sep_conv_3x3', 2, 1), ('sep_conv_3x3', 3, 1),
      ('dil_conv_3x3', 4, 0), ('sep_conv_5x5', 4, 1), ('dil_conv_5x5', 5, 1)],
      normal_concat=range(2, 6), reduce=[('skip_connect', 2, 0), ('dil_conv_3x3', 2, 1),
      ('skip_connect', 3, 0), ('dil_conv_3x3', 3, 1), ('max_pool_3x3', 4, 0),
      ('sep_conv_3x3', 4, 1), ('skip_connect', 5, 2), ('max_pool_3x3', 5, 0)],
      reduce_concat=range(2, 6)`,
    ],
  ])('builds sparse cells as FairDARTS does: %f M parameters, %i M', (parameters, macs, fields) => {
    const network = buildEvaluationNetwork(parseGenotype(`Genotype(${fields})`), CIFAR)
    const auxiliaryHead = 576 * 128 + 256 + 128 * 768 * 4 + 1536 + 768 * 10 + 10
    const counted = parameterCount(network) + auxiliaryHead
    expect(Math.floor(counted / 1e4) / 100).toBe(parameters)
    expect(Math.abs(multiplyAccumulates(network) / 1e6 - macs)).toBeLessThan(2)
  })

  it.each(PUBLISHED_NAMES)('costs on the graph what it costs on paper: %s', (name) => {
    for (const options of [CIFAR, { ...CIFAR, cells: 8, channels: 16, classes: 100 }]) {
      const network = buildEvaluationNetwork(PUBLISHED[name], options)
      expect({
        parameters: parameterCount(network),
        macs: multiplyAccumulates(network),
      }).toEqual(costOnPaper(PUBLISHED[name], options))
    }
  })

  it('joins only the states of concat', () => {
    const network = buildEvaluationNetwork(PUBLISHED.AmoebaNet, CIFAR)
    const output = network.layers.find(({ name }) => name === 'cells.0/output')
    expect(output?.inputs.map((id) => network.layers[id]?.name)).toEqual(
      [2, 3, 4].map((node) => `cells.0/node.${node}`),
    )
    expect(output?.shape.channels).toBe(3 * 36)
  })

  it('reads an edge twice when two edges are the same pooling', () => {
    const network = buildEvaluationNetwork(PUBLISHED.NASNet, CIFAR)
    const node = network.layers.find(({ name }) => name === 'cells.0/node.3')
    expect(new Set(node?.inputs).size).toBe(1)
    expect(node?.inputs).toHaveLength(2)
  })

  it('leaves out none, and refuses a node that is nothing else', () => {
    const [edges, ...others] = PUBLISHED.DARTS_V2.normal.nodes
    const withNone = (operations: OperationName[]): Genotype => ({
      ...PUBLISHED.DARTS_V2,
      normal: {
        ...PUBLISHED.DARTS_V2.normal,
        nodes: [operations.map((operation, input) => ({ operation, input })), ...others],
      },
    })
    expect(edges).toHaveLength(2)
    const half = buildEvaluationNetwork(withNone(['none', 'sep_conv_3x3']), CIFAR)
    expect(half.layers.find(({ name }) => name === 'cells.0/node.0')?.inputs).toHaveLength(1)
    expect(() => buildEvaluationNetwork(withNone(['none', 'none']), CIFAR)).toThrow('no terms')
  })
})

describe('macsByLayer', () => {
  it('lists convolutions and dense layers, and adds up', () => {
    const network = buildEvaluationNetwork(PUBLISHED.DARTS_V2, CIFAR)
    const costs = macsByLayer(network)
    expect(costs[0]).toEqual({ layer: 1, name: 'stem/conv', macs: 27 * 108 * 1024 })
    expect(costs.at(-1)).toMatchObject({ name: 'classifier', macs: 576 * 10 })
    expect(costs.reduce((sum, { macs }) => sum + macs, 0)).toBe(multiplyAccumulates(network))
  })
})
