import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { KernelTime } from '../run/stepProfile'
import { KernelBars } from './KernelBars'
import { figure, kernelTable, kernelTotal } from './kernelTable'
import { kernelBarsText } from './text.fixture'

const kernels: readonly KernelTime[] = [
  { kernel: 'conv', dispatches: 8, ms: 30, share: 0.75, gflops: 4, gigabytes: 1 },
  { kernel: 'pool', dispatches: 3, ms: 10, share: 0.25, gflops: 0, gigabytes: 3 },
]

describe('kernels', () => {
  it('are summed up with rates weighted by time', () => {
    expect(kernelTotal(kernels)).toEqual({
      dispatches: 11,
      ms: 40,
      share: 1,
      gflops: 3,
      gigabytes: 1.5,
    })
  })

  it('have a table twin with shares in per cent', () => {
    expect(kernelTable(kernels, kernelBarsText)).toEqual({
      columns: ['kernel', 'dispatches', 'ms', 'share (%)', 'GFLOP/s', 'GB/s'],
      rows: [
        ['conv', 8, 30, 75, 4, 1],
        ['pool', 3, 10, 25, 0, 3],
      ],
    })
  })

  it.each([900, 280])('are drawn with all that has room at %i px', (width) => {
    const markup = renderToStaticMarkup(
      <KernelBars title="Kernels" kernels={kernels} width={width} text={kernelBarsText} />,
    )
    expect(markup).toContain('aria-label="Kernels: 2 kernels, 40.0 ms, conv 75.0 %, pool 25.0 %"')
    const bars = [...markup.matchAll(/kernel-bar" x="[\d.]+" y="\d+" width="([\d.]+)"/g)]
    const [longest = NaN, shorter = NaN] = bars.map(([, length]) => Number(length))
    expect(shorter).toBeCloseTo(longest / 3, 6)
    expect(longest).toBeGreaterThan(width / 3)
    expect(markup.includes('GFLOP/s')).toBe(width === 900)
  })
})

it.each([
  [0, '–'],
  [0.004, '0.00'],
  [2.345, '2.35'],
  [9.996, '10.0'],
  [38.44, '38.4'],
  [99.96, '100'],
  [1234.5, '1235'],
])('shows %d as %s', (value, text) => {
  expect(figure(value)).toBe(text)
})
