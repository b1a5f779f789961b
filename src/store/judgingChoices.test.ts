import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { spacePreset } from '../run/spacePresets'
import { builtOut, sameChoices } from '../space/builtOut'
import { randomArchitectures } from '../space/randomArchitectures'
import { spaceModel } from '../space/spaceModels'
import { choosable, firstJudging, type KnownArchitecture } from './judgingChoices'

const { space, dataset } = presetConfig('tiny')
const model = spaceModel(space)
const [first = '', second = ''] = randomArchitectures(model, 2, 1).map((choices) =>
  model.format(choices),
)
const found = (seed: number, text: string, of = space): KnownArchitecture => ({
  group: { kind: 'method', method: 'darts' },
  seed,
  text,
  space: of,
})

describe('what can be judged', () => {
  it('is what was found in the same space, at any size, each once', () => {
    const wider = builtOut(space, { cells: 8, channels: 16 })
    if (wider.kind !== 'cell') throw new Error('Cells stay cells')
    const known = [found(1, first), found(1, first), found(2, second, wider)]
    expect(choosable(space, [], known).map(({ seed }) => seed)).toEqual([1, 2])
    expect(sameChoices(space, wider)).toBe(true)
  })

  it('is nothing of other spaces, nor text that is no architecture', () => {
    const other = spacePreset('tiny', 'nasnet')
    if (other.kind !== 'cell') throw new Error('NASNet searches cells')
    expect(choosable(space, [], [found(1, first, other), found(2, 'nonsense')])).toEqual([])
    expect(sameChoices(space, other)).toBe(false)
    expect(sameChoices(space, spacePreset('tiny', 'spos'))).toBe(false)
  })

  it('keeps what is judged already, known or not', () => {
    const judged = { group: { kind: 'picked', name: 'Mine' } as const, seed: null, text: first }
    expect(choosable(space, [judged], [])).toEqual([judged])
  })

  it('begins with all that searches found, and enough luck', () => {
    const picked = { ...found(3, second), group: { kind: 'picked', name: 'Mine' } as const }
    const judging = firstJudging({ space, dataset }, [found(1, first), picked])
    expect(judging.architectures.map(({ seed }) => seed)).toEqual([1])
    expect(judging.luck.count).toBeGreaterThanOrEqual(10)
    // Nothing is chosen among checkpoints: all networks are trained equally long.
    expect(judging.recipe).toMatchObject({ validationImages: 0, patience: 0 })
    expect(judging.dataset.testImages).toBeGreaterThanOrEqual(1_000)
  })
})
