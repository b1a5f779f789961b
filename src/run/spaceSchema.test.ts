import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SPACE_KINDS, ruledSpaces } from '../space/anyRules.fixture'
import { SPACE_PRESETS } from '../space/spacePresets'
import { presetConfig } from './presets'
import { parseSearchConfig } from './schema'
import { strategyPreset } from './strategyPresets'

const { strategy } = strategyPreset('tiny', 'random')
const configOf = (space: unknown) => ({ ...presetConfig('tiny'), strategy, space })

/** What is wrong with a preset's space under these rules: where, and the sentence. */
function problem(name: keyof typeof SPACE_PRESETS, rules: unknown): string {
  const result = parseSearchConfig(configOf({ ...SPACE_PRESETS[name].small, rules }))
  return result.ok ? 'none' : `${result.problem.path}: ${result.problem.message}`
}

const skips = ['skip_connect']
const EMPTY = 'space.rules: rules without any must be left out'
const EMPTY_LIST = 'A list of rules that is empty must be left out'

describe('rules of a space', () => {
  it.each(SPACE_KINDS)('are taken as they are, of the kind %s', (kind) => {
    let ruled = 0
    fc.assert(
      fc.property(ruledSpaces(kind), (space) => {
        const config = configOf(space)
        const text = JSON.stringify(config)
        expect(parseSearchConfig(JSON.parse(text))).toEqual({ ok: true, value: config })
        ruled += space.rules ? 1 : 0
      }),
    )
    expect(ruled).toBeGreaterThan(20)
  })

  it.each([
    ['darts', {}, EMPTY],
    ['darts', { normal: [] }, `space.rules.normal: ${EMPTY_LIST}`],
    ['enas-macro', {}, EMPTY],
    ['spos', [], `space.rules: ${EMPTY_LIST}`],
  ] as const)('that say nothing are left out: %s %j', (name, rules, said) => {
    expect(problem(name, rules)).toBe(said)
  })

  it.each([
    ['darts', { normal: [{ from: 0, to: 9, forced: true }] }, 'space.rules.normal.0.to: '],
    ['darts', { normal: [{ from: -1, to: 2, forced: true }] }, 'space.rules.normal.0.from: '],
    ['darts', { normal: [{ from: 0.5, to: 2, forced: true }] }, 'space.rules.normal.0.from: '],
    ['darts', { normal: [{ from: '0', to: 2, forced: true }] }, 'space.rules.normal.0.from: '],
    ['darts', { normal: [{ from: 0, to: 2, forced: false }] }, 'space.rules.normal.0.forced: '],
    ['darts', { normal: [{ from: 0, to: 2, extra: 1 }] }, 'space.rules.normal.0.extra: '],
    ['darts', { odd: [] }, 'space.rules.odd: '],
    ['darts', 7, 'space.rules: '],
    ['darts', null, 'space.rules: '],
    [
      'enas-micro',
      { reduce: [{ from: 0, to: 2, operations: ['none'] }] },
      'space.rules.reduce.0.operations.0: ',
    ],
    [
      'enas-micro',
      { reduce: [{ from: 0, to: 2, operations: new Array(500).fill('skip_connect') }] },
      'space.rules.reduce.0.operations: ',
    ],
    ['nas-bench-201', new Array(7).fill({ from: 0, to: 1, operations: skips }), 'space.rules: '],
    ['enas-macro', { layers: [{ layer: 1e9, operations: [] }] }, 'space.rules.layers.0.layer: '],
    ['enas-macro', { skips: [{ from: 0, to: 1, kept: 1 }] }, 'space.rules.skips.0.kept: '],
    ['spos', [{ stage: 0, block: 8, choices: ['shuffle_3x3'] }], 'space.rules.0.block: '],
    ['spos', [{ stage: 0, block: 0, choices: ['sep_conv_3x3'] }], 'space.rules.0.choices.0: '],
  ] as const)('of another shape are refused where they have it: %s %j', (name, rules, path) => {
    const said = problem(name, rules)
    expect(said).toContain(path)
    expect(said.length).toBeGreaterThan(path.length)
  })

  it.each([
    ['darts', { normal: [{ from: 0, to: 5, forced: true }] }, /0 to 5 in rules\.normal/],
    ['darts', { normal: [{ from: 2, to: 2, forced: true }] }, /2 to 2 in rules\.normal/],
    [
      'darts',
      { reduce: [1, 0].map((from) => ({ from, to: 2, forced: true })) },
      /0 to 2 in rules\.reduce is out of order/,
    ],
    [
      'darts',
      { reduce: [0, 0].map((from) => ({ from, to: 2, forced: true })) },
      /0 to 2 in rules\.reduce is out of order, or a second one/,
    ],
    ['darts', { normal: [{ from: 0, to: 2 }] }, /0 to 2 in rules\.normal leaves its edge free/],
    [
      'darts',
      { normal: [{ from: 0, to: 2, operations: ['sep_conv_3x3', 'skip_connect'] }] },
      /rules\.normal names skip_connect/,
    ],
    [
      'darts',
      { normal: [{ from: 0, to: 2, operations: [], forced: true }] },
      /rules\.normal forces the edge and leaves it no operation/,
    ],
    [
      'darts',
      { normal: [0, 1, 2].map((from) => ({ from, to: 3, forced: true })) },
      /rules\.normal forces 3 edges to state 3/,
    ],
    [
      'darts',
      { reduce: [0, 1].map((from) => ({ from, to: 2, operations: [] })) },
      /rules\.reduce forbids every edge to state 2/,
    ],
    ['nas-bench-201', [{ from: 0, to: 1, forced: true }], /0 to 1 in rules must forbid it by none/],
    [
      'nas-bench-201',
      [0, 1, 2].map((from) => ({ from, to: 3, operations: ['none'] })),
      /rules leaves no way from the input/,
    ],
    [
      'enas-macro',
      { layers: [{ layer: 6, operations: ['conv_3x3'] }] },
      /rules\.layers\.0 is about what the space does not have/,
    ],
    [
      'enas-macro',
      { layers: [{ layer: 1, operations: [] }] },
      /The rules leave layers\.1 nothing to be/,
    ],
    [
      'enas-macro',
      { layers: [3, 1].map((layer) => ({ layer, operations: ['conv_3x3'] })) },
      /rules\.layers must be in order/,
    ],
    [
      'enas-macro',
      { layers: [{ layer: 1, operations: ['sep_conv_3x3', 'conv_3x3'] }] },
      /rules\.layers\.0 must name candidates/,
    ],
    [
      'enas-macro',
      { skips: [{ from: 2, to: 2, kept: true }] },
      /rules\.skips\.0 is about what the space does not have/,
    ],
    [
      'enas-macro',
      { skips: [1, 1].map((from) => ({ from, to: 2, kept: true })) },
      /rules\.skips must be in order/,
    ],
    ['spos', [{ stage: 0, block: 5, choices: ['shuffle_3x3'] }], /rules\.0 is about what/],
    ['spos', [{ stage: 1, block: 0, choices: [] }], /leave stages\.1\/block\.0 nothing to be/],
    [
      'mobile',
      [{ stage: 0, block: 0, choices: ['skip_connect'] }],
      /leave stages\.0\/block\.0 nothing to be/,
    ],
    [
      'spos',
      [1, 0].map((block) => ({ stage: 0, block, choices: ['shuffle_3x3'] })),
      /rules must be in order/,
    ],
    [
      'spos',
      [
        {
          stage: 0,
          block: 0,
          choices:
            SPACE_PRESETS.spos.small.kind === 'chain' ? SPACE_PRESETS.spos.small.choices : [],
        },
      ],
      /rules\.0 leaves its place as it is/,
    ],
  ] as const)('that make no sense are refused in a sentence: %s %j', (name, rules, said) => {
    expect(problem(name, rules)).toMatch(said)
  })

  it('belong to spaces that know them', () => {
    expect(problem('darts', [])).toContain('space.rules')
    expect(problem('spos', { normal: [] })).toContain('space.rules')
  })
})
