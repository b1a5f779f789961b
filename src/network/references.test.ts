import { describe, expect, it } from 'vitest'
import { decompose } from './blocks'
import type { Shape } from './network'
import { parameterCount } from './network'
import { buildReference, referenceChannels } from './references'
import type { ReferenceName } from './trainingSubject'
import { REFERENCE_NAMES } from './trainingSubject'

const GREY: Shape = { height: 28, width: 28, channels: 1 }
const COLOUR: Shape = { height: 32, width: 32, channels: 3 }

/** Parameters at C channels, of images of i channels and k classes: added up by hand. */
const ON_PAPER: Readonly<Record<ReferenceName, (C: number, i: number, k: number) => number>> = {
  // 3 × 3: i→C, C→C, C→2C, 2C→2C, 2C→4C, 4C→4C, each with a scale and a shift.
  'plain-cnn': (C, i, k) =>
    9 * (i * C + (1 + 2 + 4 + 8 + 16) * C ** 2) + 2 * 14 * C + 4 * C * k + k,
  // 3 × 3: i→C; C→C twice; C→2C, 2C→2C; 2C→4C, 4C→4C. 1 × 1: C→2C, 2C→4C.
  resnet: (C, i, k) => 9 * i * C + 298 * C ** 2 + 42 * C + 4 * C * k + k,
  // A block a→w: 6a² + 12a to expand, 54a + 12a to filter, 6aw + 2w to project.
  'mobilenet-v2': (C, i, k) => {
    const block = (a: number, w: number) => 6 * a ** 2 + 78 * a + 6 * a * w + 2 * w
    const first = 9 * C + 2 * C + C ** 2 + 2 * C
    const blocks = [block(C, C), block(C, C), block(C, 2 * C), block(2 * C, 2 * C)]
    const last = [block(2 * C, 4 * C), block(4 * C, 4 * C), 64 * C ** 2 + 32 * C]
    const ends = 9 * i * C + 2 * C + 16 * C * k + k
    return [first, ...blocks, ...last].reduce((sum, size) => sum + size, ends)
  },
}

describe.each(REFERENCE_NAMES)('%s', (name) => {
  it('has the parameters that paper says', () => {
    for (const [channels, input, classes] of [
      [16, COLOUR, 10],
      [5, GREY, 100],
      [1, GREY, 2],
    ] as const) {
      const network = buildReference(name, channels, input, classes)
      const expected = ON_PAPER[name](channels, input.channels, classes)
      expect(parameterCount(network)).toBe(expected)
    }
  })

  it('halves the image twice, whatever its size', () => {
    for (const [height, width, quarter] of [
      [8, 8, [2, 2]],
      [28, 28, [7, 7]],
      [9, 33, [3, 9]],
    ] as const) {
      const { layers, logits } = buildReference(name, 4, { height, width, channels: 3 }, 7)
      const pool = layers.find(({ kind }) => kind === 'globalAvgPool')!
      const { shape } = layers[pool.inputs[0]!]!
      expect([shape.height, shape.width]).toEqual(quarter)
      expect(layers[logits]!.shape).toEqual({ height: 1, width: 1, channels: 7 })
    }
  })

  it('is made of blocks alone, each layer with a name of its own', () => {
    const network = buildReference(name, 4, GREY, 10)
    expect(() => decompose(network)).not.toThrow()
    const names = network.layers.map((layer) => layer.name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('comes as near to a size as a width can', () => {
    const sizeAt = (channels: number) => parameterCount(buildReference(name, channels, GREY, 10))
    for (const wanted of [1, 1_000, 20_000, 100_000, 3_349_342]) {
      const channels = referenceChannels(name, wanted, GREY, 10)
      const distance = (other: number) => Math.abs(sizeAt(other) - wanted)
      expect(distance(channels)).toBeLessThanOrEqual(distance(channels + 1))
      if (channels > 1) expect(distance(channels)).toBeLessThanOrEqual(distance(channels - 1))
    }
    expect(referenceChannels(name, sizeAt(13), GREY, 10)).toBe(13)
  })

  it('refuses widths that are none', () => {
    for (const channels of [0, -1, 2.5, NaN]) {
      expect(() => buildReference(name, channels, GREY, 10)).toThrow(RangeError)
    }
  })
})

describe('shortcuts', () => {
  it('are the identity where the shape stays, and projections elsewhere', () => {
    const { layers } = buildReference('resnet', 8, COLOUR, 10)
    const shortcuts = layers.flatMap((layer) =>
      layer.kind === 'sum' ? [layers[layer.inputs[1]!]!.kind] : [],
    )
    expect(shortcuts).toEqual(['relu', 'batchNorm', 'batchNorm'])
  })

  it('stand in MobileNetV2 where a block keeps its shape', () => {
    const { layers } = buildReference('mobilenet-v2', 8, COLOUR, 10)
    const names = layers.filter(({ kind }) => kind === 'sum').map((layer) => layer.name)
    expect(names).toEqual([
      'first/add',
      'stages.0/block.0/add',
      'stages.0/block.1/add',
      'stages.1/block.1/add',
      'stages.2/block.1/add',
    ])
  })
})
