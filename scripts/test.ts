/**
 * `npm test`: every family of checks in turn, cheap ones first. A failure does not stop the rest, and
 * the last line sums up all of them.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { ensureChromium } from './chromium'
import { messageOf } from './commandLine'
import {
  readPlaywrightReport,
  readVitestReport,
  tallyOfCheck,
  tallyOfTests,
  type Report,
  type Tally,
} from './testTally'

interface Family {
  readonly name: string
  /** Where the family counts tests: how its runner is told to write a report, and how that is read. */
  readonly report?: {
    readonly flags: readonly string[]
    readonly environment?: (file: string) => Record<string, string>
    readonly read: (file: string) => Report | null
  }
  readonly needsChromium?: boolean
}

const reportFolder = mkdtempSync(join(tmpdir(), 'nas-playground-test-'))

const vitestReport = (name: string): Family['report'] => ({
  flags: ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(name)}`],
  read: readVitestReport,
})

const FAMILIES: readonly Family[] = [
  { name: 'types' },
  { name: 'format' },
  { name: 'lint' },
  { name: 'boundaries' },
  { name: 'dead' },
  { name: 'size' },
  { name: 'unit', report: vitestReport('unit') },
  { name: 'gpu', report: vitestReport('gpu'), needsChromium: true },
  {
    name: 'e2e',
    report: {
      flags: ['--reporter=list,json'],
      environment: (file) => ({ PLAYWRIGHT_JSON_OUTPUT_FILE: file }),
      read: readPlaywrightReport,
    },
    needsChromium: true,
  },
]

const lines: string[] = []
let passed = 0
let failed = 0
const browserProblem = prepareChromium()
for (const family of FAMILIES) {
  const start = performance.now()
  const tally = runFamily(family)
  const seconds = ((performance.now() - start) / 1000).toFixed(0)
  passed += tally.passed
  failed += tally.failed
  lines.push(
    `${family.name.padEnd(12)}${String(tally.passed).padStart(5)} passed, ${tally.failed} failed` +
      `${seconds.padStart(6)} s${tally.problem ? `   ${tally.problem}` : ''}`,
  )
}
rmSync(reportFolder, { recursive: true, force: true })
process.stdout.write(`\n${lines.join('\n')}\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0

function runFamily(family: Family): Tally {
  process.stdout.write(`\n── ${family.name}\n`)
  if (family.needsChromium && browserProblem !== null) {
    process.stdout.write(`${browserProblem}\n`)
    return { passed: 0, failed: 1, problem: 'no browser' }
  }
  const file = reportFile(family.name)
  const flags = family.report ? ['--', ...family.report.flags] : []
  const { status } = spawnSync('npm', ['run', '--silent', `test:${family.name}`, ...flags], {
    stdio: 'inherit',
    env: { ...process.env, ...family.report?.environment?.(file) },
  })
  const succeeded = status === 0
  return family.report ? tallyOfTests(succeeded, family.report.read(file)) : tallyOfCheck(succeeded)
}

/** Installs a browser where needed and lets every family use the same one. */
function prepareChromium(): string | null {
  try {
    process.env['CHROMIUM_PATH'] = ensureChromium()
    return null
  } catch (error) {
    return messageOf(error)
  }
}

function reportFile(name: string): string {
  return join(reportFolder, `${name}.json`)
}
