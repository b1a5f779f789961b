/** The built page: made when missing or older than its sources, and served from this machine alone. */
import { readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { build, preview } from 'vite'
import { pageAddress } from './pageAddress'

const ROOT = resolve(import.meta.dirname, '..')

/** Everything the build depends on. */
const SOURCES = [
  'index.html',
  'package-lock.json',
  'public',
  'src',
  'tsconfig.json',
  'vite.config.ts',
  'workers',
]

/** Builds the page into dist unless the build there is newer than every source. */
export async function ensureBuilt(): Promise<void> {
  if (modifiedAt(join(ROOT, 'dist/index.html')) > newestSource()) return
  process.stderr.write('Building the page.\n')
  await build({ root: ROOT, logLevel: 'warn' })
}

export interface Site {
  readonly address: string
  close(): Promise<void>
}

/** Serves dist. Port 0 takes any free one. @throws Error with advice when the port is taken. */
export async function serve(port: number): Promise<Site> {
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    preview: { port, strictPort: true, host: '127.0.0.1' },
  }).catch((error: unknown) => {
    if (!/already in use/.test(String(error))) throw error
    throw new Error(`Port ${port} is already in use. Choose another with “--port N”.`)
  })
  const bound = server.httpServer.address()
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.')
  return { address: pageAddress(bound.port), close: () => server.close() }
}

function newestSource(): number {
  return Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))))
}

/** Folders count too, because a deleted file only changes the folder it was in. */
function newestIn(path: string): number {
  const entries = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
    : []
  return Math.max(modifiedAt(path), ...entries.map((entry) => modifiedAt(join(path, entry))))
}

/** Milliseconds since 1970; 0 for what does not exist. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
}
