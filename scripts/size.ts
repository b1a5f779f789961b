/**
 * Weighs the page shell: what index.html loads before any worker or lazy part. Vite names all of it
 * in the built index.html as scripts, preloads and style sheets.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { gzipSync } from 'node:zlib'
import { runCommand } from './commandLine'
import { ensureBuilt } from './site'

const SHELL_LIMIT_BYTES = 200_000

const DIST = resolve(import.meta.dirname, '../dist')

await runCommand('test:size', async () => {
  await ensureBuilt()
  const html = readFileSync(join(DIST, 'index.html'), 'utf8')
  const loaded = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)]
  const files = new Set(['index.html', ...loaded.flatMap(([, file]) => file ?? [])])
  if (files.size === 1) throw new Error('dist/index.html loads no script.')
  let total = 0
  for (const file of files) {
    const bytes = gzipSync(readFileSync(join(DIST, file))).byteLength
    process.stdout.write(`${inKilobytes(bytes)}  ${file}\n`)
    total += bytes
  }
  const limit = inKilobytes(SHELL_LIMIT_BYTES).trim()
  process.stdout.write(`${inKilobytes(total)}  page shell, gzipped (limit ${limit})\n`)
  if (total > SHELL_LIMIT_BYTES) throw new Error(`The page shell is over its limit of ${limit}.`)
})

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`.padStart(9)
}
