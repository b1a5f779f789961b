import { describe, expect, it } from 'vitest'
import { randomKey } from '../random/random'
import { drawUniform } from '../space/draws'
import { formatGenotype } from '../space/genotypeFormat'
import { PUBLISHED } from '../space/published'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../space/spacePresets'
import { auxiliaryLayers } from './auxiliary'
import { NetworkBuilder } from './builder'
import type { Layer, Network } from './network'
import { parameterCount } from './network'
import { appendAuxiliaryHead } from './trainingParts'
import { runningStatisticsSpans } from './runningStatistics'
import { buildTrainable, buildTrained } from './trainingNetworks'
import type { TrainingSubject } from './trainingSubject'
import { REFERENCE_NAMES } from './trainingSubject'

const INPUT = { height: 28, width: 28, channels: 1 }
const BOTH = { dropPath: true, auxiliary: true }

const architecture = (space: SearchSpace): TrainingSubject => {
  const model = spaceModel(space)
  return { kind: 'architecture', space, text: model.format(drawUniform(model, randomKey(3))!) }
}

const SUBJECTS: [name: string, subject: TrainingSubject][] = [
  ...SPACE_NAMES.map((name): [string, TrainingSubject] => [
    name,
    architecture(SPACE_PRESETS[name].small),
  ]),
  ...REFERENCE_NAMES.map((name): [string, TrainingSubject] => [
    name,
    { kind: 'reference', name, channels: 4 },
  ]),
]

const drops = ({ layers }: Network) => layers.filter(({ kind }) => kind === 'dropPath')
const inputOf = (network: Network, layer: Layer) => network.layers[layer.inputs[0]!]!

describe.each(SUBJECTS)('%s', (_, subject) => {
  const trained = buildTrained(subject, INPUT, 10)
  const trainable = buildTrainable(subject, INPUT, 10, BOTH)

  it('is used without what its training needs', () => {
    expect(drops(trained)).toEqual([])
    expect(trained.auxiliary).toBeUndefined()
    expect(buildTrainable(subject, INPUT, 10, { dropPath: false, auxiliary: false })).toEqual(
      trained,
    )
  })

  it('begins with the parameters and running statistics of the network that is used', () => {
    expect(trainable.parameters.slice(0, trained.parameters.length)).toEqual(trained.parameters)
    const norms = (network: Network) =>
      runningStatisticsSpans(network).map(({ layer, channels, mean }) => {
        return { name: network.layers[layer]!.name, channels, mean }
      })
    const all = norms(trained)
    expect(norms(trainable).slice(0, all.length)).toEqual(all)
  })

  it('computes the same once its paths are left out, and its head', () => {
    const helps = auxiliaryLayers(trainable)
    const kept = trainable.layers.filter(({ kind }, id) => kind !== 'dropPath' && !helps[id])
    expect(kept.map(({ name, kind, shape }) => ({ name, kind, shape }))).toEqual(
      trained.layers.map(({ name, kind, shape }) => ({ name, kind, shape })),
    )
  })

  it('drops paths that a sum adds up, each by itself', () => {
    const ids = new Set(drops(trainable).map((layer) => trainable.layers.indexOf(layer)))
    for (const id of ids) {
      const readers = trainable.layers.filter(({ inputs }) => inputs.includes(id))
      expect(readers.map(({ kind }) => kind)).toEqual(['sum'])
    }
    const names = trainable.layers.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })
})

it('has paths and heads where the publications have them, and residues where it says so', () => {
  const parts = SUBJECTS.map(([name, subject]) => {
    const network = buildTrainable(subject, INPUT, 10, BOTH)
    const paths = drops(network).length > 0 ? ['paths'] : []
    return [name, [...paths, ...(network.auxiliary === undefined ? [] : ['head'])].join()]
  })
  expect(Object.fromEntries(parts)).toEqual({
    darts: 'paths,head',
    nasnet: 'paths,head',
    'enas-micro': 'paths,head',
    'enas-macro': '',
    'nas-bench-201': 'paths',
    spos: '',
    'spos-widths': '',
    mobile: 'paths',
    'plain-cnn': '',
    resnet: 'paths',
    'mobilenet-v2': 'paths',
  })
})

