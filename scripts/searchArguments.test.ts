import { describe, expect, it } from 'vitest'
import { UsageError } from './commandLine'
import { parseSearchArguments } from './searchArguments'

const parse = (text: string) => parseSearchArguments(text.split(' ').filter(Boolean))

describe('parseSearchArguments', () => {
  it('reads every flag', () => {
    expect(
      parse(
        '--strategy darts --preset laptop --dataset fashion-mnist --seed 7 --steps 60 ' +
          '--config c.json --out r.json --data d.zip --json --hardware',
      ),
    ).toEqual({
      request: {
        preset: 'laptop',
        strategy: 'darts',
        dataset: 'fashion-mnist',
        data: 'brought',
        seed: 7,
        budget: { unit: 'steps', amount: 60 },
      },
      configFile: 'c.json',
      outFile: 'r.json',
      dataPath: 'd.zip',
      json: true,
      hardware: true,
    })
  })

  it('asks for the tiny preset alone when nothing is given, and leaves the rest to the preset', () => {
    expect(parse('')).toEqual({
      request: { preset: 'tiny' },
      configFile: null,
      outFile: null,
      dataPath: null,
      json: false,
      hardware: false,
    })
  })

  it('knows second-order DARTS by a name of its own', () => {
    expect(parse('--strategy darts2')).toMatchObject({ request: { strategy: 'darts2' } })
  })

  it('takes a space and a budget in images', () => {
    expect(parse('--strategy spos --space mobile --budget images=6000')).toMatchObject({
      request: { strategy: 'spos', space: 'mobile', budget: { unit: 'images', amount: 6000 } },
    })
    expect(parse('--budget steps=5')).toMatchObject({
      request: { budget: { unit: 'steps', amount: 5 } },
    })
  })

  it('measures latencies first when asked to', () => {
    expect(parse('--measure latency')).toMatchObject({ request: { measure: 'latency' } })
    expect(() => parse('--measure macs')).toThrow(UsageError)
  })

  it.each([
    ['--objective accuracy', { kind: 'accuracy' }],
    [
      '--limit latency=1.2 --limit memory=50000',
      { kind: 'constrained', limits: { latency: 1.2, memory: 50_000 } },
    ],
    [
      '--objective log-product --target latency=0.8',
      { kind: 'log-product', measure: 'latency', target: 0.8, scale: 0.2, exponent: 0.3 },
    ],
    [
      '--objective log-product --target macs=1e6 --product 0.2,0.6',
      { kind: 'log-product', measure: 'macs', target: 1_000_000, scale: 0.2, exponent: 0.6 },
    ],
    [
      '--objective multi-objective --measures latency,memory',
      { kind: 'multi-objective', measures: ['latency', 'memory'] },
    ],
    [
      '--limit macs=1.5e6 --limit parameters=20000',
      { kind: 'constrained', limits: { macs: 1_500_000, parameters: 20_000 } },
    ],
    [
      '--objective weighted-product --target latency=0.5 --exponents=0,-1',
      {
        kind: 'weighted-product',
        measure: 'latency',
        target: 0.5,
        exponentBelow: 0,
        exponentAbove: -1,
      },
    ],
    [
      '--objective weighted-product --target macs=100',
      {
        kind: 'weighted-product',
        measure: 'macs',
        target: 100,
        exponentBelow: -0.07,
        exponentAbove: -0.07,
      },
    ],
    [
      '--objective additive --target parameters=100 --weight 0.2',
      { kind: 'additive', measure: 'parameters', target: 100, weight: 0.2 },
    ],
    [
      '--objective multi-objective --measures macs,parameters',
      { kind: 'multi-objective', measures: ['macs', 'parameters'] },
    ],
  ])('reads the objective of %s', (text, objective) => {
    expect(parse(text)).toMatchObject({ request: { objective } })
  })

  it('takes a seed of zero', () => {
    expect(parse('--seed 0')).toMatchObject({ request: { seed: 0 } })
  })

  it('shows help even beside wrong values', () => {
    expect(parse('--preset huge --help')).toBe('help')
  })

  it.each([
    ['--preset huge', '--preset must be one of tiny, laptop, desktop, not “huge”.'],
    ['--strategy magic', '--strategy must be one of'],
    ['--dataset imagenet', '--dataset must be one of'],
    ['--seed -1', '--seed'],
    ['--seed=-1', '--seed must be an integer from 0 to 4294967295, not “-1”.'],
    ['--seed 1.5', '--seed must be an integer'],
    ['--seed 4294967296', '--seed must be an integer'],
    ['--steps 0', '--steps must be an integer from 1 to 1000000'],
    ['--steps 1e3', '--steps must be an integer'],
    ['--steps', '--steps'],
    ['--stpes 5', '--stpes'],
    ['--steps 5 --budget steps=5', 'give one of them'],
    ['--budget epochs=5', '--budget must be one of steps, images'],
    ['--budget images', '--budget images must be an integer'],
    ['--space imagenet', '--space must be one of'],
    ['--objective speed', '--objective must be one of'],
    ['--objective constrained', 'needs a --limit'],
    ['--objective additive', 'needs a --target'],
    ['--limit watts=3', '--limit must be one of macs, parameters, latency'],
    ['--limit macs=-3', '--limit macs must be a number above 0'],
    ['--objective accuracy --target macs=3', '--target says nothing about the objective accuracy'],
    ['--objective multi-objective --measures macs,macs', 'names one twice'],
    ['--objective weighted-product --target macs=3 --exponents=1', '--exponents must be a number'],
    ['60', '60'],
  ])('refuses %s', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})
