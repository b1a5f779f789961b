import { describe, expect, it } from 'vitest'
import { UsageError } from './commandLine'
import { parseSearchArguments } from './searchArguments'

const parse = (text: string) => parseSearchArguments(text.split(' ').filter(Boolean))

describe('parseSearchArguments', () => {
  it('reads every flag', () => {
    expect(
      parse(
        '--strategy darts --preset laptop --dataset fashion-mnist --seed 7 --steps 60 ' +
          '--config c.json --out r.json --json --hardware',
      ),
    ).toEqual({
      request: {
        preset: 'laptop',
        strategy: 'darts',
        dataset: 'fashion-mnist',
        seed: 7,
        steps: 60,
      },
      configFile: 'c.json',
      outFile: 'r.json',
      json: true,
      hardware: true,
    })
  })

  it('asks for the tiny preset alone when nothing is given, and leaves the rest to the preset', () => {
    expect(parse('')).toEqual({
      request: { preset: 'tiny' },
      configFile: null,
      outFile: null,
      json: false,
      hardware: false,
    })
  })

  it('knows second-order DARTS by a name of its own', () => {
    expect(parse('--strategy darts2')).toMatchObject({ request: { strategy: 'darts2' } })
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
    ['60', '60'],
  ])('refuses %s', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})
