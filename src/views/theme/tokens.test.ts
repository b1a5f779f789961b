import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { ANY_OPERATIONS, type AnyOperation } from '../../space/anyOperation'
import { CHAIN_BLOCKS } from '../../space/chainSpace'
import { ENAS_MACRO_OPERATIONS } from '../../space/enasMacroSpace'
import { NAS_BENCH_201_OPERATIONS } from '../../space/nasBench201Space'
import { OPERATIONS } from '../../space/operations'
import { OPERATION_STYLE } from '../operationStyle'
import { colourDistance, contrast, simulated, VISIONS } from './colourVision.fixture'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

/** Custom properties of the first block that follows `selector`. */
function tokens(selector: string): Record<string, string> {
  const start = css.indexOf('{', css.indexOf(selector)) + 1
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]),
  ) as Record<string, string>
}

const themes = {
  dark: tokens(':root {'),
  light: tokens(":root[data-theme='light']"),
}

function colourOf(theme: Record<string, string>, name: string): string {
  const value = theme[name]
  if (value === undefined) throw new Error(`${name} is missing`)
  return value
}

describe('design tokens', () => {
  it('are the same whether the system or the reader asks for light', () => {
    expect(tokens(":root:not([data-theme='dark'])")).toEqual(themes.light)
  })

  describe.each(Object.entries(themes))('%s', (_, theme) => {
    const ground = colourOf(theme, '--ground')

    it('keeps text legible: 4.5 to 1 on every surface', () => {
      for (const surface of ['--ground', '--surface']) {
        for (const ink of ['--ink', '--ink-2', '--ink-3']) {
          const ratio = contrast(colourOf(theme, ink), colourOf(theme, surface))
          expect(ratio, `${ink} on ${surface}`).toBeGreaterThanOrEqual(4.5)
        }
      }
      expect(contrast(colourOf(theme, '--accent'), ground)).toBeGreaterThanOrEqual(4.5)
      expect(
        contrast(colourOf(theme, '--accent-ink'), colourOf(theme, '--accent')),
      ).toBeGreaterThanOrEqual(4.5)
    })

    it('keeps operations visible: 3 to 1 on the ground', () => {
      for (const operation of ANY_OPERATIONS) {
        expect(contrast(operationColour(theme, operation), ground), operation).toBeGreaterThan(3)
      }
    })

    it.each(Object.entries(SEEN_TOGETHER))(
      'keeps the operations of %s apart for every kind of colour vision',
      (_name, operations) => {
        for (const vision of VISIONS) {
          const seen = operations.map((name) => simulated(operationColour(theme, name), vision))
          seen.forEach((one, index) => {
            seen.slice(index + 1).forEach((two, distance) => {
              const pair = `${vision}: ${operations[index]} and ${operations[index + 1 + distance]}`
              expect.soft(colourDistance(one, two), pair).toBeGreaterThan(LEAST_DISTANCE)
            })
          })
        }
      },
    )
  })
})

/** Operations of one space; those of two are never told apart by colour. */
const SEEN_TOGETHER: Readonly<Record<string, readonly AnyOperation[]>> = {
  cells: OPERATIONS,
  'the ENAS macro space': ENAS_MACRO_OPERATIONS,
  'NAS-Bench-201': NAS_BENCH_201_OPERATIONS,
  chains: CHAIN_BLOCKS,
}

/** In Oklab, times 100; two is about the smallest difference seen side by side. Glyphs say the rest. */
const LEAST_DISTANCE = 4

function operationColour(theme: Record<string, string>, name: AnyOperation): string {
  return colourOf(theme, OPERATION_STYLE[name].color.slice('var('.length, -1))
}
