import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { format } from 'prettier'
import { createServer } from 'vite'
import type * as Cases from '../src/export/goldenCases.fixture'

const HELP = `npm run goldens -- [--python python3] [--keep folder] [--write]

Runs the PyTorch modules of all kinds of exports in Python (which must have torch), and compares
their logits with what plain JavaScript gives. --write keeps PyTorch's logits for the unit tests.`

const FILE = 'src/export/goldens.json'

/** What PyTorch gave, and for which module: tests tell when another one is written. */
interface TorchLogits {
  readonly sha256: string
  readonly logits: readonly number[]
}

const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    keep: { type: 'string' },
    write: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(HELP)
else await compare()

async function compare(): Promise<void> {
  // Vite reads the Python parts of modules as text, as it does for the page.
  const server = await createServer({
    server: { middlewareMode: true, ws: false },
    appType: 'custom',
    logLevel: 'error',
  })
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'goldens-'))
  const found: Record<string, TorchLogits> = {}
  try {
    const cases = (await server.ssrLoadModule('/src/export/goldenCases.fixture.ts')) as typeof Cases
    const { default: check } = (await server.ssrLoadModule('/src/export/python/check.py?raw')) as {
      default: string
    }
    for (const name of cases.GOLDEN_CASES) {
      const { module, weights, golden } = cases.goldenCase(name)
      const place = join(folder, name)
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, 'network.py'), module)
      writeFileSync(join(place, 'weights.safetensors'), weights)
      writeFileSync(join(place, 'golden.json'), JSON.stringify(golden))
      writeFileSync(join(place, 'check.py'), check)
      const logits = JSON.parse(
        execFileSync(values.python, ['check.py', '--print'], { cwd: place, encoding: 'utf8' }),
      ) as number[]
      const difference = Math.max(
        ...logits.map((logit, index) => Math.abs(logit - (golden.logits[index] ?? Infinity))),
      )
      console.log(`${name.padEnd(16)} ${difference.toExponential(1)}`)
      if (!(difference <= golden.tolerance)) process.exitCode = 1
      found[name] = { sha256: createHash('sha256').update(module).digest('hex'), logits }
    }
    if (values.write) writeFileSync(FILE, await format(JSON.stringify(found), { parser: 'json' }))
  } finally {
    await server.close()
    if (values.keep === undefined) rmSync(folder, { recursive: true })
  }
}
