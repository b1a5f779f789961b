/**
 * Finds the Chromium that tests and batch mode drive. The product needs WebGPU, which Playwright's
 * small headless shell lacks, so a full browser is looked for and, on request, installed.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const MAC_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Software WebGPU everywhere, so that results do not depend on the machine's GPU; and no phoning home. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

/** `CHROMIUM_FLAGS` without the software adapter: the machine's own GPU, as a visitor would use it. */
export const CHROMIUM_HARDWARE_FLAGS = CHROMIUM_FLAGS.filter(
  (flag) => !flag.startsWith('--use-webgpu-adapter'),
)

/** `$CHROMIUM_PATH`, else an installed Chromium or Chrome, else Playwright's download; null when there is none. */
export function findChromium(): string | null {
  const chosen = process.env['CHROMIUM_PATH']
  if (chosen) {
    if (isExecutable(chosen)) return chosen
    throw new Error(`CHROMIUM_PATH is ${chosen}, which is not an executable file.`)
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  const candidates = [...installed, ...MAC_PATHS, chromium.executablePath()]
  return candidates.find((path) => isExecutable(path) && answers(path)) ?? null
}

/**
 * Finds Chromium or installs it: Debian's package where apt-get may be used, else Playwright's download.
 * Progress goes to standard error. @throws Error with advice when no way succeeds.
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  for (const install of [installDebianPackage, installPlaywrightDownload]) {
    install()
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    'No Chromium was found, and none could be installed. ' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to its executable, and try again.',
  )
}

function installDebianPackage(): void {
  const prefix = privilegePrefix()
  if (!prefix || !succeeds('apt-get', ['--version'])) return
  report('No Chromium found; installing Debian’s package.')
  const apt = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  run([...apt, 'update'])
  run([...apt, 'install', '--yes', '--no-install-recommends', 'chromium'])
}

function installPlaywrightDownload(): void {
  report('Fetching the Chromium that Playwright offers.')
  const withSystemLibraries = privilegePrefix() ? ['--with-deps'] : []
  const command = ['npx', 'playwright', 'install', '--no-shell', 'chromium']
  if (!run([...command, ...withSystemLibraries]) && withSystemLibraries.length > 0) run(command)
}

/** What to put before a command that needs root; null when root is out of reach. */
function privilegePrefix(): readonly string[] | null {
  if (process.getuid?.() === 0) return []
  return succeeds('sudo', ['-n', 'true']) ? ['sudo', '-n'] : null
}

/** Ubuntu's chromium-browser is only a note to install something else; it exits with an error. */
function answers(path: string): boolean {
  return succeeds(path, ['--version'])
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}

/** Runs with output on standard error, because standard output may carry a JSON result. */
function run([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: ['ignore', 2, 2] }).status === 0
}

function report(message: string): void {
  process.stderr.write(`${message}\n`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
