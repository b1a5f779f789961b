import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { spacePreset } from '../run/spacePresets'
import { takeInTurn } from '../space/draws'
import type { SearchSpace } from '../space/searchSpace'
import { spaceModel } from '../space/spaceModels'
import {
  referenceBeside,
  shownSubject,
  sizeBounds,
  sized,
  sizeOf,
  trainedCost,
  trainingPartsOf,
} from './trainingSubject'

const config = presetConfig('tiny')
const NAMES = ['darts', 'nas-bench-201', 'enas-micro', 'enas-macro', 'spos'] as const

/** The first architecture of a space, as the result column shows it. */
function subjectOf(space: SearchSpace) {
  const model = spaceModel(space)
  const text = model.format(takeInTurn(model, (_, open) => open[0] as number))
  return shownSubject({ space, text, genotype: null, config: { ...config, space } })
}

const subject = subjectOf(config.space)

describe('what is trained', () => {
  it('stands as deep and wide as its space until something else is asked for', () => {
    expect(sizeOf(subject)).toEqual({ cells: config.space.cells, channels: config.space.channels })
    const wider = sized(subject, { channels: 12 })
    expect(sizeOf(wider)).toEqual({ cells: config.space.cells, channels: 12 })
    expect(trainedCost(wider, config.dataset).parameters).toBeGreaterThan(
      trainedCost(subject, config.dataset).parameters,
    )
  })

  it('keeps within what can be built', () => {
    const { cells, channels } = sizeBounds(subject)
    const huge = sized(subject, { cells: 1e6, channels: 1e6 })
    expect(sizeOf(huge)).toEqual({ cells: cells!.max, channels: channels!.max })
  })

  it.each(NAMES)('can be built from the space %s, at the size it is asked for', (name) => {
    const ofSpace = subjectOf(spacePreset('tiny', name))
    const bounds = sizeBounds(ofSpace)
    const before = sizeOf(ofSpace)
    expect(before.cells === null).toBe(bounds.cells === null)
    expect(before.channels === null).toBe(bounds.channels === null)
    const changed = sized(ofSpace, { cells: 2, channels: 6 })
    expect(trainedCost(changed, config.dataset).parameters).toBeGreaterThan(0)
    if (name === 'spos') expect(changed).toEqual(ofSpace)
    else expect(changed).not.toEqual(ofSpace)
  })

  it('may be cells alone, which have no size of their own', () => {
    const { text } = subject as { text: string }
    const alone = shownSubject({ space: null, text, genotype: null, config })
    expect(alone).toMatchObject({ kind: 'cells', cells: config.space.cells })
    const beside = { ...config, space: spacePreset('tiny', 'spos') }
    expect(shownSubject({ space: null, text, genotype: null, config: beside })).toMatchObject({
      kind: 'cells',
      cells: 8,
      channels: 16,
    })
  })

  it('may be made by hand, about as large as what it stands beside', () => {
    const { parameters } = trainedCost(subject, config.dataset)
    for (const name of ['plain-cnn', 'resnet', 'mobilenet-v2'] as const) {
      const reference = referenceBeside(name, parameters, config.dataset)
      const ratio = trainedCost(reference, config.dataset).parameters / parameters
      expect(Math.abs(Math.log(ratio))).toBeLessThan(Math.log(1.6))
    }
  })

  it('has places for drop-path and an auxiliary head, or not', () => {
    expect(trainingPartsOf(subject, config.dataset)).toEqual({ dropPath: true, auxiliary: true })
    const plain = { kind: 'reference', name: 'plain-cnn', channels: 8 } as const
    expect(trainingPartsOf(plain, config.dataset)).toEqual({ dropPath: false, auxiliary: false })
  })
})
