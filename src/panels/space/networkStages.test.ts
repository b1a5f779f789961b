import { describe, expect, it } from 'vitest'
import { buildArchitecture } from '../../network/spaceNetworks'
import type { SearchSpace } from '../../space/searchSpace'
import { spaceModel } from '../../space/spaceModels'
import { SPACE_NAMES, SPACE_PRESETS } from '../../space/spacePresets'
import { networkStages } from './networkStages'

const cells = (count: number, channels: number): SearchSpace => ({
  kind: 'cell',
  nodes: 1,
  operations: ['skip_connect', 'max_pool_3x3'],
  cells: count,
  channels,
})

describe('networkStages', () => {
  it('lays out the published network: 8 cells, reducing at 2 and 5', () => {
    expect(networkStages(cells(8, 16), 32)).toMatchObject([
      { channels: 16, side: 32, parts: [{ index: 0 }, { index: 1 }] },
      { channels: 32, side: 16, parts: [{ kind: 'reduction' }, {}, {}] },
      { channels: 64, side: 8, parts: [{ kind: 'reduction' }, {}, {}] },
    ])
  })

  it.each([1, 2, 3, 5, 7, 20])('agrees with the network itself, %i cells', (count) => {
    expectAgreement(cells(count, 4))
  })

  it.each(SPACE_NAMES)('agrees with the small network of %s', (name) => {
    expectAgreement(SPACE_PRESETS[name].small)
  })
})

/** The last stage's resolution is that of the features that are pooled; parts are numbered in order. */
function expectAgreement(space: SearchSpace): void {
  const stages = networkStages(space, 28)
  const choices = spaceModel(space).decisions.map(() => 0)
  const network = buildArchitecture(space, choices, { height: 28, width: 28, channels: 1 }, 10)
  const pooled = network.layers.find(({ kind }) => kind === 'globalAvgPool')
  const features = network.layers[pooled?.inputs[0] ?? -1]?.shape
  expect(stages.at(-1)?.side).toBe(features?.height)
  const parts = stages.flatMap((stage) => stage.parts)
  expect(parts.map(({ index }) => index)).toEqual(parts.map((_, index) => index))
}