describe('the published network, DARTS_V2 of 20 cells and 36 channels', () => {
  const subject: TrainingSubject = {
    kind: 'cells',
    cells: 20,
    channels: 36,
    text: formatGenotype(PUBLISHED.DARTS_V2),
  }
  const input = { height: 32, width: 32, channels: 3 }
  const network = buildTrainable(subject, input, 10, BOTH)

  it('has an auxiliary head of 128 and 768 channels after cell 13', () => {
    // 1 × 1 from 576, 2 × 2 from 128, a batch norm after each, and the classifier.
    const head = 576 * 128 + 2 * 128 + 128 * 768 * 4 + 2 * 768 + 768 * 10 + 10
    expect(parameterCount(network)).toBe(3_349_342 + head)
    const first = network.layers.find(({ name }) => name === 'auxiliary/relu')!
    expect(inputOf(network, first).name).toBe('cells.13/output')
    const pool = network.layers.find(({ name }) => name === 'auxiliary/pool')
    expect(pool).toMatchObject({ kernel: [5, 5], stride: 3, padding: [0, 0] })
    expect(pool!.shape).toEqual({ height: 2, width: 2, channels: 576 })
  })

  it('drops what every operation but the identity puts out', () => {
    // Of the eight operations of a cell, two are identities in each of eighteen normal cells, and three,
    // which read an inner node, in each of two reduction cells.
    const identities = 18 * 2 + 2 * 3
    expect(drops(network)).toHaveLength(20 * 8 - identities)
  })
})

describe('an auxiliary head', () => {
  const headOn = (height: number, width: number, channels: number) => {
    const builder = new NetworkBuilder()
    const image = builder.input({ height, width, channels })
    const logits = builder.classifier(image, 10)
    return builder.build(logits, appendAuxiliaryHead(builder, image, 10))
  }
  const shapeOf = (network: Network, name: string) =>
    network.layers.find((layer) => layer.name === name)!.shape

  it('sees all of a square map in 2 × 2 windows, whatever its size', () => {
    for (let size = 2; size <= 64; size++) {
      const network = headOn(size, size, 8)
      const pool = network.layers.find(({ name }) => name === 'auxiliary/pool')!
      expect(pool.shape).toMatchObject({ height: 2, width: 2 })
      const { kernel, stride } = pool as Layer & { kind: 'avgPool' }
      expect(kernel[0] + stride).toBe(size)
    }
    expect(headOn(7, 7, 8).layers).toContainEqual(
      expect.objectContaining({ name: 'auxiliary/pool', kernel: [5, 5], stride: 2 }),
    )
  })

  it('has no more than the published channels, and fewer in proportion', () => {
    for (const [channels, mixed, features] of [
      [1, 1, 1],
      [72, 16, 96],
      [576, 128, 768],
      [1152, 128, 768],
    ] as const) {
      const network = headOn(8, 8, channels)
      expect(shapeOf(network, 'auxiliary/mix/conv').channels).toBe(mixed)
      expect(shapeOf(network, 'auxiliary/features/conv')).toEqual({
        height: 1,
        width: 1,
        channels: features,
      })
    }
  })

  it('answers for maps of any form', () => {
    for (const [height, width] of [
      [1, 1],
      [1, 5],
      [3, 9],
      [8, 30],
    ] as const) {
      const network = headOn(height, width, 8)
      const { shape } = network.layers[network.auxiliary!]!
      expect(shape).toEqual({ height: 1, width: 1, channels: 10 })
    }
  })

  it('is all that the network answers without', () => {
    const network = headOn(8, 8, 8)
    const helps = auxiliaryLayers(network)
    expect(network.layers.filter((_, id) => helps[id]).map(({ name }) => name)).toEqual([
      'auxiliary/relu',
      'auxiliary/pool',
      'auxiliary/mix/conv',
      'auxiliary/mix/norm',
      'auxiliary/mix/relu',
      'auxiliary/features/conv',
      'auxiliary/features/norm',
      'auxiliary/features/relu',
      'auxiliary/classifier',
    ])
  })
})
