import { describe, expect, it } from 'vitest'
import { nasBench201Model } from '../space/nasBench201Model'
import type { NasBench201Space } from '../space/nasBench201Space'
import { NAS_BENCH_201_OPERATIONS } from '../space/nasBench201Space'
import { everyChoice } from '../space/spaces.fixture'
import { multiplyAccumulates } from './cost'
import type { Network } from './network'
import { parameterCount } from './network'
import { buildArchitecture, buildSpaceSupernet } from './spaceNetworks'

const SPACE: NasBench201Space = {
  kind: 'nas-bench-201',
  operations: NAS_BENCH_201_OPERATIONS,
  cells: 5,
  channels: 16,
}
const CIFAR = { height: 32, width: 32, channels: 3 }
const model = nasBench201Model(SPACE)

/**
 * Closed form for 5 cells of 16, 32 and 64 channels on 32 × 32 × 3 and 10 classes. The benchmark also
 * counts the 10 additions of the classifier's bias as operations; multiply-adds here do not.
 */
function costOnPaper(choices: readonly number[]) {
  const count = (operation: number) => choices.filter((choice) => choice === operation).length
  const [ones, threes] = [count(2), count(3)]
  let parameters = 72_656 + 64 * 10 + 10
  let macs = 432 * 32 ** 2 + 640 + 14_336 * 16 ** 2 + 57_344 * 8 ** 2
  for (const [c, h] of [
    [16, 32],
    [32, 16],
    [64, 8],
  ] as const) {
    parameters += 5 * (threes * (9 * c * c + 2 * c) + ones * (c * c + 2 * c))
    macs += 5 * h * h * (9 * threes + ones) * c * c
  }
  return { parameters, macs }
}

const cost = (network: Network) => ({
  parameters: parameterCount(network),
  macs: multiplyAccumulates(network),
})

describe('an architecture of NAS-Bench-201', () => {
  it('costs what the closed form says, over many cells', () => {
    const some = everyChoice(model.decisions).filter((_, index) => index % 61 === 0)
    expect(some.length).toBeGreaterThan(250)
    for (const choices of some) {
      expect(cost(buildArchitecture(SPACE, choices, CIFAR, 10))).toEqual(costOnPaper(choices))
    }
  })

  it('lies between 0.0733 and 1.5315 M parameters, and 7.78 and 220.12 M multiply-adds', () => {
    const smallest = cost(buildArchitecture(SPACE, [0, 0, 0, 0, 0, 0], CIFAR, 10))
    const largest = cost(buildArchitecture(SPACE, [3, 3, 3, 3, 3, 3], CIFAR, 10))
    expect([smallest.parameters / 1e6, smallest.macs / 1e6].map((n) => n.toFixed(4))).toEqual([
      '0.0733',
      '7.7830',
    ])
    expect([largest.parameters / 1e6, largest.macs / 1e6].map((n) => n.toFixed(4))).toEqual([
      '1.5315',
      '220.1197',
    ])
  })

  it('has the figures that the benchmark gives for three 3 × 3 convolutions', () => {
    const arch =
      '|nor_conv_3x3~0|+|nor_conv_3x3~0|avg_pool_3x3~1|+|skip_connect~0|nor_conv_3x3~1|skip_connect~2|'
    const found = cost(buildArchitecture(SPACE, model.parse(arch), CIFAR, 10))
    // 0.802426 M and 113.95137 M.
    expect(found).toEqual({ parameters: 802_426, macs: 113_951_370 - 10 })
  })

  it('is zero where there is nothing but none', () => {
    const network = buildArchitecture(SPACE, [0, 1, 0, 0, 0, 0], CIFAR, 10)
    const node = (index: number) =>
      network.layers.find(({ name }) => name === `stages.1/cells.0/node.${index}`)
    expect(node(1)).toMatchObject({ kind: 'sum', inputs: [], shape: { height: 16, channels: 32 } })
    expect(node(2)?.inputs).toHaveLength(1)
    expect(node(3)?.inputs).toEqual([])
  })

  it('is built for images of any size', () => {
    for (const height of [1, 5, 28, 33]) {
      const image = { height, width: 7, channels: 1 }
      const network = buildArchitecture(SPACE, [3, 3, 3, 3, 3, 3], image, 10)
      expect(network.layers.at(-1)?.shape.channels).toBe(10)
    }
  })
})

describe('the NAS-Bench-201 supernet', () => {
  it('has one table of 6 × 5 gates for all cells, and learns no scale in them', () => {
    const network = buildSpaceSupernet(SPACE, CIFAR, 10)
    expect(network.gateTables).toEqual([{ name: 'cell', rows: 6, columns: 5, offset: 0 }])
    const perCell = [16, 32, 64].map((c) => 5 * 6 * 10 * c * c)
    const cells = perCell.reduce((sum, count) => sum + count, 0)
    expect(parameterCount(network)).toBe(72_656 + 650 + cells)
  })
})
