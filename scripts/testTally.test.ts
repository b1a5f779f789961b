import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readPlaywrightReport, readVitestReport, tallyOfCheck, tallyOfTests } from './testTally'

const folder = mkdtempSync(join(tmpdir(), 'tally-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(content: object): string {
  const file = join(folder, 'report.json')
  writeFileSync(file, JSON.stringify(content))
  return file
}

describe('readVitestReport', () => {
  it('counts todo tests as skipped', () => {
    const file = written({
      numTotalTests: 10,
      numPassedTests: 4,
      numFailedTests: 3,
      numPendingTests: 2,
      numTodoTests: 1,
    })
    expect(readVitestReport(file)).toEqual({ passed: 4, failed: 3, skipped: 3 })
  })

  it('finds nothing where there is no report, and refuses another shape', () => {
    expect(readVitestReport(join(folder, 'missing.json'))).toBeNull()
    expect(() => readVitestReport(written({ numPassedTests: '4' }))).toThrow()
  })
})

describe('readPlaywrightReport', () => {
  it('counts flaky tests as failed', () => {
    const file = written({ stats: { expected: 5, unexpected: 1, flaky: 2, skipped: 3 } })
    expect(readPlaywrightReport(file)).toEqual({ passed: 5, failed: 3, skipped: 3 })
  })
})

describe('tallyOfTests', () => {
  const none = { passed: 0, failed: 0, skipped: 0 }

  it('passes a runner that ran tests and succeeded', () => {
    expect(tallyOfTests(true, { ...none, passed: 3 })).toEqual({
      passed: 3,
      failed: 0,
      problem: null,
    })
  })

  it.each([
    ['no report', true, null, 1],
    ['no test', true, none, 1],
    ['a skipped test', true, { ...none, passed: 3, skipped: 2 }, 2],
    ['a runner that fails outside its tests', false, { ...none, passed: 3 }, 1],
  ])('fails on %s', (_, succeeded, report, failed) => {
    const tally = tallyOfTests(succeeded, report)
    expect(tally.failed).toBe(failed)
    expect(tally.problem).not.toBeNull()
  })

  it('counts failed tests once', () => {
    expect(tallyOfTests(false, { passed: 3, failed: 2, skipped: 0 })).toMatchObject({ failed: 2 })
  })
})

describe('tallyOfCheck', () => {
  it('counts one', () => {
    expect(tallyOfCheck(true)).toMatchObject({ passed: 1, failed: 0 })
    expect(tallyOfCheck(false)).toMatchObject({ passed: 0, failed: 1 })
  })
})
