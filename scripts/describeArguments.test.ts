import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { decodeLink } from '../src/share/link'
import { PUBLISHED } from '../src/space/published'
import { UsageError } from './commandLine'
import { parseDescribeArguments } from './describeArguments'

const SKIPS =
  "Genotype(normal=[('skip_connect', 0), ('skip_connect', 1)], normal_concat=[2], reduce=[('skip_connect', 0), ('skip_connect', 1)], reduce_concat=[2])"

const COMMAND_MS = 30_000

const run = promisify(execFile)
const tsx = resolve(import.meta.dirname, '../node_modules/.bin/tsx')
const describeCommand = (...args: string[]) =>
  run(tsx, [resolve(import.meta.dirname, 'describe.ts'), ...args], { env: process.env })

describe('parseDescribeArguments', () => {
  it('builds the published evaluation network unless told otherwise', () => {
    expect(parseDescribeArguments(['--genotype', 'DARTS_V2'])).toEqual({
      genotype: PUBLISHED.DARTS_V2,
      options: {
        cells: 20,
        channels: 36,
        input: { height: 32, width: 32, channels: 3 },
        classes: 10,
      },
      json: false,
    })
  })

  it('reads every flag', () => {
    const flags = '--cells 8 --channels 16 --input 28x14x1 --classes 47 --json'.split(' ')
    expect(parseDescribeArguments(['--genotype', SKIPS, ...flags])).toMatchObject({
      genotype: { normal: { concat: [2] } },
      options: {
        cells: 8,
        channels: 16,
        input: { height: 28, width: 14, channels: 1 },
        classes: 47,
      },
      json: true,
    })
  })

  it.each([
    [[], '--genotype is missing'],
    [['--genotype', 'DARTS_V3'], 'Genotype('],
    [['--genotype', SKIPS.replace('0', '5')], 'character 35: Node 2 cannot read state 5'],
    [['--genotype', SKIPS, '--cells', '0'], '--cells must be an integer from 1'],
    [['--genotype', SKIPS, '--input', '32x32'], 'HEIGHTxWIDTHxCHANNELS'],
    [['--genotype', SKIPS, '--input', '32x32xRGB'], '--input must be an integer'],
    [['--genotype', SKIPS, '--layers', '3'], '--layers'],
  ])('refuses %j', (args, message) => {
    expect(() => parseDescribeArguments(args)).toThrow(UsageError)
    expect(() => parseDescribeArguments(args)).toThrow(message)
  })
})

describe('npm run describe', () => {
  it(
    'prints one JSON object whose link opens the cell',
    async () => {
      const { stdout } = await describeCommand('--genotype', 'DARTS_V2', '--json')
      const found = JSON.parse(stdout) as Record<string, unknown>
      expect(found).toMatchObject({ params: 3_349_342, macs: 528_359_040, layers: 951 })
      expect(found.link).toMatch(/^http:\/\/localhost:4173\/#v1:/)
      expect(decodeLink(new URL(String(found.link)).hash)).toEqual({
        ok: true,
        value: { genotype: PUBLISHED.DARTS_V2 },
      })
    },
    COMMAND_MS,
  )

  it(
    'ends with code 2 on a wrong genotype, and says what is wrong',
    async () => {
      const failed = describeCommand('--genotype', SKIPS.replace('skip', 'hop'))
      await expect(failed).rejects.toMatchObject({
        code: 2,
        stderr: expect.stringContaining('There is no operation “hop_connect”') as string,
      })
    },
    COMMAND_MS,
  )
})
