import { describe, expect, it } from 'vitest'
import { formatGenotype, GENOTYPE_FORMATS } from './genotypeFormat'
import { PUBLISHED } from './published'
import { PUBLISHED_ARCHITECTURES } from './publishedArchitectures'
import { recogniseArchitecture } from './recognition'
import { SPACE_PRESETS } from './spacePresets'

const darts = SPACE_PRESETS.darts.small
const micro = PUBLISHED_ARCHITECTURES['ENAS micro']

describe('recogniseArchitecture', () => {
  it.each(Object.entries(PUBLISHED_ARCHITECTURES))('knows %s by its text', (_, { space, text }) => {
    expect(recogniseArchitecture(text, darts)).toMatchObject({ space, text })
  })

  it.each(GENOTYPE_FORMATS)('knows genotypes of the form %s, which need no space', (format) => {
    const text = formatGenotype(PUBLISHED.DARTS_V2, format)
    expect(recogniseArchitecture(text, micro.space)).toMatchObject({
      space: null,
      genotype: { normal: { nodes: PUBLISHED.DARTS_V2.normal.nodes } },
    })
  })

  it('joins the loose ends of the published ENAS cells', () => {
    const { genotype } = recogniseArchitecture(micro.text, darts)
    expect(genotype?.normal.concat).toEqual([2, 3, 4, 5, 6])
    // In the reduction cell state 3 is read by its neighbour.
    expect(genotype?.reduce.concat).toEqual([2, 4, 5, 6])
  })

  it('reads arcs as the published code logs them, in brackets', () => {
    const [normal = '', reduce = ''] = micro.text.split('\n')
    expect(recogniseArchitecture(`[${normal}]\n[${reduce}]`, darts).text).toBe(micro.text)
  })

  it('takes the space at hand where the text is of it', () => {
    const { small } = SPACE_PRESETS.spos
    expect(recogniseArchitecture('(0, 3, 1, 2)', small)).toMatchObject({
      space: small,
      text: '[0, 3, 1, 2]',
    })
    const few = { ...micro.space, cells: 3 }
    expect(recogniseArchitecture(micro.text, few).space).toBe(few)
  })

  it.each(['', 'hello', '1 2 3 4', '|skip_connect~0|', '0 2 0 9 0 4 0 1', '[9, 9]', '1.5 2'])(
    'refuses %j',
    (text) => {
      expect(() => recogniseArchitecture(text, darts)).toThrow(
        expect.objectContaining({ name: 'GenotypeError' }),
      )
    },
  )
})
