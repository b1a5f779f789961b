import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { presetConfig } from '../src/run/presets'
import { YARDSTICK } from '../src/run/yardstick'
import { parseCompareArguments, type CompareRequest } from './compareArguments'
import { comparePicture } from './comparePicture'
import { CompareFile, summarise, type CompareRow } from './compareRows'
import { UsageError } from './commandLine'

const parse = (text: string) => parseCompareArguments(text.split(' ').filter(Boolean))

const request = (strategy: CompareRequest['strategy'], seed: number): CompareRequest => ({
  preset: 'tiny',
  space: 'darts',
  strategy,
  seed,
  budget: { unit: 'images', amount: 960 },
})

function row(of: CompareRequest, accuracies: readonly (number | null)[]): CompareRow {
  const spent = { imagesTrained: 960, imagesJudged: 10, elapsedMs: 5, gpuMs: 4 }
  const { strategy, seed } = of
  return {
    bench: 'compare',
    request: of,
    recipe: YARDSTICK,
    run: {
      config: presetConfig('tiny', seed),
      recordedAt: null,
      engine: null,
      spent,
      ownBest: [],
      record: null,
    },
    answers: accuracies.map((accuracy, index) => ({
      ...spent,
      share: (index + 1) / accuracies.length,
      imagesTrained: 480 * (index + 1),
      text: accuracy === null ? null : strategy,
      accuracy,
      accuracies: accuracy === null ? [] : [accuracy],
    })),
    wallMs: 9,
    yardstickMs: 9,
  }
}

describe('parseCompareArguments', () => {
  it('runs all nine methods with five seeds by default, seed by seed', () => {
    const command = parse('')
    if (command === 'help') throw new Error('No help was asked for')
    expect(command.requests).toHaveLength(45)
    expect(command.requests.slice(0, 9).every(({ seed }) => seed === 1)).toBe(true)
    expect(new Set(command.requests.map(({ strategy }) => strategy)).size).toBe(9)
    expect(command).toMatchObject({ outFile: null, pictureFile: null, json: false })
  })

  it('reads every flag', () => {
    const flags =
      '--methods spos,local --seeds 3,5 --budget images=960 --space nas-bench-201 --out a --picture b --json'
    expect(parse(flags)).toMatchObject({
      outFile: 'a',
      pictureFile: 'b',
      json: true,
      requests: [3, 5].flatMap((seed) =>
        (['spos', 'local'] as const).map((strategy) => ({
          ...request(strategy, seed),
          space: 'nas-bench-201',
        })),
      ),
    })
  })

  it.each([
    ['--methods darts --space spos', '--methods must be one of enas'],
    ['--budget steps=9', 'images=N'],
    ['--seeds 0', '--seeds must be an integer'],
    ['--methods gdas', 'not “gdas”'],
  ])('refuses “%s”', (text, message) => {
    expect(() => parse(text)).toThrow(UsageError)
    expect(() => parse(text)).toThrow(message)
  })
})

describe('CompareFile', () => {
  const path = () => join(mkdtempSync(join(tmpdir(), 'compare-')), 'runs.jsonl')

  it('finds a run that was kept before an interruption, and no other', () => {
    const file = path()
    new CompareFile(file).add(row(request('spos', 1), [0.5]))
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"bench":"comp`)
    const again = new CompareFile(file)
    expect(again.find(request('spos', 1))).toEqual(row(request('spos', 1), [0.5]))
    expect(again.find(request('spos', 2))).toBeNull()
    expect(
      again.find({ ...request('spos', 1), budget: { unit: 'images', amount: 961 } }),
    ).toBeNull()
  })

  it('does not mix with runs of another recipe', () => {
    const file = path()
    const other = { ...YARDSTICK, steps: YARDSTICK.steps + 1 }
    new CompareFile(file).add({ ...row(request('spos', 1), [0.5]), recipe: other })
    expect(new CompareFile(file).find(request('spos', 1))).toBeNull()
  })

  it('ends with the table, and is read again all the same', () => {
    const file = path()
    const done = new CompareFile(file)
    const rows = [row(request('spos', 1), [0.5])]
    done.add(rows[0]!)
    done.finish(rows, { bench: 'compare', table: summarise(rows) })
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2)
    expect(new CompareFile(file).find(request('spos', 1))).toEqual(rows[0])
  })

  it('refuses a file of something else', () => {
    const file = path()
    writeFileSync(file, '{"bench":"step"}\n{"bench":"step"}\n')
    expect(() => new CompareFile(file)).toThrow(UsageError)
  })
})

describe('summarise', () => {
  it('has the median and quartiles of every method at every share', () => {
    const rows = [0.5, 0.75, 1].map((accuracy, i) => row(request('local', i + 1), [0.25, accuracy]))
    expect(summarise([...rows, row(request('spos', 1), [null, 0.5])])).toMatchObject([
      { method: 'spos', runs: 1, answers: [{ x: 960, median: 0.5 }], accuracy: { median: 0.5 } },
      {
        method: 'local',
        runs: 3,
        answers: [
          { x: 480, low: 0.25, median: 0.25, high: 0.25, count: 3 },
          { x: 960, low: 0.625, median: 0.75, high: 0.875, count: 3 },
        ],
        imagesTrained: 960,
      },
    ])
  })
})

describe('comparePicture', () => {
  it('is a drawing of its own, on dark and on light ground, with every method by its name', () => {
    const rows = [row(request('spos', 1), [null, 0.5]), row(request('local', 1), [0.25, 0.75])]
    const picture = comparePicture(rows)
    expect(picture).toMatch(/^<svg xmlns=/)
    expect(picture).toContain('prefers-color-scheme: light')
    for (const name of ['SPOS', 'Local search']) expect(picture).toContain(`>${name}<`)
  })
})
