import { describe, expect, it } from 'vitest'
import { model, otherAdapter, profile } from '../run/latency.fixture'
import { LatencyFileError, MOST_FILE_BYTES, packLatencyFile, readLatencyFile } from './latencyFile'

const content = { profile: profile(), models: [model()] }
const whole = packLatencyFile(content)

/** The file with one part of it changed. */
function changed(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(whole) as Record<string, unknown>
  change(file)
  return JSON.stringify(file)
}

function problemOf(text: string): string | null {
  try {
    readLatencyFile(text)
    return null
  } catch (error) {
    if (!(error instanceof LatencyFileError)) throw error
    return error.detail ? `${error.problem}: ${error.detail}` : error.problem
  }
}

describe('latency files', () => {
  it('bring back what was put in', () => {
    expect(readLatencyFile(whole)).toEqual(content)
    expect(readLatencyFile(packLatencyFile({ profile: null, models: [model()] }))).toEqual({
      profile: null,
      models: [model()],
    })
  })

  it.each([
    ['no JSON', '{', /^not-latency$/],
    ['null', 'null', /^not-latency$/],
    ['a list', '[]', /^not-latency$/],
    ['another file', '{"format":"run"}', /^not-latency$/],
    ['a later version', changed((file) => (file['version'] = 2)), /^version: 2$/],
    ['nothing measured', packLatencyFile({ profile: null, models: [] }), /^empty$/],
    [
      'two devices',
      packLatencyFile({ profile: profile(), models: [model(otherAdapter)] }),
      /mixes several devices/,
    ],
    ['a field too many', changed((file) => (file['script'] = 1)), /^content: script: /],
    [
      'a time that is none',
      changed((file) => ((file['profile'] as { measuredAt: string }).measuredAt = '<b>now</b>')),
      /^content: profile\.measuredAt: /,
    ],
    [
      'an endless time',
      whole.replace('"medianMs": 0.004', '"medianMs": 1e300'),
      /^content: profile\.dispatch\.medianMs: /,
    ],
    [
      'a name that breaks the line',
      whole.replaceAll('Example GPU', 'Example\\nGPU'),
      /^content: profile\.device\.adapter: /,
    ],
    [
      'too many rows',
      changed((file) => {
        const [first] = file['models'] as { table: { rows: unknown[] } }[]
        first!.table.rows = Array.from({ length: 5_001 }, () => first!.table.rows[0])
      }),
      /^content: models\.0\.table\.rows: /,
    ],
    [
      'a space that cannot be',
      changed((file) => {
        const [first] = file['models'] as { table: { space: { nodes: number } } }[]
        first!.table.space.nodes = 1_000
      }),
      /^content: models\.0\.table\.space: nodes /,
    ],
    ['more than is ever measured', ' '.repeat(MOST_FILE_BYTES + 1), /^too-large$/],
  ])('that are %s are refused with the reason', (_, text, reason) => {
    expect(problemOf(text)).toMatch(reason)
  })
})
