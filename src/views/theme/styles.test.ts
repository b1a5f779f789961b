import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const SOURCES = new URL('../../', import.meta.url).pathname
const sheets = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name, lines: readFileSync(join(SOURCES, name), 'utf8').split('\n') }))

/** Lines that match, with the file that they are in. */
function found(pattern: RegExp): string[] {
  return sheets.flatMap(({ name, lines }) =>
    lines.filter((line) => pattern.test(line)).map((line) => `${name}: ${line.trim()}`),
  )
}

describe('style sheets', () => {
  it('name every colour as a token', () => {
    expect(found(/^\s*(?!--)[a-z-]+:.*#[0-9a-f]{3,8}\b/i)).toEqual([])
  })

  it('take the length of every motion from a token, which reduced motion sets to nothing', () => {
    const motions = found(/^\s*(transition|animation)(-duration)?:/)
    expect(motions.length).toBeGreaterThan(3)
    expect(motions.filter((line) => !/var\(--motion-|: none|: 0s/.test(line))).toEqual([])
  })

  it('draw no text smaller than 12 px', () => {
    const sizes = found(/font-size: *[\d.]+px/)
    expect(sizes.filter((line) => Number(/([\d.]+)px/.exec(line)?.[1]) < 12)).toEqual([])
  })
})
