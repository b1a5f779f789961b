import { describe, expect, it } from 'vitest'
import { parseBenchArguments } from './benchArguments'
import { UsageError } from './commandLine'
import { VIEWS_HELP } from './viewsArguments'

const parse = (text: string) => parseBenchArguments(text.split(' ').filter(Boolean))

describe('parseBenchArguments', () => {
  it('times both engines on the micro supernet by default', () => {
    expect(parse('step')).toEqual({
      bench: 'step',
      size: 'micro',
      order: 'first',
      engines: [
        { engine: 'plan', steps: 10 },
        { engine: 'eager', steps: 2 },
      ],
      json: false,
      hardware: false,
    })
  })

  it('reads every flag', () => {
    const flags = 'step --config paper --engines plan --order second --steps 4 --json --hardware'
    expect(parse(flags)).toEqual({
      bench: 'step',
      size: 'paper',
      order: 'second',
      engines: [{ engine: 'plan', steps: 4 }],
      json: true,
      hardware: true,
    })
  })

  it('leaves the eager engine out of the largest supernet', () => {
    expect(parse('step --config paper')).toMatchObject({ engines: [{ engine: 'plan', steps: 10 }] })
  })

  it('profiles kernels', () => {
    expect(parse('kernels --config small --repeats 3')).toEqual({
      bench: 'kernels',
      size: 'small',
      repeats: 3,
      json: false,
      hardware: false,
    })
  })

  it('times views of made-up runs, and takes no run that it cannot make', () => {
    expect(parse('views --runs darts,spos --moves 20 --together')).toEqual({
      bench: 'views',
      runs: ['darts', 'spos'],
      snapshots: 2000,
      moves: 20,
      width: 1280,
      together: true,
      json: false,
      hardware: false,
    })
    expect(parse('views --help')).toMatchObject({ help: VIEWS_HELP })
    expect(() => parse('views --runs bananas')).toThrow(UsageError)
  })

  it('times an engine once, however often it is named', () => {
    expect(parse('step --engines eager,eager')).toMatchObject({
      engines: [{ engine: 'eager', steps: 2 }],
    })
  })

  it('measures latencies of the tiny DARTS space by default', () => {
    expect(parse('latency')).toEqual({
      bench: 'latency',
      options: { preset: 'tiny', space: 'darts', networks: 20, seed: 1, repeats: 10 },
      pictureFile: null,
      json: false,
      hardware: false,
    })
  })

  it('reads every flag of the latency benchmark', () => {
    const flags = '--networks 30 --repeats 5 --seed 7 --space spos --preset laptop --picture a.svg'
    expect(parse(`latency ${flags} --json --hardware`)).toEqual({
      bench: 'latency',
      options: { preset: 'laptop', space: 'spos', networks: 30, seed: 7, repeats: 5 },
      pictureFile: 'a.svg',
      json: true,
      hardware: true,
    })
  })

  it('shows help', () => {
    expect(parse('--help')).toHaveProperty('help', expect.stringContaining('bench -- step'))
    expect(parse('latency --help')).toHaveProperty('help', expect.stringContaining('--networks'))
    expect(parse('compare --help')).toHaveProperty('help', expect.stringContaining('--seeds'))
  })

  it.each([
    ['', 'Name the benchmark: step, path, kernels, compare, quality, fidelity, latency, views.'],
    [
      'step step',
      'Name the benchmark: step, path, kernels, compare, quality, fidelity, latency, views.',
    ],
    [
      'kernel',
      'Name the benchmark: step, path, kernels, compare, quality, fidelity, latency, views.',
    ],
    ['step --config huge', '--config must be one of nano, micro, small, paper'],
    ['step --engines plan,cuda', '--engines must be one of plan, eager, not “cuda”.'],
    ['step --order third', '--order must be one of first, second'],
    ['kernels --repeats none', '--repeats must be an integer'],
    ['latency --networks 2', '--networks must be an integer from 3'],
    ['latency --repeats 1', '--repeats must be an integer from 2'],
    ['latency --config micro', '--config'],
    ['step --steps 0', '--steps must be an integer'],
    ['step --fast', '--fast'],
  ])('refuses “%s”', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})
