import { deflateSync, strToU8 } from 'fflate'
import process from 'node:process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomKey } from '../random/random'
import { withBatchStrategy, withSpace } from '../run/batchStrategy'
import type { PresetName } from '../run/config'
import { PRESET_NAMES, presetConfig } from '../run/presets'
import type { CellGenotype, Genotype } from '../space/cellSpace'
import { CELL_INPUTS } from '../space/cellSpace'
import { drawUniform } from '../space/draws'
import { parseGenotype } from '../space/genotype'
import { formatGenotype } from '../space/genotypeFormat'
import { OPERATIONS } from '../space/operations'
import { PUBLISHED, PUBLISHED_NAMES } from '../space/published'
import { SPACE_KINDS, ruledSpaces } from '../space/anyRules.fixture'
import { spaceModel } from '../space/spaceModels'
import { SPACE_NAMES } from '../space/spacePresets'
import { pack } from './codec'
import type { SharedLatency, SharedLink } from './link'
import { MAX_DEVICE_CHARACTERS, MAX_TITLE_CHARACTERS, decodeLink, encodeLink } from './link'

/** Thousands of runs take about a second; machines may be busy. */
const PROPERTY_MS = 30_000

/** The worst a genotype can be: as many nodes and edges as are read, nothing repeating. */
function largestGenotype(): Genotype {
  const cell = (step: number): CellGenotype => ({
    nodes: Array.from({ length: 12 }, (_, node) =>
      Array.from({ length: 16 }, (_, edge) => ({
        operation: OPERATIONS[((7 * edge * edge + step * node + edge) % 9) + 1] ?? 'skip_connect',
        input: (edge * edge * step + 5 * node) % (CELL_INPUTS + node),
      })),
    ),
    concat: [2, 5, 7, 13],
  })
  return { normal: cell(3), reduce: cell(11) }
}

const operations = fc.constantFrom(...OPERATIONS.filter((operation) => operation !== 'none'))

const cells: fc.Arbitrary<CellGenotype> = fc.integer({ min: 1, max: 5 }).chain((count) =>
  fc.record({
    nodes: fc.tuple(
      ...Array.from({ length: count }, (_, node) =>
        fc.array(fc.record({ operation: operations, input: fc.nat(CELL_INPUTS + node - 1) }), {
          minLength: 2,
          maxLength: 2,
        }),
      ),
    ),
    concat: fc.subarray(
      Array.from({ length: count }, (_, node) => CELL_INPUTS + node),
      {
        minLength: 1,
      },
    ),
  }),
)

const titles = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((title) => title.length <= MAX_TITLE_CHARACTERS && /^\P{Cc}*$/u.test(title))

const devices = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((device) => device.trim())
  .filter(
    (device) =>
      device.length > 0 &&
      device.length <= MAX_DEVICE_CHARACTERS &&
      !/[\p{C}\p{Zl}\p{Zp}]/u.test(device),
  )

const latencies: fc.Arbitrary<SharedLatency> = fc
  .tuple(
    fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 3 }),
    devices,
  )
  .map(([values, device]) => {
    const [lowMs, medianMs, highMs] = values.map((value) => value + 0).sort((a, b) => a - b)
    return { lowMs: lowMs!, medianMs: medianMs!, highMs: highMs!, device }
  })

const links: fc.Arbitrary<SharedLink> = fc
  .record(
    {
      config: fc
        .tuple(fc.constantFrom<PresetName>(...PRESET_NAMES), fc.nat(2 ** 32 - 1))
        .map(([preset, seed]) => presetConfig(preset, seed)),
      genotype: fc.record({ normal: cells, reduce: cells }),
      accuracy: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
      latency: latencies,
      title: titles,
    },
    { requiredKeys: [] },
  )
  .filter(
    ({ config, genotype, latency }) =>
      genotype !== undefined || (config !== undefined && latency === undefined),
  )

const longestLatency: SharedLatency = {
  medianMs: 1 / 3,
  lowMs: 2 / 7,
  highMs: 1e5 / 7,
  device: 'NVIDIA Corporation NVIDIA GeForce RTX 4090 Laptop GPU/PCIe/SSE2',
}

/** A link with an intact envelope around any content. */
const wrap = (content: unknown) => `#v1:${pack(JSON.stringify(content))}`

/** An intact envelope around any DEFLATE stream, its checksum right. */
function envelope(deflated: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of deflated) hash = Math.imul(hash ^ byte, 0x01000193)
  const bytes = Buffer.concat([Buffer.alloc(4), deflated])
  bytes.writeUInt32BE(hash >>> 0)
  return `#v1:${bytes.toString('base64url')}`
}

