import { describe, expect, it } from 'vitest'
import { presetConfig } from '../run/presets'
import { recordedRun, trainedReference, underWay } from './library.fixture'
import type { LibraryEntry } from './libraryEntries'
import { tidyName, tidyTags } from './libraryEntries'
import { entryFacts, found, searchable, type ListedEntry } from './libraryFacts'
import { runEntry } from './libraryRuns'
import { wholeTraining } from './trainedArchive'

const ended = runEntry(recordedRun(), 1)
const unfinished = runEntry(underWay(recordedRun(presetConfig('tiny', 2)), 3), 1)
const { entry: trained } = wholeTraining(trainedReference('t'))

function listed(entry: LibraryEntry, name: string, ...tags: string[]): ListedEntry {
  const labels = { ...entry.labels, tags }
  const words = searchable([name, ...tags].join('\n'))
  return { entry: { ...entry, labels }, facts: entryFacts(entry), name, words }
}

const all = [
  listed(ended, 'Ended', 'good', 'two words'),
  listed(unfinished, 'Ｕnfinished', 'goods'),
  listed(trained, 'Trained'),
]
const names = (text: string, change: Partial<Parameters<typeof found>[1]> = {}) =>
  found(all, { text, kind: null, sort: 'name', ...change }).map(({ name }) => name)

describe('facts of entries', () => {
  it('are those of the architecture that a run found', () => {
    const { record, config } = ended.run
    expect(entryFacts(ended)).toMatchObject({
      method: 'darts',
      text: record?.text,
      seed: config.seed,
      parameters: 100,
      macs: 1_000,
      accuracy: { value: 0.75, subject: 'supernet', images: config.dataset.testImages },
    })
  })

  it('have nothing to say of what an unfinished run found', () => {
    expect(entryFacts(unfinished)).toMatchObject({ text: null, accuracy: null, parameters: null })
  })

  it('have a training’s test accuracy with its interval', () => {
    expect(entryFacts(trained).accuracy).toEqual({
      value: 0.9,
      interval: [0.8256, 0.9448],
      subject: 'trained',
      images: 100,
    })
  })
})

describe('what is found', () => {
  it('has every word, whatever its case and width', () => {
    expect(names('')).toEqual(['Ended', 'Trained', 'Ｕnfinished'])
    expect(names('UNFIN')).toEqual(['Ｕnfinished'])
    expect(names('ended good')).toEqual(['Ended'])
    expect(names('ended goods')).toEqual([])
  })

  it('has the tag, or its beginning, where # asks for one', () => {
    expect(names('#good')).toEqual(['Ended', 'Ｕnfinished'])
    expect(names('#goods')).toEqual(['Ｕnfinished'])
    expect(names('#ended')).toEqual([])
  })

  it('is of the kind, and in order, with what is not known at the end', () => {
    expect(names('', { kind: 'training' })).toEqual(['Trained'])
    expect(names('', { sort: 'accuracy' })).toEqual(['Trained', 'Ended', 'Ｕnfinished'])
    expect(names('', { sort: 'parameters' })).toEqual(['Trained', 'Ended', 'Ｕnfinished'])
    expect(names('', { sort: 'date' })[0]).toBe('Trained')
  })
})

describe('labels', () => {
  it('are single lines within bounds', () => {
    expect(tidyName('  a\n\tb  ')).toBe('a b')
    expect(tidyName(' \u200b ')).toBeNull()
    expect(tidyName('x'.repeat(500))).toHaveLength(120)
    expect(tidyTags(['#Good', 'good ', '', 'new\nline'])).toEqual(['Good', 'new line'])
    expect(tidyTags(Array.from({ length: 50 }, (_, index) => `t${index}`))).toHaveLength(20)
  })
})
