import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Candidate } from '../run/events'
import type { CostMeasure } from '../run/objective'
import { candidate } from './candidates.fixture'
import { HypervolumeCurve } from './HypervolumeCurve'
import { hypervolumeSeries } from './hypervolume'
import { hypervolumeText, paretoText } from './methodText.fixture'
import { ParetoFront, type ParetoFrontProps } from './ParetoFront'
import { pointMaker } from './paretoPoints'
import { paretoTable } from './paretoTable'

const timed = (id: number, accuracy: number, latencyMs: number, measured = false) =>
  candidate(id, {
    accuracy,
    cost: {
      macs: 1_000 * (id + 1),
      parameters: 100,
      latencyMs,
      latencyRange: [0.9 * latencyMs, 1.2 * latencyMs],
      latencySource: measured ? 'measured' : 'predicted',
    },
  })

const few = [timed(0, 0.2, 2), timed(1, 0.4, 4), timed(2, 0.6, 3, true), timed(3, 0.7, 5)]

function pointsOf(candidates: readonly Candidate[], measure: CostMeasure = 'latency') {
  const make = pointMaker(measure, () => 100)
  return candidates.flatMap((each) => make(each) ?? [])
}

function draw(given: Partial<ParetoFrontProps> = {}, candidates: readonly Candidate[] = few) {
  const { measure = 'latency' } = given
  return renderToStaticMarkup(
    <ParetoFront
      title="Front"
      candidates={candidates}
      best={candidates.at(-1) ?? null}
      found={false}
      pointed={null}
      chosen={null}
      selected={new Set()}
      width={500}
      height={380}
      measure={measure}
      points={pointsOf(candidates, measure)}
      budget={4}
      ranBudget={null}
      onBudget={() => undefined}
      onSelect={() => undefined}
      text={paretoText}
      {...given}
    />,
  )
}

const marks = (markup: string) =>
  [...markup.matchAll(/<g class="pareto-mark" data-at="(\d+)"[^>]*>/g)].map(([tag, id]) => ({
    id: Number(id),
    front: tag.includes('data-front'),
    predicted: tag.includes('data-predicted'),
    shown: tag.includes('data-shown'),
    inOrder: tag.includes('tabindex="0"'),
  }))

describe('the front', () => {
  it('looks as it did', () => {
    expect(draw({ ranBudget: 3 })).toMatchSnapshot()
  })

  it('is what nothing dominates; measured and predicted are told apart', () => {
    const found = marks(draw())
    expect(found.filter(({ front }) => front).map(({ id }) => id)).toEqual([0, 2, 3])
    expect(found.filter(({ predicted }) => !predicted).map(({ id }) => id)).toEqual([2])
  })

  it('rings what the result column shows: the one chosen, or else the best', () => {
    const shown = (markup: string) => marks(markup).filter((mark) => mark.shown)
    expect(shown(draw()).map(({ id }) => id)).toEqual([3])
    expect(shown(draw({ chosen: 1 })).map(({ id }) => id)).toEqual([1])
  })

  it('has one mark in the tab order', () => {
    expect(marks(draw()).filter(({ inOrder }) => inOrder)).toHaveLength(1)
  })

  it('has a budget that says its number, and says when there is none', () => {
    const slider = (markup: string) => /<g class="budget"[^>]*>/.exec(markup)?.[0]
    expect(slider(draw())).toContain('aria-valuetext="budget 4 of latency"')
    expect(slider(draw())).toContain('aria-valuenow="4"')
    expect(slider(draw({ budget: null }))).toContain('aria-valuetext="no budget"')
    expect(slider(draw({ budget: null }))).not.toContain('data-set')
  })

  it('is drawn before there is anything, without whiskers, and with alike points', () => {
    const alike = [timed(0, 0.5, 2), timed(1, 0.5, 2)]
    for (const markup of [
      draw({ best: null, budget: null }, []),
      draw({ points: few.flatMap((each) => pointMaker('macs', () => null)(each) ?? []) }),
      draw({ budget: null }, alike),
      draw({ measure: 'parameters' }),
    ]) {
      expect(markup).not.toContain('NaN')
      expect(markup).not.toContain('Infinity')
      expect(markup).not.toMatch(/font-size="?(\d|1[01])(\.|px|")/)
    }
  })

  it('needs few elements for thousands of points', () => {
    const many = Array.from({ length: 5_000 }, (_, id) =>
      timed(id, 0.1 + 0.8 * ((id * 7919) % 1) + (id % 97) / 200, 1 + ((id * 31) % 89) / 9),
    )
    const markup = draw({}, many)
    expect(markup.match(/<(path|circle|rect|line|g|text)\b/g)?.length).toBeLessThan(400)
    // Every point is there all the same: those that have settled, and those that just came.
    const dots = [...markup.matchAll(/class="pareto-dots" d="([^"]*)"/g)].map(([, d = '']) => d)
    const settled = dots.join('').match(/h0/g)?.length ?? 0
    const arriving = markup.match(/class="pareto-arrival"/g)?.length ?? 0
    expect(settled + arriving).toBe(5_000)
  })
})

describe('its table', () => {
  it('has how sure every number is, and where a latency comes from', () => {
    const points = pointsOf(few)
    const { columns, rows } = paretoTable(
      points,
      new Set(points.slice(2, 3)),
      'latency',
      paretoText,
    )
    expect(columns).toHaveLength(11)
    const [id, , accuracy, low, high, cost, , , source, onFront] = rows[2] ?? []
    expect([id, accuracy, cost, source, onFront]).toEqual([2, 60, 3, 'measured', '✓'])
    expect(low).toBeCloseTo(50.2, 1)
    expect(high).toBeCloseTo(69.06, 1)
    expect(rows[0]?.slice(8, 10)).toEqual(['predicted', ''])
  })
})

describe('the hypervolume over steps', () => {
  it('looks as it did', () => {
    const markup = renderToStaticMarkup(
      <HypervolumeCurve
        title="Hypervolume"
        series={hypervolumeSeries(pointsOf(few), 5)}
        reference="0 %, 5 ms"
        totalSteps={10}
        step={4}
        width={230}
        height={150}
        text={hypervolumeText}
      />,
    )
    expect(markup).toMatchSnapshot()
    expect(markup).not.toContain('NaN')
  })
})
