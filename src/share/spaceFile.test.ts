import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRESET_NAMES, presetConfig } from '../run/presets'
import { validateSpace } from '../space/bounds'
import { SPACE_KINDS, ruledSpaces } from '../space/anyRules.fixture'
import { SPACE_NAMES, SPACE_PRESETS } from '../space/spacePresets'
import { parseSpaceText, spaceText } from './spaceFile'

const DARTS = SPACE_PRESETS.darts.small

/** `code: message` of what is refused. */
function refusal(text: string): string {
  const result = parseSpaceText(text)
  return result.ok ? 'read' : `${result.code}: ${result.message}`
}

const withSpace = (change: object) => JSON.stringify({ version: 1, space: { ...DARTS, ...change } })

describe('a file of a space', () => {
  it('is JSON on lines, with a version', () => {
    const text = spaceText(DARTS)
    expect(text).toMatch(/^\{\n {2}"version": 1,\n {2}"space": \{\n {4}"kind": "cell",\n/)
    expect(text.endsWith('}\n')).toBe(true)
  })

  it.each(SPACE_NAMES)('brings back the space %s, published and small', (name) => {
    const { published, small } = SPACE_PRESETS[name]
    for (const space of [published, small]) {
      expect(parseSpaceText(spaceText(space))).toEqual({ ok: true, space })
    }
  })

  it.each(SPACE_KINDS)('brings back any rules of the kind %s', (kind) => {
    fc.assert(
      fc.property(ruledSpaces(kind), (space) => {
        const text = spaceText(space)
        const result = parseSpaceText(text)
        expect(result).toEqual({ ok: true, space })
        expect(result.ok && spaceText(result.space)).toBe(text)
      }),
    )
  })

  it.each(PRESET_NAMES)('may be a whole search: %s', (name) => {
    const config = presetConfig(name)
    expect(parseSpaceText(JSON.stringify(config))).toEqual({ ok: true, space: config.space })
  })

  it('may be a search whose method this page does not know', () => {
    const config = { ...presetConfig('tiny'), strategy: { name: 'of tomorrow' } }
    expect(parseSpaceText(JSON.stringify(config))).toEqual({ ok: true, space: config.space })
  })

  it('may be a space by itself', () => {
    expect(parseSpaceText(JSON.stringify(DARTS))).toEqual({ ok: true, space: DARTS })
  })

  it.each([
    ['', 'not-json: The file is not JSON'],
    ['{"version": 1,', 'not-json: The file is not JSON'],
    ['[', 'not-json: The file is not JSON'],
    ['['.repeat(60_000), 'not-json: The file is not JSON'],
    ['"x"'.padEnd(70_000), 'too-large: A space takes at most 65536 characters'],
    ['null', 'content: A file of a space is a JSON object'],
    ['7', 'content: A file of a space is a JSON object'],
    ['[]', 'content: A file of a space is a JSON object'],
    ['{}', 'version: version: it is missing, and so is kind'],
    ['{"version": 2, "space": {}}', 'version: version: this page reads version 1'],
    ['{"version": "1", "space": {}}', 'version: version: this page reads version 1'],
  ])('is refused where it is none: %.40s', (text, said) => {
    expect(refusal(text)).toBe(said)
  })

  it.each([
    ['{"version": 1}', /^content: space: /],
    ['{"version": 1, "space": {}}', /^content: space\.kind: /],
    ['{"version": 1, "space": {"kind": "tree"}}', /^content: space\.kind: /],
    ['{"kind": "cell"}', /^content: nodes: /],
    [withSpace({ nodes: '3' }), /^content: space\.nodes: /],
    [withSpace({ nodes: 9 }), /^content: space: nodes must be a number from 1 to 5/],
    [withSpace({ extra: 1 }), /^content: space\.extra: /],
    [withSpace({ operations: ['conv_3x3'] }), /^content: space\.operations\.0: /],
    [withSpace({ rules: { normal: [{ to: 2 }] } }), /^content: space\.rules\.normal\.0\.from: /],
    [
      withSpace({ rules: { normal: [{ from: 0, to: 5, forced: true }] } }),
      /^content: space: The rule of edge 0 to 5 in rules\.normal /,
    ],
  ])('names the field that is wrong: %.80s', (text, said) => {
    expect(refusal(text)).toMatch(said)
  })

  it('is a sound space or a refusal, whatever is changed in it', () => {
    const texts = fc.constantFrom(
      ...SPACE_NAMES.map((name) => spaceText(SPACE_PRESETS[name].small)),
    )
    const edits = fc.array(
      fc.tuple(fc.nat(), fc.constantFrom('', '0', '9e9', '"', '{', ']', ',', 'null', '-1', '[]')),
      { minLength: 1, maxLength: 3 },
    )
    fc.assert(
      fc.property(texts, edits, (text, changes) => {
        const edited = changes.reduce((before, [at, put]) => {
          const place = at % before.length
          return before.slice(0, place) + put + before.slice(place + 1)
        }, text)
        const result = parseSpaceText(edited)
        if (result.ok) expect(validateSpace(result.space)).toEqual([])
        else expect(result.message).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })
})