const latency: SharedLatency = { medianMs: 1.5, lowMs: 1.4, highMs: 1.7, device: 'Apple M3' }
const withLatency = (content: unknown) => ({
  genotype: formatGenotype(PUBLISHED.DARTS_V2),
  latency: content,
})

const codeOf = (hash: string) => {
  const result = decodeLink(hash)
  return result.ok ? null : result.error.code
}

/** Milliseconds of processor time of the fastest of a few tries: a busy machine does not matter. */
function fastest(work: () => void): number {
  return Math.min(
    ...Array.from({ length: 5 }, () => {
      const start = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1000
    }),
  )
}

describe('links', () => {
  it('bring back what was put in', { timeout: PROPERTY_MS }, () => {
    fc.assert(
      fc.property(links, (link) => {
        const hash = encodeLink(link)
        expect(hash).toMatch(/^#v1:[\w-]+$/)
        expect(decodeLink(hash)).toEqual({
          ok: true,
          value: JSON.parse(JSON.stringify(link)) as unknown,
        })
      }),
      { numRuns: 300 },
    )
  })

  it('are short', () => {
    const config = presetConfig('desktop', 2 ** 32 - 1)
    const others = { config, accuracy: 1 / 3, latency: longestLatency, title: 'x'.repeat(80) }
    for (const name of PUBLISHED_NAMES) {
      const genotype = PUBLISHED[name]
      expect(encodeLink({ genotype }).length).toBeLessThan(400)
      expect(encodeLink({ genotype, ...others }).length).toBeLessThan(1250)
    }
    const largest = encodeLink({ genotype: largestGenotype() })
    expect(largest.length).toBeLessThanOrEqual(2000)
    expect(decodeLink(largest)).toEqual({ ok: true, value: { genotype: largestGenotype() } })
  })

  it('carry a latency with its device, which is cut to a line', () => {
    const genotype = PUBLISHED.DARTS_V2
    expect(decodeLink(encodeLink({ genotype, latency }))).toEqual({
      ok: true,
      value: { genotype, latency },
    })
    const deviceOf = (device: string) => {
      const decoded = decodeLink(encodeLink({ genotype, latency: { ...latency, device } }))
      return decoded.ok ? decoded.value.latency?.device : decoded.error
    }
    expect(deviceOf('Mali\u202e\n\tG78 ')).toBe('Mali G78')
    expect(deviceOf(longestLatency.device)).toBe(longestLatency.device.slice(0, 60))
    expect(deviceOf(`${'x'.repeat(59)}\u{1f600}`)).toBe('x'.repeat(59))
    expect(deviceOf('\n')).toBe('?')
    expect(deviceOf('<b>GPU</b>')).toBe('<b>GPU</b>')
  })

  it('made by the first version still open', () => {
    const hash =
      '#v1:As2ovI2RXwuCMBTFv8q4LyqMsEkFgg9B0HtFLxFjzCHS3GTNUKLvnqbQvwm-XX6ccziHe4dMKG2bUkAM2-H0lTYFk8nJ966ipFyrG43qyMMoDDD6g3MXnK4c4CV_USW4fdtdMM3lp50EZ4z6wh3mzCaGqUz4BKNlazAirbjothSspqXW8qvhD3SWIeNKZ6bTPi2z3dIXdmwJAAPjvDKMNxCHs9UCg82t7F63We8Oe3ok8HgC'
    expect(decodeLink(hash)).toEqual({
      ok: true,
      value: { genotype: PUBLISHED.DARTS_V2, accuracy: 0.75, title: 'DARTS_V2' },
    })
  })

  it.each(SPACE_NAMES)('carry an architecture of the space %s', (name) => {
    const config = withSpace(
      withBatchStrategy(presetConfig('tiny'), 'random', 'tiny'),
      name,
      'tiny',
    )
    const model = spaceModel(config.space)
    const first = model.decisions.map(() => 0)
    const architecture = model.format(first)
    const hash = encodeLink({ config, architecture })
    expect(hash.length).toBeLessThan(2000)
    expect(decodeLink(hash)).toEqual({ ok: true, value: { config, architecture } })
  })

  it.each(SPACE_KINDS)(
    'carry the rules of the largest spaces of the kind %s, and stay short',
    (kind) => {
      const base = withBatchStrategy(presetConfig('desktop', 2 ** 32 - 1), 'rl', 'desktop')
      const largest = { layers: 24, nodes: kind === 'cell' ? 5 : 7, stages: 6 }
      fc.assert(
        fc.property(ruledSpaces(kind, largest), fc.integer(), (space, seed) => {
          const config = { ...base, space }
          const model = spaceModel(space)
          const drawn = drawUniform(model, randomKey(seed)) ?? []
          const architecture = model.format(drawn)
          const hash = encodeLink({ config, architecture })
          // A chain of 24 layers with a rule for each of its 276 skips takes 2,400.
          expect(hash.length).toBeLessThanOrEqual(2500)
          expect(decodeLink(hash)).toEqual({ ok: true, value: { config, architecture } })
        }),
        { numRuns: 50 },
      )
    },
  )

  it('refuse rules that are too many, out of place or out of order', () => {
    const config = presetConfig('tiny')
    const ruled = (normal: unknown) => {
      const result = decodeLink(
        wrap({ config: { ...config, space: { ...config.space, rules: { normal } } } }),
      )
      return result.ok ? null : result.error.detail
    }
    const rule = { from: 0, to: 2, forced: true }
    expect(ruled(new Array(400).fill(rule))).toMatch(/^config\.space\.rules\.normal: /)
    expect(ruled([rule, rule])).toMatch(/^config\.space: The rule of edge 0 to 2/)
    expect(ruled([{ ...rule, to: 1e300 }])).toMatch(/^config\.space\.rules\.normal\.0\.to: /)
  })

  it('refuse an architecture without its space, or of another', () => {
    const micro = withSpace(
      withBatchStrategy(presetConfig('tiny'), 'random', 'tiny'),
      'nas-bench-201',
      'tiny',
    )
    for (const content of [
      { architecture: '|none~0|+|none~0|none~1|+|none~0|none~1|none~2|' },
      { config: micro, architecture: '<b>0 1</b>' },
      { config: micro, architecture: '|none~0|' },
      { config: micro, architecture: 'x'.repeat(10_000) },
    ]) {
      const result = decodeLink(`#v1:${pack(JSON.stringify(content))}`)
      expect(result).toMatchObject({ ok: false, error: { code: 'content' } })
    }
  })

  it('carry a pasted cell', () => {
    const genotype = parseGenotype(
      "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0), ('skip_connect', 1), ('skip_connect', 0), ('sep_conv_3x3', 2), ('skip_connect', 0), ('skip_connect', 1)], normal_concat=range(2, 6), reduce=[('max_pool_3x3', 0), ('max_pool_3x3', 1), ('max_pool_3x3', 0), ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 0), ('skip_connect', 3), ('skip_connect', 2)], reduce_concat=range(2, 6))",
    )
    expect(decodeLink(encodeLink({ genotype }))).toEqual({ ok: true, value: { genotype } })
  })

  it('cut titles to one short line', () => {
    const hash = encodeLink({ config: presetConfig('tiny'), title: `a\n\u0000b${'c'.repeat(100)}` })
    const result = decodeLink(hash)
    expect(result.ok && result.value.title).toBe(`a b${'c'.repeat(77)}`)
  })
})

describe('decodeLink', () => {
  const good = encodeLink({ config: presetConfig('tiny'), genotype: PUBLISHED.DARTS_V2 })

  it.each([
    ['', 'absent'],
    ['#', 'absent'],
    ['#about', 'malformed'],
    ['v1:abc', 'malformed'],
    ['#v:abc', 'malformed'],
    ['#v2:abc', 'version'],
    ['#v0:abc', 'version'],
    ['#v1:', 'damaged'],
    ['#v1:abcde', 'damaged'],
    ['#v1:äöü', 'damaged'],
    [good.slice(0, -1), 'damaged'],
    [`${good}A`, 'damaged'],
    [good.slice(0, 50) + good.slice(51), 'damaged'],
    [`#v1:${'A'.repeat(10_000)}`, 'too-large'],
  ])('says of %j that it is %s', (hash, code) => {
    expect(codeOf(hash)).toBe(code)
  })

  it.each([
    ['not an object', 7],
    ['a latency without its architecture', { config: presetConfig('tiny'), latency }],
    ['a latency that is a number', withLatency(3)],
    ['a latency without a device', withLatency({ ...latency, device: undefined })],
    ['a device of spaces', withLatency({ ...latency, device: '   ' })],
    ['a long device', withLatency({ ...latency, device: 'x'.repeat(61) })],
    ['a device that breaks the line', withLatency({ ...latency, device: 'a\nb' })],
    ['a device that turns the line around', withLatency({ ...latency, device: 'a\u202eb' })],
    ['a negative latency', withLatency({ ...latency, lowMs: -1 })],
    ['a latency past all bounds', withLatency({ ...latency, highMs: 1e300 })],
    ['quartiles on one side', withLatency({ ...latency, lowMs: 2 })],
    ['a latency of text', withLatency({ ...latency, medianMs: '1' })],
    ['more than a latency', withLatency({ ...latency, script: 'alert(1)' })],
    ['null', null],
    ['nothing to show', {}],
    ['only a title', { title: 'x' }],
    ['an unknown field', { config: presetConfig('tiny'), script: 'alert(1)' }],
    ['a config out of bounds', { config: { ...presetConfig('tiny'), seed: 1e308 } }],
    ['a number that JSON has none of', { config: { ...presetConfig('tiny'), seed: NaN } }],
    ['an accuracy above one', { config: presetConfig('tiny'), accuracy: 1.5 }],
    ['a long title', { config: presetConfig('tiny'), title: 'x'.repeat(81) }],
    ['a genotype that is none', { genotype: 'Genotype(normal=[])' }],
    ['a genotype of another type', { genotype: { normal: [] } }],
  ])('refuses %s', (_, content) => {
    expect(codeOf(wrap(content))).toBe('content')
  })

  it('says where a config breaks its bounds', () => {
    const config = presetConfig('tiny')
    const result = decodeLink(wrap({ config: { ...config, budget: { steps: 1e9 } } }))
    expect(result.ok ? null : result.error.detail).toMatch(/^config\.budget\.steps: /)
  })

  it('lets no key reach a prototype', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const text = `{"genotype":"x","${key}":{"polluted":true}}`
      expect(codeOf(`#v1:${pack(text)}`)).toBe('content')
      const nested = JSON.stringify({ config: presetConfig('tiny') }).replace(
        '"space":{',
        `"space":{"${key}":{"polluted":true},`,
      )
      expect(codeOf(`#v1:${pack(nested)}`)).toBe('content')
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('stops bombs, deep nesting and broken streams in under 5 ms', () => {
    const bomb = deflateSync(new Uint8Array(6_000_000), { level: 9 })
    const text = (content: string) => envelope(deflateSync(strToU8(content), { level: 9 }))
    const attacks = {
      bomb: envelope(bomb),
      justTooLarge: text(' '.repeat(32_769)),
      deep: text('['.repeat(32_000)),
      deepObjects: text('{"a":'.repeat(6_000)),
      manyOperations: text(
        `{"config":{"space":{"operations":[${'"none",'.repeat(4_000)}"none"]}}}`,
      ),
      longGenotype: text(`{"genotype":"Genotype(normal=${'['.repeat(32_000)}"}`),
      reservedBlock: envelope(Uint8Array.of(0xff, 0xff, 0xff, 0xff)),
      cutShort: envelope(bomb.slice(0, 100)),
    }
    const codes = Object.entries(attacks).map(([name, hash]) => [name, codeOf(hash)])
    expect(Object.fromEntries(codes)).toEqual({
      bomb: 'too-large',
      justTooLarge: 'too-large',
      deep: 'content',
      deepObjects: 'content',
      manyOperations: 'content',
      longGenotype: 'content',
      reservedBlock: 'damaged',
      cutShort: expect.stringMatching(/damaged|too-large/) as string,
    })
    for (const [name, hash] of Object.entries(attacks)) {
      expect(
        fastest(() => decodeLink(hash)),
        name,
      ).toBeLessThan(5)
    }
  })

  it('answers every mutated link with a value or a typed error', { timeout: PROPERTY_MS }, () => {
    const payload = Buffer.from(good.slice('#v1:'.length), 'base64url').subarray(4)
    const edits = fc.array(fc.tuple(fc.nat(payload.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 8,
    })
    const tally = { ok: 0, refused: 0 }
    fc.assert(
      fc.property(edits, fc.nat(payload.length), fc.boolean(), (changes, cut, whole) => {
        const bytes = Uint8Array.from(whole ? payload : payload.subarray(0, cut))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const result = decodeLink(envelope(bytes))
        if (!result.ok) expect(result.error.code).toMatch(/^(damaged|too-large|content)$/)
        tally[result.ok ? 'ok' : 'refused']++
      }),
      { numRuns: 3000 },
    )
    expect(tally.refused).toBeGreaterThan(2500)
  })

  it('notices any changed character', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: good.length - 2 }),
        fc.constantFrom(...'AZaz09-_'),
        (at, to) => {
          fc.pre(good[at] !== to)
          expect(codeOf(good.slice(0, at) + to + good.slice(at + 1))).toBe('damaged')
        },
      ),
      { numRuns: 2000 },
    )
  })
})
