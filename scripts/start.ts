/** `npm start`: builds the page and serves it on this machine. */
import process from 'node:process'
import { parseArgs } from 'node:util'
import { asUsage, integerFlag, runCommand } from './commandLine'
import { DEFAULT_PORT } from './pageAddress'
import { ensureBuilt, serve } from './site'

const HELP = `Builds the page and serves it on this machine; no network is needed.

  npm start -- [--port N]     (default ${DEFAULT_PORT})
`

await runCommand('start', async () => {
  const { values } = asUsage(() =>
    parseArgs({
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        help: { type: 'boolean', default: false },
      },
    }),
  )
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const port = integerFlag('port', values.port, { least: 1, most: 65_535 })
  await ensureBuilt()
  const { address } = await serve(port)
  process.stdout.write(`NAS Playground is at ${address}/ (Ctrl+C ends it)\n`)
})
