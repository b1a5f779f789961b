/** Sums up what the test runners report, so that nothing counts as passed without having run. */
import { existsSync, readFileSync } from 'node:fs'
import * as v from 'valibot'

export interface Report {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface Tally {
  readonly passed: number
  readonly failed: number
  /** What failed beyond single tests; null when nothing did. */
  readonly problem: string | null
}

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

const VitestReport = v.object({
  numPassedTests: Count,
  numFailedTests: Count,
  numPendingTests: Count,
  numTodoTests: Count,
})

const PlaywrightReport = v.object({
  stats: v.object({ expected: Count, unexpected: Count, flaky: Count, skipped: Count }),
})

/** @returns null when the runner wrote no report */
export function readVitestReport(file: string): Report | null {
  const json = readJson(file)
  if (json === null) return null
  const report = v.parse(VitestReport, json)
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** @returns null when the runner wrote no report */
export function readPlaywrightReport(file: string): Report | null {
  const json = readJson(file)
  if (json === null) return null
  const { stats } = v.parse(PlaywrightReport, json)
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }
}

/** A family without tests of its own counts as one. */
export function tallyOfCheck(succeeded: boolean): Tally {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, problem: null }
}

/**
 * A test that did not run is a failure: without it a machine whose browser offers no WebGPU would pass.
 * So is a runner that fails although each of its tests passed.
 */
export function tallyOfTests(succeeded: boolean, report: Report | null): Tally {
  if (report === null) return { passed: 0, failed: 1, problem: 'the runner wrote no report' }
  const { passed, failed, skipped } = report
  if (skipped > 0) return { passed, failed: failed + skipped, problem: `${skipped} skipped` }
  if (passed + failed === 0) return { passed, failed: 1, problem: 'no test ran' }
  if (!succeeded && failed === 0) {
    return { passed, failed: 1, problem: 'the runner failed outside its tests' }
  }
  return { passed, failed, problem: null }
}

function readJson(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null
}
