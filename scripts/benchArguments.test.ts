import { describe, expect, it } from 'vitest'
import { parseBenchArguments } from './benchArguments'
import { UsageError } from './commandLine'

const parse = (text: string) => parseBenchArguments(text.split(' ').filter(Boolean))

describe('parseBenchArguments', () => {
  it('times both engines on the micro supernet by default', () => {
    expect(parse('step')).toEqual({
      size: 'micro',
      engines: [
        { engine: 'plan', steps: 10 },
        { engine: 'eager', steps: 2 },
      ],
      json: false,
      hardware: false,
    })
  })

  it('reads every flag', () => {
    expect(parse('step --config paper --engines plan --steps 4 --json --hardware')).toEqual({
      size: 'paper',
      engines: [{ engine: 'plan', steps: 4 }],
      json: true,
      hardware: true,
    })
  })

  it('times an engine once, however often it is named', () => {
    expect(parse('step --engines eager,eager')).toMatchObject({
      engines: [{ engine: 'eager', steps: 2 }],
    })
  })

  it('shows help', () => {
    expect(parse('--help')).toBe('help')
  })

  it.each([
    ['', 'Name the benchmark: step.'],
    ['step step', 'Name the benchmark: step.'],
    ['kernel', 'Name the benchmark: step.'],
    ['step --config huge', '--config must be one of micro, small, paper'],
    ['step --engines plan,cuda', '--engines must be one of plan, eager, not “cuda”.'],
    ['step --steps 0', '--steps must be an integer'],
    ['step --fast', '--fast'],
  ])('refuses “%s”', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})
