import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../run/events'
import { ExpectedCost } from './ExpectedCost'
import { expectedCosts, expectedCostTable, type ExpectedCostText } from './expectedCostSeries'

const text: ExpectedCostText = {
  step: 'step',
  expected: 'E',
  format: (value) => `${value.toFixed(1)} ms`,
  target: (value) => `target: ${value}`,
  summary: (title, steps, first, last, target) =>
    `${title}: over ${steps} steps from ${first} to ${last}; the target is ${target}.`,
}

const snapshot = (step: number, expectedCost?: number): Snapshot => ({
  step,
  elapsedMs: step,
  trainLoss: 1,
  trainAccuracy: 0.5,
  validLoss: 1,
  validAccuracy: 0.5,
  learningRate: 0.1,
  alphas: new Float32Array(),
  gates: new Float32Array(),
  ...(expectedCost !== undefined && { expectedCost }),
})

const snapshots = [snapshot(1), snapshot(2, 4), snapshot(3, 3), snapshot(4, 2.5)]

describe('the expected cost', () => {
  it('is that of the snapshots that know it', () => {
    expect(expectedCosts(snapshots)).toEqual([
      { step: 2, value: 4 },
      { step: 3, value: 3 },
      { step: 4, value: 2.5 },
    ])
    const table = expectedCostTable('Latency', expectedCosts(snapshots), text)
    expect(table).toEqual({
      columns: ['step', 'Latency'],
      rows: [
        [2, 4],
        [3, 3],
        [4, 2.5],
      ],
    })
  })

  it('is drawn beside its target, with its value at the step shown', () => {
    const markup = renderToStaticMarkup(
      <ExpectedCost
        title="Expected latency"
        points={expectedCosts(snapshots)}
        target={2}
        totalSteps={10}
        step={3}
        width={480}
        height={160}
        text={text}
      />,
    )
    expect(markup).toContain('target: 2.0 ms')
    expect(markup).toContain('E 2.5 ms')
    expect(markup).toContain('E 3.0 ms')
    expect(markup).toContain('over 4 steps from 4.0 ms to 2.5 ms; the target is 2.0 ms.')
    // The target lies below everything that was expected.
    const heights = [...markup.matchAll(/<line x1="52" x2="[\d.]+" y1="([\d.]+)"/g)]
    const end = /class="policy-label" x="[\d.]+" y="([\d.]+)"/.exec(markup)
    expect(Number(heights.at(-1)?.[1])).toBeGreaterThan(Number(end?.[1]))
  })
})
