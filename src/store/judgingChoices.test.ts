import { beforeEach, describe, expect, it } from 'vitest'
import type { Timeline } from '../run/events'
import { presetConfig } from '../run/presets'
import { spacePreset } from '../run/spacePresets'
import { builtOut, sameChoices } from '../space/builtOut'
import { randomArchitectures } from '../space/randomArchitectures'
import { spaceModel } from '../space/spaceModels'
import { firstFidelity } from './fidelityState'
import {
  choosable,
  firstJudging,
  importedArchitectures,
  judgedAtFirst,
  type KnownArchitecture,
} from './judgingChoices'
import { blankTimeline } from './timeline'
import { useWorkspace } from './workspace'

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

describe('what was brought by hand', () => {
  const brought = (name: string | null, text: string) =>
    importedArchitectures(
      {
        ...useWorkspace.getState(),
        imported: {
          text,
          genotype: null,
          space,
          origin: 'link',
          name,
          accuracy: null,
          latency: null,
        },
      },
      'A link',
    )

  it('is judged at first, under its own name or what it is called without one', () => {
    expect(brought('Ours', first)).toMatchObject([
      { group: { kind: 'picked', name: 'Ours' }, space },
    ])
    const judging = firstJudging({ space, dataset }, brought(null, first))
    expect(judging.architectures).toEqual([
      { group: { kind: 'picked', name: 'A link' }, seed: null, text: first },
    ])
  })

  it('is nothing where nothing was', () => {
    expect(importedArchitectures({ ...useWorkspace.getState(), imported: null }, '')).toEqual([])
  })
})

describe('what is judged until somebody chooses', () => {
  const fresh = useWorkspace.getState()
  const designed = fresh.history.present
  const recorded = presetConfig('laptop')
  const firstOf = () => judgedAtFirst(useWorkspace.getState())
  beforeEach(() => useWorkspace.setState(fresh, true))

  it('is of the space being designed where nothing is shown', () => {
    const { space, dataset } = designed
    expect(firstOf()).toEqual({ space, dataset })
    fresh.clearRun(designed)
    expect(firstOf()).toEqual({ space, dataset })
  })

  it('is of the run that is shown, though another space is being designed', () => {
    const timeline = shown(recorded)
    useWorkspace.setState({ timeline })
    expect(sameChoices(recorded.space, designed.space)).toBe(false)
    expect(firstOf()).toEqual({ space: recorded.space, dataset: recorded.dataset })
    const [text = ''] = randomArchitectures(spaceModel(recorded.space), 1, 1).map((choices) =>
      spaceModel(recorded.space).format(choices),
    )
    const judging = firstJudging(firstOf(), [found(7, text, recorded.space), found(8, first)])
    expect(judging.architectures.map(({ seed }) => seed)).toEqual([7])
    expect(judging.luck.count).toBe(10)
    expect(firstFidelity(firstOf()).space).toBe(recorded.space)
  })

  it('is of the space that came with an architecture, or else of the one being designed', () => {
    const chain = spacePreset('tiny', 'spos')
    const imported = { genotype: null, name: null, accuracy: null, latency: null } as const
    useWorkspace.setState({ timeline: shown(recorded) })
    fresh.importArchitecture({ ...imported, text: 'any', space: chain, origin: 'link' })
    expect(firstOf()).toEqual({ space: chain, dataset: designed.dataset })
    fresh.importArchitecture({ ...imported, text: 'any', space: null, origin: 'text' })
    expect(firstOf().space).toBe(designed.space)
  })
})

function shown(config: Timeline['config']): Timeline {
  const blank = blankTimeline(config)
  const gates = new Float32Array(
    blank.gateTables.reduce((count, { rows, columns }) => count + rows * columns, 0),
  )
  const unmeasured = {
    elapsedMs: 0,
    trainLoss: 0,
    trainAccuracy: 0,
    validLoss: 0,
    validAccuracy: 0,
    learningRate: 0,
  }
  return { ...blank, snapshots: [{ step: 0, ...unmeasured, alphas: gates, gates }] }
}
