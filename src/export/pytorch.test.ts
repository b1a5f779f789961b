import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { GOLDEN_CASES, goldenCase } from './goldenCases.fixture'
import { moduleOf } from './moduleOf'
import goldens from './goldens.json'
import check from './python/check.py?raw'
import train from './python/train.py?raw'
import { EVERY_SUBJECT, largestDifference, trainedSubject } from './trainedNetwork.fixture'

const TOLERANCE = 1e-5

const torchLogits: Readonly<Record<string, { sha256: string; logits: number[] } | undefined>> =
  goldens

/** What PyTorch made of the very modules that are written now: `npm run goldens -- --write`. */
describe('a PyTorch module', () => {
  it.each(GOLDEN_CASES)('of %s gave these logits in PyTorch', (name) => {
    const { module, golden } = goldenCase(name)
    const kept = torchLogits[name]
    expect(createHash('sha256').update(module).digest('hex')).toBe(kept?.sha256)
    expect(Math.max(...golden.logits) - Math.min(...golden.logits)).toBeGreaterThan(100 * TOLERANCE)
    expect(largestDifference(golden.logits, kept?.logits ?? [])).toBeLessThan(TOLERANCE)
  })

  it('says nothing that ends its docstring', () => {
    const subject = EVERY_SUBJECT['resnet']!
    const module = moduleOf(subject, trainedSubject(subject, 'x', 1), ['""" \\'])
    expect(module.split('\n').slice(0, 3)).toEqual(['"""', "''' \\\\", '"""'])
  })
})

const python = ['python3', 'python'].find(
  (command) => spawnSync(command, ['-c', 'import ast']).status === 0,
)

if (python) {
  describe('Python', () => {
    const parse = (source: string) =>
      execFileSync(
        python,
        [
          '-c',
          'import ast, sys; print([n.name for n in ast.parse(sys.stdin.read()).body if hasattr(n, "name")])',
        ],
        { input: source, encoding: 'utf8' },
      )

    it.each(GOLDEN_CASES)(
      'parses the module of %s',
      (name) => {
        const names = parse(goldenCase(name).module)
        for (const each of ['Network', 'normalise', 'load']) expect(names).toContain(`'${each}'`)
      },
      30_000,
    )

    it('parses the scripts that come with modules', () => {
      expect(parse(train)).toContain("'main'")
      expect(parse(check)).toContain('[]')
    })
  })
}
